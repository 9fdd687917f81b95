"""List the licences: how many files are under each, on what ground, and who reads rows of them."""

from apps.audit.licences import Licence
from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, counts, element, joined, paragraph, pill, table

STATES = {"allow": "good", "quarantine": "open", "deny": "bad"}


def section(facts: Facts, language: Language) -> Html:
    """Return one line a licence and class of sources."""
    names = ("licence", "class", "policy", "kept", "dropped", "basis", "used")
    rows = [
        (
            one.licence or element("span", language.say("licences.undecided"), class_="quiet"),
            one.source_class,
            _policy(one),
            one.kept,
            one.dropped,
            counts(one.basis),
            counts(one.used),
        )
        for one in facts.licences
    ]
    return joined(
        [
            paragraph(language.say("licences.lead"), class_="lead"),
            table([language.say(f"licences.{name}") for name in names], rows),
        ]
    )


def _policy(one: Licence) -> Html:
    if not one.action:
        return Html("–")
    return joined([one.policy_class, " ", pill(one.action, STATES[one.action])])

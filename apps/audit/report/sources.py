"""List the sources: whose they are, by what right, at which pin, and what became of them."""

from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, code, counts, joined, paragraph, pill, table

NAMES = ("source", "class", "owner", "licence", "right", "pin", "files", "kept", "records", "used", "faults")


def section(facts: Facts, language: Language) -> Html:
    """Return one line a source."""
    rows = [
        (
            one.source,
            one.source_class,
            one.owner,
            one.licence,
            one.legal_basis,
            code(one.pin[:12]),
            one.files,
            one.kept,
            one.candidates,
            counts(one.used),
            joined([pill(fault, "bad") for fault in one.faults], " "),
        )
        for one in facts.sources
    ]
    shown = NAMES if any(one.faults for one in facts.sources) else NAMES[:-1]
    headings = [language.say(f"sources.{name}") for name in shown]
    return joined(
        [
            paragraph(language.say("sources.lead"), class_="lead"),
            table(headings, [row[: len(shown)] for row in rows]),
        ]
    )

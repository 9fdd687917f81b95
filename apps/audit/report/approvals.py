"""List what people decided, and whether a signature binds it to a key; authors of commits are not named."""

from apps.audit.approvals import Approvals
from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, code, element, joined, marked, paragraph, pill, table


def section(facts: Facts, language: Language) -> Html:
    """Return one line a decision, and the files that were let through."""
    found = facts.approvals
    parts = [_decisions(found, language), _releases(found, language)] if found else []
    parts.append(_signed(facts, language))
    return joined([paragraph(language.say("approvals.lead"), class_="lead"), *parts])


def _decisions(found: Approvals, language: Language) -> Html:
    if not found.approvals:
        return paragraph(language.say("approvals.none"), class_="missing")
    names = ("where", "about", "said", "reviewer", "commit", "signature")
    rows = [
        (
            code(f"{one.file}:{one.line}"),
            one.about,
            one.said,
            one.reviewer,
            code(one.commit.id[:12]) if one.commit else pill(language.say("approvals.uncommitted"), "bad"),
            one.commit.signature if one.commit else "–",
        )
        for one in found.approvals
    ]
    disputed = paragraph(language.say("approvals.disputed", count=found.disputed), class_="note")
    return joined([table([language.say(f"approvals.{name}") for name in names], rows), disputed])


def _signed(facts: Facts, language: Language) -> Html:
    """Return who signed what the run commits to, and when."""
    heading = element("h3", language.say("approvals.signed"))
    if not facts.signed:
        return joined([heading, paragraph(marked(language.say("approvals.nobody")), class_="missing")])
    rows = [(one.at, one.by, code(one.statement)) for one in facts.signed]
    headings = [language.say(f"approvals.{name}") for name in ("day", "signer", "statement")]
    return joined([heading, table(headings, rows)])


def _releases(found: Approvals, language: Language) -> Html:
    if not found.releases:
        return Html("")
    rows = [(f"{one.source}:{one.path}", one.licence, one.who, one.reason) for one in found.releases]
    headings = [language.say(f"approvals.{name}") for name in ("path", "licence", "who", "reason")]
    return joined([element("h3", language.say("approvals.releases")), table(headings, rows)])

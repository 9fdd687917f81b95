"""Say what the report does not prove."""

from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, joined, listed, paragraph

LIMITS = (
    "other_process",
    "base",
    "influence",
    "masked",
    "copying",
    "benchmarks",
    "root",
    "report",
    "names",
    "conformity",
)


def section(_: Facts, language: Language) -> Html:
    """Return the limits of docs/audit.md in short."""
    said = listed([language.say(f"limit.{name}") for name in LIMITS])
    return joined([paragraph(language.say("limits.lead"), class_="lead"), said])

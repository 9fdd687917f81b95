"""Say that nothing was erased: no command does it yet."""

from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, paragraph


def section(_: Facts, language: Language) -> Html:
    """Return that there is none, and what becomes of a source that is withdrawn."""
    return paragraph(language.say("erasures.none"), class_="note")

"""Show what was dropped: by stage and rule, and by source."""

from apps.audit.report.facts import Facts
from apps.audit.report.heat import heat
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, element, joined, paragraph

KINDS = ("file", "asset", "sample")
"""Of rows of the ledger, in the order of the pipeline."""


def section(facts: Facts, language: Language) -> Html:
    """Return one matrix a kind of row."""
    lead = paragraph(language.say("dropped.lead"), class_="lead")
    return joined([lead, *(_matrix(kind, facts, language) for kind in KINDS)])


def _matrix(kind: str, facts: Facts, language: Language) -> Html:
    rows = {
        joined([rule, " ", element("small", stage)]): sources
        for (what, stage, rule), sources in facts.dropped.items()
        if what == kind
    }
    heading = element("h3", language.say(f"dropped.{kind}"))
    if not rows:
        return joined([heading, paragraph(language.say("none"), class_="note")])
    return joined([heading, heat(language.say("dropped.rule"), language.say("total"), rows)])

"""Show what was erased, by receipt, and which adapters have learnt it."""

from apps.audit.erasure.receipts import Plan
from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, code, joined, marked, paragraph, pill, table

COLUMNS = ("receipt", "way", "files", "rows", "key", "elsewhere", "adapters")


def section(facts: Facts, language: Language) -> Html:
    """Return one line a receipt; no name of a file and no word that was asked for."""
    if not facts.erasures:
        return paragraph(marked(language.say("erasures.none")), class_="note")
    headings = [language.say(f"erasures.{name}") for name in COLUMNS]
    rows = [
        (
            code(plan.id),
            language.named("erasures", plan.way),
            plan.counts.files,
            sum(map(len, plan.rows.values())),
            language.say("erasures.destroyed") if plan.unit else "–",
            ", ".join(plan.elsewhere) or "–",
            _learners(plan, facts),
        )
        for plan in facts.erasures
    ]
    return joined([paragraph(marked(language.say("erasures.lead")), class_="lead"), table(headings, rows)])


def _learners(plan: Plan, facts: Facts) -> Html:
    names = [one.adapter for one in facts.tainted if one.receipt == plan.id]
    return joined([pill(name, "bad") for name in names], " ") if names else Html("–")

"""Show what each adapter gained over its base and its placebo."""

from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, joined, paragraph, pill, table
from stages.attest.results import Result

STATES = {"better": "good", "worse": "bad"}


def section(facts: Facts, language: Language) -> Html:
    """Return one line an adapter, as `adaptrail audit report` prints it."""
    headings = [language.say(f"results.{name}", shortest=facts.shortest) for name in Result._fields]
    rows = [
        (*row[:-1], pill(language.named("result", row.verdict), STATES.get(row.verdict, "quiet")))
        for row in facts.results
    ]
    return joined(
        [paragraph(language.say("results.lead"), class_="lead"), table(headings, rows, class_="figures")]
    )

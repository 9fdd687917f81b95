"""Map rules of laws and standards to the questions that answer them: a mapping, not a certification."""

from typing import NamedTuple

from apps.audit.report.facts import Facts
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, code, joined, paragraph, pill, table
from apps.audit.report.verdict import answered


class Control(NamedTuple):
    """One rule."""

    rule: str
    asks: str
    """Key of the words for what it asks for."""
    questions: tuple[str, ...]
    """Of `adaptrail audit`, whose answers are evidence."""


CONTROLS = (
    Control("ISO/IEC 42001:2023 A.7.4", "quality", ("coverage", "leakage", "score")),
    Control("ISO/IEC 42001:2023 A.7.5", "provenance", ("sources", "coverage", "trace", "where")),
    Control("ISO/IEC 42001:2023 A.7.6", "preparation", ("policy", "verify")),
    Control("EU 2024/1689 (AI Act) Art. 10", "governance", ("sources", "licences", "leakage")),
    Control("EU 2024/1689 (AI Act) Art. 53 (1) c, d", "summary", ("licences", "sources")),
    Control("GDPR Art. 5 (1) c, Art. 25", "minimal", ("policy", "residual")),
    Control("GDPR Art. 17", "erasure", ("erased",)),
    Control("个人信息保护法 (PIPL) Art. 47", "erasure", ("erased",)),
    Control("个人信息保护法 (PIPL) Art. 51", "technical", ("policy", "residual")),
    Control("GB/T 45652-2025", "finetuning", ("sources", "licences", "policy", "coverage", "trained")),
    Control("GB/T 45654-2025", "sampling", ("sample", "score")),
    Control("NIST AI 600-1", "memorization", ("leakage", "synthetic")),
    Control("SLSA, in-toto", "integrity", ("verify", "verify --signatures", "trained")),
)


def section(facts: Facts, language: Language) -> Html:
    """Return one line a rule, with the answers of its questions."""
    headings = [language.say(f"controls.{name}") for name in ("rule", "asks", "evidence", "state")]
    rows = [
        (
            one.rule,
            language.say(f"control.{one.asks}"),
            joined([code(question) for question in one.questions], " "),
            _states(one, facts, language),
        )
        for one in CONTROLS
    ]
    return joined([paragraph(language.say("controls.lead"), class_="lead"), table(headings, rows)])


def _states(control: Control, facts: Facts, language: Language) -> Html:
    return joined([_state(question, facts, language) for question in control.questions], " ")


def _state(question: str, facts: Facts, language: Language) -> Html:
    if question == "verify":
        altered = any(finding.faults for finding in facts.findings)
        return pill(language.say("no" if altered else "yes"), "bad" if altered else "good")
    known = {point.question: point for point in facts.points}
    if question in known:
        return answered(known[question], language)
    return pill(language.say("controls.by_hand"), "quiet")

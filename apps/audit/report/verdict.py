"""Say at the top whether anything was altered, and which questions are open."""

import re

from apps.audit.report.facts import Facts, Point
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, code, element, joined, listed, paragraph, pill, table
from apps.audit.verify import Finding

LONGEST = 5
"""Faults of one check or question that are shown."""
COLOURS = {"yes": "good", "no": "bad", "not measured": "open"}


def state(facts: Facts) -> str:
    """Return `bad` when something was altered, `open` when a question is no or not measured, else `good`."""
    if _altered(facts):
        return "bad"
    return "open" if _open(facts) else "good"


def _altered(facts: Facts) -> int:
    return sum(bool(finding.faults) for finding in facts.findings)


def _open(facts: Facts) -> int:
    unmeasured = any(finding.not_measured for finding in facts.findings)
    return sum(point.state != "yes" for point in facts.points) + unmeasured


def section(facts: Facts, language: Language) -> Html:
    """Return the banner, the questions with their answers, and the checks."""
    found = state(facts)
    headline = language.say(f"verdict.{found}", count=_altered(facts) or _open(facts))
    numbers = element(
        "dl",
        *_pair(language.say("verdict.root", rows=f"{facts.rows:,}"), facts.root),
        *_pair(language.say("verdict.commitments"), facts.commitments),
        class_="digests",
    )
    banner = element(
        "div",
        element("p", headline, class_="headline"),
        paragraph(_checked(facts, language)),
        numbers,
        paragraph(language.say("verdict.compare"), class_="note"),
        class_=f"banner {found}",
        role="status",
    )
    return joined([banner, _questions(facts, language), _checks(facts, language)])


def _pair(name: str, digest: str) -> tuple[Html, Html]:
    return element("dt", name), element("dd", code(digest))


def _checked(facts: Facts, language: Language) -> str:
    unmeasured = sum(bool(finding.not_measured) for finding in facts.findings)
    return language.say(
        "verdict.checks",
        passed=len(facts.findings) - unmeasured - _altered(facts),
        all=len(facts.findings),
        unmeasured=unmeasured,
        examined=f"{sum(finding.examined for finding in facts.findings):,}",
    )


def _questions(facts: Facts, language: Language) -> Html:
    headings = [language.say(f"verdict.{name}") for name in ("question", "answer", "command", "why")]
    rows = [
        (
            language.say(f"question.{point.question}"),
            answered(point, language),
            element("code", f"adaptrail audit {point.question}", class_="whole"),
            shortened(point.why, language),
        )
        for point in facts.points
    ]
    return joined([element("h3", language.say("verdict.questions")), table(headings, rows)])


def answered(point: Point, language: Language) -> Html:
    """Return the answer to a question, in its colour."""
    return pill(language.say(point.state), COLOURS[point.state])


def shortened(faults: list[str], language: Language) -> Html:
    """Return the first of some faults, and how many there are more."""
    more = [language.say("more", count=len(faults) - LONGEST)] if len(faults) > LONGEST else []
    return listed([*map(code, faults[:LONGEST]), *more], class_="plain") if faults else Html("")


def _checks(facts: Facts, language: Language) -> Html:
    headings = [language.say(f"verdict.{name}") for name in ("check", "answer", "examined", "faults")]
    rows = [
        (_named(finding, language), _passed(finding, language), finding.examined, _faults(finding, language))
        for finding in facts.findings
    ]
    return element(
        "details", element("summary", language.say("verdict.look")), table(headings, rows), class_="more"
    )


def _named(finding: Finding, language: Language) -> str:
    adapter = re.fullmatch(r"adapter (\S+) is what was trained", finding.check)
    if adapter:
        return language.say("check.adapter", name=adapter[1])
    return language.named("check", finding.check)


def _passed(finding: Finding, language: Language) -> Html:
    found = "not measured" if finding.not_measured else "no" if finding.faults else "yes"
    return pill(language.say(found), COLOURS[found])


def _faults(finding: Finding, language: Language) -> Html:
    return shortened([finding.not_measured] if finding.not_measured else finding.faults, language)

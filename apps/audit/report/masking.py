"""Show what was masked by rule and source, under which policy and key, and what canaries say of the rest."""

from collections.abc import Mapping

from apps.audit.policy import Masking
from apps.audit.report.facts import Facts
from apps.audit.report.heat import heat
from apps.audit.report.language import Language
from apps.audit.report.markup import Html, code, element, joined, listed, paragraph, table

COUNTED = ("planted", "refused", "left")
"""Numbers of canaries that are shown."""


def section(facts: Facts, language: Language) -> Html:
    """Return policy and key, rules by sources, and the canaries."""
    parts = [_made(facts.masking, language)] if facts.masking else []
    return joined(
        [paragraph(language.say("masking.lead"), class_="lead"), *parts, _canaries(facts, language)]
    )


def _made(masking: Masking, language: Language) -> Html:
    said = listed(
        [
            joined([language.say("masking.policy", name=masking.policy), " ", code(masking.policy_digest)]),
            language.say("masking.key", id=masking.key_id, said=masking.key),
            joined([language.say("masking.lexicon"), " ", code(masking.lexicon_digest)]),
            language.say(
                "masking.decisions", count=f"{masking.decisions:,}", reviewed=f"{masking.reviewed:,}"
            ),
        ],
        class_="plain",
    )
    rows: dict[Html, dict[str, int]] = {}
    for rule in sorted(masking.rules, key=lambda one: (one.entity, one.rule, one.version)):
        if rule.sources:
            label = joined([rule.entity, " ", element("small", f"{rule.rule} @ {rule.version}")])
            rows[label] = rule.sources
    return joined([said, heat(language.say("masking.rule"), language.say("total"), rows)])


def _canaries(facts: Facts, language: Language) -> Html:
    rows = [
        (name.removeprefix("canaries_"), *(_whole(found, one) for one in COUNTED), _share(found))
        for name, found in facts.canaries.items()
        if isinstance(found, Mapping)
    ]
    headings = [language.say(f"masking.canaries.{name}") for name in ("kind", *COUNTED, "high")]
    return joined(
        [
            element("h3", language.say("masking.canaries")),
            paragraph(language.say("masking.canaries.lead"), class_="lead"),
            table(headings, rows, class_="narrow"),
        ]
    )


def _whole(found: Mapping[str, float | int | str], name: str) -> float | int | str:
    return found.get(name, "–")


def _share(found: Mapping[str, float | int | str]) -> str:
    high = found.get("high")
    return f"{high:.2%}" if isinstance(high, float | int) else "–"

"""Answer under which policy and key, and by which rules, the text was masked: rules by sources."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from apps.audit import evidence, question
from apps.audit.question import Answer, Shown, counted
from stages.anonymize.ledger import policy_digest
from stages.anonymize.params import AnonymizeParams
from stages.attest.results import content
from stages.core.errors import PipelineError
from stages.core.records.decision import Decision


class Rule(NamedTuple):
    """One version of a rule, and what it did for one kind of thing."""

    rule: str
    version: str
    entity: str
    actions: dict[str, int]
    """Findings by action; `keep` is one that a policy, a scope, a review or a low confidence let stand."""
    sources: dict[str, int]
    """What it masked, by source."""


class Masking(NamedTuple):
    """How the safe zone was made."""

    policy: str
    policy_digest: str
    key_id: str
    key: str
    """What the stage says of the key: a demo key is named as one."""
    packs: list[str]
    """Rules for secrets."""
    lexicon_digest: str
    """Keyed digest of the names of the company."""
    decisions: int
    reviewed: int
    """Decisions about values of which reviewers said something."""
    rules: list[Rule]
    faults: list[str]
    """What does not go together; empty when all was masked under the policy and key of the settings."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions, "policy", "say under which policy and key what was masked, by rule and source", answer
    )
    asked.add_argument("rule", nargs="?", default="", help="one rule; without it, all of them")


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when every decision was made under the policy and the key that the settings name."""
    params = evidence.setting("anonymize", kind=AnonymizeParams)
    found = masking(params, evidence.decisions())
    if arguments.rule:
        found = found._replace(rules=_named(found.rules, arguments.rule))
    headings = ("rule", "version", "entity", "actions", "masked by source")
    rows = [(r.rule, r.version, r.entity, counted(r.actions), counted(r.sources)) for r in found.rules]
    shown: list[Shown] = [
        f"policy {found.policy}, digest {found.policy_digest}; packs {', '.join(found.packs)}",
        f"key {found.key_id}: {found.key}",
        f"lexicon digest {found.lexicon_digest}",
        f"{found.decisions} decisions, {found.reviewed} of them on values that people reviewed",
        question.table(headings, rows),
        *(f"NO {fault}" for fault in found.faults),
    ]
    return Answer(found, shown, is_yes=not found.faults)


def _named(rules: list[Rule], name: str) -> list[Rule]:
    found = [rule for rule in rules if rule.rule == name]
    if not found:
        known = ", ".join(sorted({rule.rule for rule in rules})) or "none"
        raise PipelineError(
            f"{name!r}: no such rule in the decisions, expected one of {known}. Mend the name."
        )
    return found


def masking(params: AnonymizeParams, decisions: list[Decision]) -> Masking:
    """Return policy, key and rules, and which decisions or reports are of another policy or key."""
    said = content("anonymize").figures
    reported = said.get("policy")
    digest = policy_digest(params.policy)
    others = sorted({row.policy for row in decisions} - {digest})
    faults = {
        f"decisions under another policy: {', '.join(others)}": bool(others),
        "reports/anonymize.json names another policy": not isinstance(reported, dict)
        or reported.get("digest") != digest,
        "reports/anonymize.json names another key": said.get("key_id") != params.key_id,
    }
    return Masking(
        policy=params.policy.name,
        policy_digest=digest,
        key_id=params.key_id,
        key=str(said.get("key", "")),
        packs=list(params.packs),
        lexicon_digest=str(said.get("lexicon_digest", "")),
        decisions=len(decisions),
        reviewed=sum(bool(row.review) for row in decisions),
        rules=rules(decisions),
        faults=[fault for fault, is_so in faults.items() if is_so],
    )


def rules(decisions: Iterable[Decision]) -> list[Rule]:
    """Return what each version of a rule did for each entity, by name."""
    grouped: dict[tuple[str, str, str], list[Decision]] = defaultdict(list)
    for row in decisions:
        grouped[row.rule, row.version, row.entity].append(row)
    return [
        Rule(
            *name,
            actions=dict(sorted(Counter(row.action for row in rows).items())),
            sources=dict(sorted(Counter(_source(row) for row in rows if row.masks).items())),
        )
        for name, rows in sorted(grouped.items())
    ]


def _source(row: Decision) -> str:
    return row.document.partition(":")[0]

"""Say what the policy, and people who looked, want done with a finding."""

from collections.abc import Collection, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from stages.anonymize.finding import Finding
from stages.anonymize.params import EntityPolicy, Policy
from stages.core.errors import PipelineError
from stages.core.records.decision import Action, Reason, Review


class Verdict(NamedTuple):
    """What is done with a finding, and why."""

    action: Action
    reason: Reason
    review: Review


def decide(finding: Finding, source_class: str, policy: Policy, review: Review) -> Verdict:
    """Return what is done with `finding`; a review goes before the confidence, never before the scope."""
    rule = rule_of(finding.entity, policy)
    if rule.action == "keep":
        return Verdict("keep", "policy", review)
    if source_class not in rule.scope:
        return Verdict("keep", "scope", review)
    if review == "F":
        return Verdict("keep", "review", review)
    if review != "T" and finding.confidence < rule.min_confidence:
        return Verdict("keep", "confidence", review)
    return Verdict(rule.action, "review" if review == "T" else "policy", review)


def rule_of(entity: str, policy: Policy) -> EntityPolicy:
    """Return the entry of the longest glob that names `entity`; raises PipelineError when none does."""
    glob = _glob_of(entity, tuple(policy.entities))
    if not glob:
        raise PipelineError(
            f"policy '{policy.name}': no entry for {entity}, expected one. Add it to its entities."
        )
    return policy.entities[glob]


def is_masked(entity: str, source_class: str, policy: Policy) -> bool:
    """Say whether `policy` does anything about an entity in sources of a class, if it is sure enough."""
    rule = rule_of(entity, policy)
    return rule.action != "keep" and source_class in rule.scope


@cache
def _glob_of(entity: str, globs: tuple[str, ...]) -> str:
    return max((glob for glob in globs if fnmatchcase(entity, glob)), key=len, default="")


def refuse_unknown(policy: Policy, entities: Collection[str], generalized: Collection[str]) -> None:
    """Raise PipelineError when `policy` names an entity that no rule finds, or an action it cannot have, or
    has no entry for what a rule finds."""
    for entity in sorted(entities):
        rule_of(entity, policy)
    for glob, entry in policy.entities.items():
        named = [entity for entity in entities if fnmatchcase(entity, glob)]
        if not named:
            raise PipelineError(
                f"policy '{policy.name}': entity '{glob}', expected one that a rule finds. Mend its name."
            )
        coarse = [entity for entity in named if entity not in generalized]
        if entry.action == "generalize" and coarse:
            raise PipelineError(
                f"policy '{policy.name}': generalize for {coarse[0]}, expected one of "
                f"{', '.join(sorted(generalized))}. Choose another action."
            )
        secret = [entity for entity in named if entity.startswith("secret.")]
        if entry.action == "pseudonymize" and secret:
            raise PipelineError(
                f"policy '{policy.name}': pseudonymize for {secret[0]}, expected a constant for a secret. "
                "Choose redact."
            )


def is_dropped(path: str, policy: Policy) -> bool:
    """Say whether the policy drops a file for its name."""
    name = PurePosixPath(path).name.lower()
    return _is_any(name, policy.drop_paths) and not _is_any(name, policy.keep_paths)


def _is_any(name: str, globs: Collection[str]) -> bool:
    return any(fnmatchcase(name, glob.lower()) for glob in globs)


Reviews = Mapping[tuple[str, str], Review]
"""What reviewers said, by fingerprint and rule."""

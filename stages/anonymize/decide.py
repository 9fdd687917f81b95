"""Say what the policy, and people who looked, want done with a finding."""

import re
from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from stages.anonymize.finding import Finding
from stages.anonymize.params import EntityPolicy, Policy
from stages.core.errors import PipelineError
from stages.core.records.decision import Action, Reason, Review

OF_NAMES = re.compile(r"(?!\s)[^/\\{}]+(?<!\s)")
"""A glob that a name can fit: no name has a folder, and alternatives in braces are none."""


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
    """Raise PipelineError when `policy` names an entity that no rule finds, an action it cannot have, no
    class of sources or no name of a file, or has no entry for what a rule finds."""
    for entity in sorted(entities):
        rule_of(entity, policy)
    for name in [*policy.drop_paths, *policy.keep_paths]:
        if not OF_NAMES.fullmatch(name):
            raise PipelineError(
                f"policy '{policy.name}': '{name}', expected the name of a file, with * and ? in it. "
                "Leave its folders out, and give each alternative an entry of its own."
            )
    for glob, entry in policy.entities.items():
        named = [entity for entity in entities if fnmatchcase(entity, glob)]
        if not named:
            raise PipelineError(
                f"policy '{policy.name}': entity '{glob}', expected one that a rule finds. Mend its name."
            )
        if not entry.scope:
            raise PipelineError(
                f"policy '{policy.name}': scope [] of '{glob}', expected classes of sources. Choose keep."
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


def idle(policy: Policy, classes: Collection[str]) -> Iterator[str]:
    """Yield a line for each entry that does nothing, as no source of a run is of a class in its scope."""
    for glob, entry in policy.entities.items():
        if entry.action != "keep" and not {*entry.scope} & {*classes}:
            yield (
                f"policy '{policy.name}': scope {', '.join(entry.scope)} of '{glob}', but the sources are of "
                f"{', '.join(sorted(classes))}. It masks nothing here."
            )


def dropping(path: str, policy: Policy) -> str:
    """Return the glob for which the policy drops a file by its name; empty when it does not."""
    name = PurePosixPath(path).name.lower()
    return "" if _first(name, policy.keep_paths) else _first(name, policy.drop_paths)


def _first(name: str, globs: Collection[str]) -> str:
    return next((glob for glob in globs if fnmatchcase(name, glob.lower())), "")


Reviews = Mapping[tuple[str, str], Review]
"""What reviewers said, by fingerprint and rule."""

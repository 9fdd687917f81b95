"""Settings of `gate`."""

from typing import Literal

from stages.core.params import Amount, Params, Positive


class Standard(Params, frozen=True):
    """What is done about a finding of one rule."""

    severity: Literal["blocker", "warning", "info"]
    """How bad a finding is, for people."""
    action: Literal["drop", "tag", "off"]
    """Drop the sample, only count the finding, or do not look."""
    threshold: Amount
    """What the rule allows; its unit stands in the rule's docstring. 0 where a rule needs none."""


class GateParams(Params, frozen=True):
    """Section `gate` of params.yaml."""

    max_tokens: Positive
    """Tokens of prompt, answer and end token, at most: the threshold of token-budget refers to it."""
    standards: dict[str, Standard]
    """By rule; every rule of stages/gate/rules/ must be named."""

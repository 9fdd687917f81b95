"""Settings of standards: what is done about findings, and how names and layers look."""

import re
from typing import Literal

from stages.core.params import Amount, Params, refuse


class Standard(Params, frozen=True):
    """What is done about a finding of one rule."""

    severity: Literal["blocker", "warning", "info"]
    """How bad a finding is, for people; what a reviewer accepted is dropped by blockers only."""
    action: Literal["drop", "downweight", "tag", "off"]
    """Drop the sample, let it count less, only write the rule on it, or do not look."""
    threshold: Amount
    """What the rule allows; its unit stands in the rule's docstring. 0 where a rule needs none."""
    origin: str
    """Where the rule comes from, such as zalando-141; empty for one of our own."""


class Names(Params, frozen=True):
    """How the names of one language look: regular expressions for the whole name."""

    type: str
    """Of classes, interfaces, enums and records."""
    method: str
    """Of methods and functions, tests apart."""
    field: str
    """Of fields and properties."""
    constant: str
    """Of constants."""

    def __post_init__(self) -> None:
        """Refuse what is no regular expression."""
        patterns = (self.type, self.method, self.field, self.constant)
        refuse(*((_is_broken(pattern), f"'{pattern}' is no regular expression") for pattern in patterns))


class Layer(Params, frozen=True):
    """A layer of the architecture."""

    types: list[str]
    """Ends of the names of its types."""
    packages: list[str]
    """Parts of the names of its packages, as imports name them."""
    other: list[str]
    """Types whose names end so, but which are none."""
    uses: list[str]
    """Layers that it may use, beside itself."""


class Standards(Params, frozen=True):
    """Settings that each stage has in its own section when it asks the rules."""

    naming: dict[str, Names]
    """How names look, by language."""
    layers: dict[str, Layer]
    """Which layer may use which, by name of the layer."""
    standards: dict[str, Standard]
    """By rule; every rule of stages/core/standards/rules/ and stages/gate/rules/ must be named."""

    def __post_init__(self) -> None:
        """Refuse layers that name one that is not there."""
        unknown = {used for layer in self.layers.values() for used in layer.uses} - self.layers.keys()
        refuse((bool(unknown), f"layers.*.uses names {', '.join(sorted(unknown))}, which is no layer"))


def _is_broken(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return True
    return False

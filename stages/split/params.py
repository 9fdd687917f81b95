"""Settings of `split`."""

from stages.core.params import Params


class Adapter(Params, frozen=True):
    """What one adapter learns."""

    description: str
    """What it does, for people."""
    recipes: list[str]
    """Recipes whose samples it is trained on."""


class SplitParams(Params, frozen=True):
    """Section `split` of params.yaml."""

    seed: int
    """Of the shuffle of groups."""
    test: float
    """Share of the groups that are tested on, 0 to 1."""
    validation: float
    """Share of the groups that are validated on, 0 to 1."""
    near: float
    """Jaccard similarity of two answers' token n-grams from which on their groups are one, 0 to 1."""
    max_train: int
    """Training records of an adapter, at most."""
    max_validation: int
    """Validation records of an adapter, at most."""
    max_test: int
    """Test records of an adapter, at most."""
    min_train: int
    """Training records of an adapter, at least."""
    min_test: int
    """Test records of an adapter, at least."""
    adapters: dict[str, Adapter]
    """By name; one file each in conf/adapter/."""

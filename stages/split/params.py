"""Settings of `split`."""

from stages.core.params import Params, Positive, ProperShare, Seed, Similarity, refuse


class Adapter(Params, frozen=True):
    """What one adapter learns."""

    description: str
    """What it does, for people."""
    recipes: list[str]
    """Recipes whose samples it is trained on."""


class SplitParams(Params, frozen=True):
    """Section `split` of params.yaml."""

    seed: Seed
    """Of the shuffle of groups."""
    test: ProperShare
    """Share of the groups that are tested on, 0 to 1."""
    validation: ProperShare
    """Share of the groups that are validated on, 0 to 1."""
    near: Similarity
    """Jaccard similarity of two answers' token n-grams from which on their groups are one, 0 to 1."""
    max_train: Positive
    """Training records of an adapter, at most."""
    max_validation: Positive
    """Validation records of an adapter, at most."""
    max_test: Positive
    """Test records of an adapter, at most."""
    min_train: Positive
    """Training records of an adapter, at least."""
    min_test: Positive
    """Test records of an adapter, at least."""
    adapters: dict[str, Adapter]
    """By name; one file each in conf/adapter/."""

    def __post_init__(self) -> None:
        """Refuse shares that leave nothing to train on, and minima above maxima."""
        refuse(
            (
                self.test + self.validation >= 1,
                f"test + validation is {self.test + self.validation:g}, expected less than 1",
            ),
            (
                self.min_train > self.max_train,
                f"min_train is {self.min_train}, expected at most max_train, {self.max_train}",
            ),
            (
                self.min_test > self.max_test,
                f"min_test is {self.min_test}, expected at most max_test, {self.max_test}",
            ),
        )

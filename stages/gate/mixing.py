"""Take of each recipe no more than the mixture says: the rule `mix`.

The draw is a function of seed and id alone: another sample does not change who stays, as long as there is
room.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Protocol

from stages.gate.params import Mix

RULE = "mix"


class Named(Protocol):
    """What has an id and a recipe."""

    @property
    def id(self) -> str:
        """Of the sample."""

    @property
    def recipe(self) -> str:
        """That made it."""


def left_out(samples: Iterable[Named], mix: Mapping[str, Mix], seed: int) -> dict[str, str]:
    """Return what the mixture allows, by id of each sample that is beyond it."""
    by_recipe: dict[str, list[str]] = defaultdict(list)
    for sample in samples:
        if sample.recipe in mix:
            by_recipe[sample.recipe].append(sample.id)
    return {
        id: said for recipe, ids in by_recipe.items() for id, said in _beyond(ids, mix[recipe], seed).items()
    }


def _beyond(ids: list[str], mix: Mix, seed: int) -> dict[str, str]:
    drawn = sorted(ids, key=lambda id: hashlib.sha256(f"{seed}:{id}".encode()).digest())
    shared = ceil(len(drawn) * mix.share)
    stay = min(shared, mix.cap or shared)
    said = f"cap {mix.cap}" if stay < shared else f"share {mix.share:g}"
    return dict.fromkeys(drawn[stay:], said)

"""Plant values into a shadow copy of documents, mask it, and count what is left.

Only the shadow is read: nothing planted is in an out. Each canary stands in a file of its own, behind the
text of a real document of the same language where there is one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Literal, NamedTuple

from stages.anonymize.canaries.contexts import CONTEXTS, FILES, HARD, NAMES, Context
from stages.anonymize.canaries.values import DRAWS, FORMATS
from stages.anonymize.intervals import Interval, wilson
from stages.anonymize.lexicon import Lexicon
from stages.core.errors import PipelineError

KEYS: Mapping[str, str] = {
    "secret.password": "password",
    "secret.generic-api-key": "api_key",
    "pii.cn-id": "id_card",
    "pii.cn-mobile": "mobile",
    "pii.bank-card": "bank_card",
    "pii.us-ssn": "ssn",
    "pii.email": "mail",
    "pii.person": "author",
    "net.ip": "server_ip",
    "net.host": "db_host",
}
"""What the key is called that holds a value; `value` for the others."""

CONSTANT = re.compile(r"REDACTED_[A-Z0-9_]+|\bExample\b|\bexample\b")
"""Words of replacements, in which a short name may stand."""

Fate = Literal["masked", "left", "refused"]
"""What became of a planted value; `refused` when its whole file was dropped."""
Mask = Callable[[str, str, str], str]
"""Return the safe path and text of a text, its language and its path; empty when the file is dropped."""


class Canary(NamedTuple):
    """A planted value."""

    entity: str
    context: Context
    value: str
    text: str
    """The shadow file."""
    number: int

    @property
    def is_certain(self) -> bool:
        """Say whether it may not survive at all."""
        known = self.entity in FORMATS or self.entity.startswith("company.")
        return known and self.context.kind not in HARD

    @property
    def path(self) -> str:
        """Return the path of the shadow."""
        return self.context.path.format(n=self.number, v=self.value, V=self.value.title())

    def fate(self, mask: Mask) -> Fate:
        """Mask the shadow and say what became of what was planted."""
        safe = mask(self.text, self.context.language, self.path)
        if not safe:
            return "refused"
        left = self.context.seen(self.value).lower() in CONSTANT.sub(" ", safe).lower()
        return "left" if left else "masked"


class Survivors(NamedTuple):
    """How many were planted, and what became of them."""

    planted: int
    left: int
    refused: int
    """In files that were dropped as a whole: they say nothing of masking."""

    @property
    def masked(self) -> int:
        """How many were in a file that stayed, and are gone from it."""
        return self.tried - self.left

    @property
    def tried(self) -> int:
        """How many were in a file that stayed."""
        return self.planted - self.refused

    @property
    def interval(self) -> Interval:
        """Bounds of the share that is left in files that stayed (Wilson, 95 %)."""
        return wilson(self.left, self.tried)


def plant(
    count: int, seed: int, lexicon: Lexicon, documents: Mapping[str, Sequence[str]]
) -> Iterator[Canary]:
    """Yield `count` canaries: every entity in every context in turn; `documents` are texts by language."""
    random, named = Random(seed), _named(lexicon)
    kinds = [
        (entity, context) for context in CONTEXTS for entity in [*DRAWS, *named] if _fits(entity, context)
    ]
    random.shuffle(kinds)
    for number in range(count):
        entity, context = kinds[number % len(kinds)]
        value = DRAWS[entity](random) if entity in DRAWS else random.choice(named[entity])
        piece = context.write(KEYS.get(entity, "value"), value, number)
        real = random.choice(documents.get(context.language) or [""])
        yield Canary(entity, context, value, _behind(real, piece, context.language), number)


def _fits(entity: str, context: Context) -> bool:
    """Say whether values of an entity are planted in a place: in a path no key tells what a value is."""
    if entity.startswith("company."):
        return True
    return context.kind not in NAMES and (context.kind not in FILES or entity in FORMATS | {"pii.person"})


def survivors(canaries: Sequence[Canary], mask: Mask) -> dict[str, dict[str, Survivors]]:
    """Return the counts in all, of the certain ones, by entity and by context, and those counted apart."""
    fates = [(canary, canary.fate(mask)) for canary in canaries]
    seen = [(canary, fate) for canary, fate in fates if canary.context.kind not in HARD]
    return {
        "all": _count([("all", fate) for _, fate in seen]),
        "certain": _count([("certain", fate) for canary, fate in seen if canary.is_certain]),
        "entity": _count([(canary.entity, fate) for canary, fate in seen]),
        "context": _count([(f"{c.context.language}/{c.context.name}", fate) for c, fate in seen]),
        "apart": _count([(c.context.kind, fate) for c, fate in fates if c.context.kind in HARD]),
    }


def refuse_survivors(found: Mapping[str, Mapping[str, Survivors]], most: float) -> None:
    """Raise PipelineError when a certain canary survives, or a larger share of all than `most`."""
    every = [one for group in ("all", "certain") for one in found[group].items()]
    for name, one in every:
        if one.left > (0 if name == "certain" else most * one.tried):
            kinds = ", ".join(entity for entity, some in found["entity"].items() if some.left)
            raise PipelineError(
                f"canaries: {one.left} of {one.tried} ({name}) survive in {kinds}, expected fewer. "
                "Mend a rule, or the policy: it may keep what was planted."
            )


def _count(named: Sequence[tuple[str, Fate]]) -> dict[str, Survivors]:
    planted, fates = Counter(name for name, _ in named), Counter(named)
    return {
        name: Survivors(planted[name], fates[name, "left"], fates[name, "refused"])
        for name in sorted(planted)
    }


def _named(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return what only the lexicon knows, by entity."""
    names = {"company.term": lexicon.terms, "pii.person": tuple(p for p in lexicon.persons if " " in p)}
    return {entity: values for entity, values in names.items() if values}


def _behind(real: str, piece: str, language: str) -> str:
    """Put a piece behind a real text where the language lets it be."""
    return real.rstrip("\n") + "\n" + piece if real and language not in ("json", "xml", "yaml") else piece

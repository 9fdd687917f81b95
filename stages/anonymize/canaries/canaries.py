"""Plant values into a shadow copy of documents, mask it, and count what is left.

Only the shadow is read: nothing planted is in an out. Each canary stands in a file of its own, behind the
text of a real document of the same language where there is one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from stages.anonymize.canaries.contexts import CONTEXTS, HARD, NAMES, Context
from stages.anonymize.canaries.values import DRAWS, FORMATS
from stages.anonymize.intervals import wilson
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
        return known and self.context.name not in HARD

    def survives(self, mask: Mask) -> bool:
        """Mask the shadow and say whether what was planted is still in it."""
        path = self.context.path.format(self.value if self.context.name == "path" else self.number)
        safe = mask(self.text, self.context.language, path)
        return self.context.seen(self.value).lower() in CONSTANT.sub(" ", safe).lower()


class Survivors(NamedTuple):
    """How many were planted, and how many are left."""

    planted: int
    left: int

    @property
    def high(self) -> float:
        """Upper bound of the share that is left (Wilson, 95 %)."""
        return wilson(self.left, self.planted).high


def plant(
    count: int, seed: int, lexicon: Lexicon, documents: Mapping[str, Sequence[str]]
) -> Iterator[Canary]:
    """Yield `count` canaries: every entity in every context in turn; `documents` are texts by language."""
    random, named = Random(seed), _named(lexicon)
    kinds = [
        (entity, context)
        for context in CONTEXTS
        for entity in [*DRAWS, *named]
        if context.name not in NAMES or entity.startswith("company.")
    ]
    random.shuffle(kinds)
    for number in range(count):
        entity, context = kinds[number % len(kinds)]
        value = DRAWS[entity](random) if entity in DRAWS else random.choice(named[entity])
        piece = context.write(KEYS.get(entity, "value"), value, number)
        real = random.choice(documents.get(context.language) or [""])
        yield Canary(entity, context, value, _behind(real, piece, context.language), number)


def survivors(canaries: Sequence[Canary], mask: Mask) -> dict[str, dict[str, Survivors]]:
    """Return the counts in all, of the certain ones, by entity and by context, and those counted apart."""
    lived = [(canary, canary.survives(mask)) for canary in canaries]
    seen = [(canary, alive) for canary, alive in lived if canary.context.name not in HARD]
    return {
        "all": _count([("all", alive) for _, alive in seen]),
        "certain": _count([("certain", alive) for canary, alive in seen if canary.is_certain]),
        "entity": _count([(canary.entity, alive) for canary, alive in seen]),
        "context": _count([(f"{c.context.language}/{c.context.name}", alive) for c, alive in seen]),
        "apart": _count([(c.context.name, alive) for c, alive in lived if c.context.name in HARD]),
    }


def refuse_survivors(found: Mapping[str, Mapping[str, Survivors]], most: float) -> None:
    """Raise PipelineError when a certain canary survives, or a larger share of all than `most`."""
    every = [one for group in ("all", "certain") for one in found[group].items()]
    for name, one in every:
        if one.left > (0 if name == "certain" else most * one.planted):
            kinds = ", ".join(entity for entity, some in found["entity"].items() if some.left)
            raise PipelineError(
                f"canaries: {one.left} of {one.planted} ({name}) survive in {kinds}, expected fewer. "
                "Mend a rule, or the policy: it may keep what was planted."
            )


def _count(named: Sequence[tuple[str, bool]]) -> dict[str, Survivors]:
    planted, left = Counter(name for name, _ in named), Counter(name for name, alive in named if alive)
    return {name: Survivors(planted[name], left[name]) for name in sorted(planted)}


def _named(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return what only the lexicon knows, by entity."""
    names = {"company.term": lexicon.terms, "pii.person": tuple(p for p in lexicon.persons if " " in p)}
    return {entity: values for entity, values in names.items() if values}


def _behind(real: str, piece: str, language: str) -> str:
    """Put a piece behind a real text where the language lets it be."""
    return real.rstrip("\n") + "\n" + piece if real and language not in ("json", "xml", "yaml") else piece

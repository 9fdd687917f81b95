"""Names as words: `markAllRead` says mark, all and read."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from stages.core.natural_language import CHINESE

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_COMMON = frozenset(
    (
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "my",
        "is",
        "be",
        "it",
        "i",
    )
)
"""Words that say nothing of what a text is about."""


def words(text: str) -> list[str]:
    """Return the words of a text or of the names in it, in lower case, in order."""
    return [part.lower() for part in _PART.findall(text)]


def terms(text: str) -> list[str]:
    """Return what two short texts on one thing share: words in the singular, pairs of Chinese characters."""
    found = words(text)
    latin = [word.removesuffix("s") if len(word) > 3 else word for word in found if word.isascii()]
    chinese = [run[n : n + 2] for run in found if not run.isascii() for n in range(len(run) - 1)]
    return [term for term in [*latin, *chinese] if term not in _COMMON]


def phrase(name: str) -> str:
    """Return a name in words: `usesOnce` and `uses_once` as `uses once`."""
    return " ".join(words(name)) if re.fullmatch(r"[A-Za-z]\w*", name) else name


def weight(text: str) -> int:
    """Return the characters of a text, a Chinese one counted as four: so many more tokens it takes."""
    return len(text) if text.isascii() else len(text) + 3 * len(CHINESE.findall(text))


def flat(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())


def named_share(answer: str, given: str) -> float:
    """Return the share of the distinct words of an answer that what is given holds, 0 to 1."""
    wanted = set[str]().union(*map(_distinct, answer.split("\n")))
    if not wanted:
        return 0.0
    missing = wanted.difference(*map(_distinct, given.split("\n")))
    return (len(wanted) - len(missing)) / len(wanted)


@lru_cache(maxsize=256)
def _distinct(line: str) -> frozenset[str]:
    """Return the words of a line: the records of a member, and those of a type, say the same lines again."""
    return frozenset(words(line))


def shared(text: str, wanted: frozenset[str]) -> int:
    """Return how many of the wanted words a text holds."""
    return len(wanted.intersection(words(text)))


class Worded:
    """Short texts by the words in them."""

    def __init__(self, said: Iterable[Iterable[str]]) -> None:
        """Take the words of each text."""
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._count = 0
        for number, words_ in enumerate(said):
            self._count += 1
            for word in frozenset(words_):
                self._holders[word].append(number)

    def shared(self, wanted: frozenset[str]) -> Counter[int]:
        """Return how many wanted words each text holds that holds one, by its number."""
        return Counter(chain.from_iterable(self._holders[word] for word in self._holders.keys() & wanted))

    def ranked(self, wanted: frozenset[str]) -> Iterator[int]:
        """Yield the numbers of all texts, those first that hold most wanted words."""
        counts = self.shared(wanted)
        yield from sorted(sorted(counts), key=counts.__getitem__, reverse=True)
        yield from (number for number in range(self._count) if number not in counts)

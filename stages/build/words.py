"""Names as words: `markAllRead` says mark, all and read."""

import re

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def words(text: str) -> list[str]:
    """Return the words of a text or of the names in it, in lower case, in order."""
    return [part.lower() for part in _PART.findall(text)]


def phrase(name: str) -> str:
    """Return a name in words: `usesOnce` and `uses_once` as `uses once`."""
    return " ".join(words(name)) if re.fullmatch(r"[A-Za-z]\w*", name) else name


def weight(text: str) -> int:
    """Return the characters of a text, a Chinese one counted as four: so many more tokens it takes."""
    return len(text) + 3 * len(_CHINESE.findall(text))


def flat(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())


def named_share(answer: str, given: str) -> float:
    """Return the share of the distinct words of an answer that what is given holds, 0 to 1."""
    wanted = set(words(answer))
    return len(wanted.intersection(words(given))) / len(wanted) if wanted else 0.0


def shared(text: str, wanted: frozenset[str]) -> int:
    """Return how many of the wanted words a text holds."""
    return len(wanted.intersection(words(text)))

"""Say which of many names stand in a text, in one pass over it (Aho and Corasick, 1975)."""

import re
from functools import cache

import ahocorasick  # type: ignore[import-not-found]

from stages.anonymize.written import is_han

GAP = re.compile(r"[\s._-]")
"""What may stand otherwise, or not at all, between the words of a name."""


def present(names: tuple[str, ...], text: str) -> list[str]:
    """Return the `names` of which the first word stands in `text`, in their order.

    `text` is in lower case; a Chinese name counts also where it may be written in escapes.
    """
    if not names:
        return []
    automaton, always = _automaton(names)
    found = {name for _, here in automaton.iter(text) for name in here}
    if "\\u" in text or "%e" in text:
        found |= always
    return [name for name in names if name in found]


@cache
def _automaton(names: tuple[str, ...]) -> tuple[ahocorasick.Automaton, frozenset[str]]:
    """Return the automaton of first words, and the names that escapes may hide."""
    words: dict[str, list[str]] = {}
    for name in names:
        words.setdefault(GAP.split(name)[0].lower(), []).append(name)
    automaton = ahocorasick.Automaton()
    for word, here in words.items():
        automaton.add_word(word, here)
    automaton.make_automaton()
    return automaton, frozenset(name for name in names if is_han(name))

"""Say which of some patterns may match in a text, in one pass of RE2 over it."""

from functools import cache

import re2  # type: ignore[import-untyped]


def standing(text: str, cues: tuple[str, ...]) -> frozenset[int]:
    """Return the places in `cues` of those that match somewhere in the text."""
    found = _automaton(cues).Match(text.encode("utf-8", errors="replace"))
    return frozenset(found) - {len(cues)} if found else frozenset(range(len(cues)))


@cache
def _automaton(cues: tuple[str, ...]) -> re2.Set:
    """Return all cues as one automaton, with one behind them that always matches.

    When not even that one does, RE2 ran out of memory.
    """
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 26
    automaton = re2.Set.SearchSet(options)
    for cue in (*cues, ""):
        automaton.Add(cue)
    automaton.Compile()
    return automaton

"""Say which part of its lines stands around a place."""

AROUND = 200
"""Characters before and behind a value in Base64 or in pieces that say what it is, at most."""


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the line of `start` begins and that of `end` ends, AROUND away at most."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    stop = text.find("\n", end, last)
    return max(first, text.rfind("\n", first, start) + 1), last if stop < 0 else stop

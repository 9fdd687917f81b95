"""Words that look like names, and words that stand behind one; name_lists/README.md says whose they are."""

from pathlib import Path

FOLDER = Path(__file__).parent / "name_lists"


def _words(name: str) -> frozenset[str]:
    return frozenset((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split())


COMMON = _words("common")
"""Words with the signs of names that are common in texts."""
BEHIND = _words("behind")
"""Verbs and adverbs of two signs: what follows a name in a sentence."""
ACROSS = _words("across")
"""Words of two signs that end with a surname: no name begins within them."""
FIGURES = _words("figures")
"""Names of history and of novels: nobody's here, unless something says that it is a person's."""
BRANDS = _words("brands")
"""Names under which something is sold."""
NOBODY = _words("nobody")
"""Words that look like names and stand behind labels of persons."""
PAIRS = _words("pairs")
"""Words of two signs that given names have and that are hardly ever one."""

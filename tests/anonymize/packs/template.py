"""Make fictional secrets from templates, so that none lies in Git.

In a template, `<w36>` stands for 36 seeded random signs of the class `w`; everything else stands for itself.

| class | signs |
|---|---|
| `w` | letters and digits |
| `l`, `u` | small letters and digits; capitals and digits |
| `a`, `A` | small letters; capitals |
| `d` | digits |
| `h`, `H` | hexadecimal digits, small or capital |
| `b64:` | of Base64 (RFC 4648, without padding); the first and the last are of `w` |
| `url:` | of Base64 for URLs; the first and the last are of `w` |

The marks ⟦ and ⟧ stand around the secret; without them, all of the template is the secret.
"""

import random
import re
import string
from typing import NamedTuple

WORD = string.ascii_letters + string.digits
CLASSES = {
    "w": WORD,
    "l": string.ascii_lowercase + string.digits,
    "u": string.ascii_uppercase + string.digits,
    "a": string.ascii_lowercase,
    "A": string.ascii_uppercase,
    "d": string.digits,
    "h": string.hexdigits[:16],
    "H": "0123456789ABCDEF",
    "b64:": WORD + "+/",
    "url:": WORD + "-_",
}
HOLE = re.compile(rf"<({'|'.join(CLASSES)})(\d{{1,5}})>")


class Example(NamedTuple):
    """A text with a secret."""

    text: str
    start: int
    """First character of the secret."""
    end: int


def expand(template: str, seed: int) -> Example:
    """Return what `template` stands for; the same seed gives the same text."""
    drawn = random.Random(f"{seed} {template}")  # noqa: S311  an example, no key
    marked = HOLE.sub(lambda hole: _signs(hole[1], int(hole[2]), drawn), template)
    before, _, rest = marked.rpartition("⟦")
    secret, _, after = rest.partition("⟧")
    return Example(before + secret + after, len(before), len(before) + len(secret))


def _signs(name: str, length: int, drawn: random.Random) -> str:
    signs = CLASSES[name]
    ends = WORD if name.endswith(":") else signs
    return "".join(drawn.choice(ends if n in (0, length - 1) else signs) for n in range(length))

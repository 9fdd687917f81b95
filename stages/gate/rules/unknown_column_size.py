"""`SELECT *` or `SELECT t.*` in a query: who reads it does not know what comes back.

Rule id as in ArchGuard. Looks into the string literals of Java and Python, also those of annotations.
`count(*)` is no finding. Known problem: a list of columns that is put together from several literals.
Threshold: none.
"""

import re

from stages.gate.finding import Finding, Measured
from stages.gate.java_text import strings

_LIST = re.compile(r"\bselect\b(?:\s+(?:distinct|all)\b)?(.*?)(?:\bfrom\b|\Z)", re.IGNORECASE | re.DOTALL)
_PARENTHESES = re.compile(r"\([^()]*\)")
_STAR = re.compile(r"\s*(?:[\w`$]+\.)*\*\s*")


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each method with such a query."""
    faulty = dict.fromkeys(unit for unit, text in strings(sample.sample) if _selects_all(text))
    return [Finding(unit, "SELECT *") for unit in faulty]


def _selects_all(text: str) -> bool:
    return any(
        _STAR.fullmatch(item)
        for found in _LIST.finditer(text)
        for item in _PARENTHESES.sub("", found[1]).split(",")
    )

"""Find resident identity numbers of China: GB 11643 check character, birth date and province."""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.checksums import PROVINCES, id_check, is_date
from stages.anonymize.finding import CERTAIN, Finding, Subject

NUMBER = re.compile(
    boundaries.NUMBER + r"[1-9]\d{5}(?P<gap>[ -]?)(?:19|20)\d{6}(?P=gap)\d{3}[0-9Xx]" + boundaries.NUMBER_END,
    re.ASCII,
)
CUE = (r"\d{6}[ -]?(?:19|20)\d{6}[ -]?\d{3}[0-9Xx]",)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number with a right check character, date and province."""
    for match in NUMBER.finditer(subject.text):
        if is_valid(re.sub("[ -]", "", match[0]).upper()):
            yield Finding(*match.span(), "pii.cn-id", "gb-11643", CERTAIN)


def is_valid(number: str) -> bool:
    """Say whether 18 characters are a resident identity number."""
    return number[:2] in PROVINCES and is_date(number[6:14]) and id_check(number[:17]) == number[17]

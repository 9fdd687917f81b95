"""Find unified social credit codes of China: GB 32100 check character, office and province."""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.checksums import PROVINCES, uscc_check
from stages.anonymize.finding import CERTAIN, Finding, Subject

CODE = re.compile(
    boundaries.NUMBER + r"[1-9ANY][1-9A]\d{6}[0-9A-HJ-NPQRTUWXY]{10}" + boundaries.NUMBER_END, re.ASCII
)
CUE = (r"[1-9ANY][1-9A]\d{6}[0-9A-HJ-NPQRTUWXY]{10}",)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each code with a right check character and province."""
    for match in CODE.finditer(subject.text):
        if is_valid(match[0]):
            yield Finding(*match.span(), "pii.cn-uscc", "gb-32100", CERTAIN)


def is_valid(code: str) -> bool:
    """Say whether 18 characters are a unified social credit code."""
    return code[2:4] in PROVINCES | {"10"} and uscc_check(code[:17]) == code[17]

"""The answer holds a licence or copyright notice: a model that learns it puts it on foreign code.

Looks into the comments of code, and into all of any other text. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding, line_of
from stages.core.standards.grammars import GRAMMARS

_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*|#[^\n]*", re.DOTALL)
_MARKS = ("/*", "//", "#")
"""What every comment begins with, which is sought faster than an expression."""
_NOTICE = re.compile(
    r"copyright\s+(?:\(c\)|©|\d{4})|©\s*\d{4}|all rights reserved|SPDX-License-Identifier|licensed under the|"
    r"(?:Apache|MIT|BSD|Mozilla Public|Eclipse Public|GNU (?:Lesser |Affero )?General Public) Licen[cs]e|"
    r"redistribution and use in source|permission is hereby granted|版权所有|保留所有权利|未经许可不得",
    re.IGNORECASE,
)


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for an answer with such a notice."""
    text = answer.text
    code = answer.format.split("-")[0] in GRAMMARS
    searched = _comments(text) if code else text
    found = _NOTICE.search(searched)
    return [Finding(text, " ".join(found[0].split()).lower(), line_of(text, found[0]))] if found else []


def _comments(text: str) -> str:
    return "\n".join(_COMMENT.findall(text)) if any(map(text.__contains__, _MARKS)) else ""

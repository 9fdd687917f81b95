"""Read a file as its lexemes, without what says nothing of its content: headers, imports, authors."""

import re

from stages.core.header import leading_comments
from stages.core.minhash import Rewrite

NOTICE = re.compile(
    r"copyright|licen[cs]e|all rights reserved|proprietary|confidential|版权|许可|内部使用|外传",
    re.IGNORECASE,
)
"""What the header of a house or of a licence says."""

SIGNATURE = r"(?m)^[ \t]*(?:\*|/\*\*)?[ \t]*@(?:author|date|since|version)\b.*$"
"""Who wrote a file and when: what is changed first in a copy."""

IMPORT = (
    r"(?m)^[ \t]*(?:"
    r"from\s+\S+\s+import\s*\([^()]*\)"  # Python, over lines
    r"|import\s*\([^()]*\)"  # Go
    r"|(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{[^{}]*\}\s*from\b.*"  # TypeScript, over lines
    r"|use\s+[\w{},* ]*(?:::|\\)[\w:\\{},* ]*;"  # Rust, PHP
    r"|require(?:_relative|_once)?\s*['\"].*"  # Ruby, PHP
    r"|(?:import|package|from\s+\S+\s+import|using|#include|export \* from)\b.*"
    r")$"
)

TO_LEXEMES = (
    Rewrite(IMPORT, ""),
    Rewrite(SIGNATURE, ""),
    Rewrite(r"[^A-Za-z_0-9\P{ASCII}]+", " "),
    Rewrite(r"(\P{ASCII})", " $1 "),
    Rewrite(" {2,}", " "),
    Rewrite("^ | $", ""),
)
"""Turn a body into its lexemes with one space between: words of ASCII letters, and each character of another
script, since Chinese has no spaces."""


def body(text: str) -> str:
    """Return a text without the comments at its top that hold a notice of copyright or licence."""
    left = text
    for comment in leading_comments(text):
        if NOTICE.search(comment):
            left = left.replace(comment, "", 1)
    return left


def split(lexemes: str) -> list[str]:
    """Return the lexemes that `TO_LEXEMES` leaves, in order."""
    return lexemes.split(" ") if lexemes else []

"""Read a file as its lexemes, without what says nothing of its content: headers, imports, authors."""

import re

from stages.core.header import leading_comments

LEXEME = re.compile(r"[A-Za-z_0-9]+|[^\x00-\x7f]")
"""A word of ASCII letters, or one character of another script: Chinese has no spaces."""

NOTICE = re.compile(
    r"copyright|licen[cs]e|all rights reserved|proprietary|confidential|版权|许可|内部使用|外传",
    re.IGNORECASE,
)
"""What the header of a house or of a licence says."""

SIGNATURE = re.compile(r"^[ \t]*(?:\*|/\*\*)?[ \t]*@(?:author|date|since|version)\b.*$", re.MULTILINE)
"""Who wrote a file and when: what is changed first in a copy."""

IMPORT = re.compile(
    r"^[ \t]*(?:"
    r"from\s+\S+\s+import\s*\([^)]*\)"  # Python, over lines
    r"|import\s*\([^)]*\)"  # Go
    r"|(?:import|export)\s+(?:type\s+)?\{[^}]*\}\s*from\b.*"  # TypeScript, over lines
    r"|(?:import|package|from\s+\S+\s+import|using|#include|export \* from)\b.*"
    r")$",
    re.MULTILINE,
)


def lexemes(text: str) -> list[str]:
    """Return the lexemes of a file in order; licence headers, imports and author tags are left out."""
    body = text
    for comment in leading_comments(text):
        if NOTICE.search(comment):
            body = body.replace(comment, "", 1)
    return LEXEME.findall(SIGNATURE.sub("", IMPORT.sub("", body)))

"""Find the comment at the top of a file: where licences and generators sign."""

import re

_BEFORE = re.compile(
    r"\ufeff|\s+|#![^\n]*|<\?xml[^>]*\?>|<!DOCTYPE[^>]*>|package\s+[\w.]+[^\S\n]*;?", re.IGNORECASE
)
_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->|(?://|#|--|;)[^\n]*", re.DOTALL)


def leading_comment(text: str) -> str:
    """Return the comments before the first code, one a line, markers included; empty when there are none.

    Knows the comments of the C family, scripts, SQL and markup. A shebang, an XML prologue and a package line
    may stand before them. A heading of Markdown looks like a comment of a script and is returned as one.
    """
    comments, position = [], 0
    while found := _BEFORE.match(text, position) or _COMMENT.match(text, position):
        position = found.end()
        if found.re is _COMMENT:
            comments.append(found[0])
    return "\n".join(comments)

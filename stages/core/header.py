"""Find the comments at the top of a file: where licences and generators sign."""

import re

_BEFORE = re.compile(
    r"\ufeff|\s+|#![^\n]*|<\?xml[^>]*\?>|<!DOCTYPE[^>]*>|<\?php\b|package\s+[\w.]+[^\S\n]*;?"
    r"|(?:import|using|from\s+\S+\s+import)\b[^\n]*|(['\"])use [a-z]+\1[^\S\n]*;?|@charset[^\n;]*;",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"/\*.*?\*/|<!--.*?-->|<%--.*?--%>|<#--.*?-->|<#.*?#>|\(\*.*?\*\)|\{-.*?-\}"
    r"|\"{3}.*?\"{3}|'{3}.*?'{3}|(?:(?://|#|--|;|::|REM\b)[^\n]*(?:\n[^\S\n]*|\Z))+",
    re.DOTALL,
)


def leading_comments(text: str) -> list[str]:
    """Return the comments before the first code, markers included; comment lines that touch are one comment.

    Knows the comments of the C family, scripts, SQL, ML, markup and templates, and the text at the top of a
    Python module. A shebang, an XML prologue, a package line and lines of imports may stand before them. A
    heading of Markdown looks like a comment of a script and is returned as one.
    """
    comments, position = [], 0
    while found := _BEFORE.match(text, position) or _COMMENT.match(text, position):
        position = found.end()
        if found.re is _COMMENT:
            comments.append(found[0])
    return comments

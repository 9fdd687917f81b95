"""Documentation comments: of Java, Kotlin and TypeScript (`doc-comment`), of Go (`line-comment`), and
docstrings of Python (`docstring`).

    doc-comment = "/** " line " */"
                | "/**" { newline " * " line } newline " */"                 two lines or more
    line-comment = "// " line { newline "// " line }                         of Go
    docstring   = '\"""' line '\"""'
                | '\"""' line { newline line } newline '\"""'                  two lines or more

A comment says something, holds neither end of itself nor the other language's, and has no blank at the end
of a line. Also read: any indentation of the lines below the first one, a blank line after `/**`, single
quotes three times, a docstring with an `r` before it.
"""

import inspect
import re

from stages.core.formats.violation import Says, Violation, Words, violation

_COMMENT = re.compile(r"\s*/\*\*(?!/)((?:(?!\*/).)*)\*/\s*", re.DOTALL)
_DOCSTRING = re.compile(r"\s*r?(\"\"\"|''')((?:(?!\1).)*)\1\s*", re.DOTALL)
_LINE = re.compile(r"[ \t]*//(?!\w+:)[ \t]?(.*)")
"""One line of such a comment; `//go:embed` speaks to a tool."""
_EDGE = re.compile(r"(?<=\n)[ \t]*\*?[ \t]?")
_SAYS = {
    "doc-comment": Says(
        Words("not one documentation comment", "不是一段文档注释"),
        Words("Write `/** What it does. */` and nothing else.", "只写 `/** 说明 */`，不写别的。"),
    ),
    "line-comment": Says(
        Words("not one comment of lines", "不是一段行注释"),
        Words("Write lines that begin with `// ` and nothing else.", "只写以 `// ` 开头的行，不写别的。"),
    ),
    "docstring": Says(
        Words("not one docstring", "不是一段文档字符串"),
        Words('Write `"""What it does."""` and nothing else.', '只写 `"""说明"""`，不写别的。'),
    ),
}


def parse_comment(text: str) -> str | None:
    """Return what a documentation comment says, or None when it is none or says nothing."""
    found = _COMMENT.fullmatch(text)
    return (_trimmed(_EDGE.sub("", found[1])) or None) if found else None


def parse_lines(text: str) -> str | None:
    """Return what a comment of lines says, or None when it is none, says nothing or speaks to a tool."""
    lines = [_LINE.fullmatch(line) for line in text.strip().split("\n")]
    said = "\n".join(found[1] for found in lines if found)
    return (_trimmed(said) or None) if all(lines) else None


def parse_docstring(text: str) -> str | None:
    """Return what a docstring says, or None when it is none or says nothing."""
    found = _DOCSTRING.fullmatch(text)
    return (_trimmed(inspect.cleandoc(found[2])) or None) if found else None


def validate_comment(text: str) -> list[Violation]:
    """Return what keeps `text` from being one documentation comment."""
    return [] if parse_comment(text) else [violation(_SAYS, "doc-comment", 0)]


def validate_lines(text: str) -> list[Violation]:
    """Return what keeps `text` from being one comment of lines."""
    return [] if parse_lines(text) else [violation(_SAYS, "line-comment", 0)]


def validate_docstring(text: str) -> list[Violation]:
    """Return what keeps `text` from being one docstring."""
    return [] if parse_docstring(text) else [violation(_SAYS, "docstring", 0)]


def is_plain(said: str) -> bool:
    """Say whether a text can stand in each: it says something and holds no mark of one."""
    return bool(_trimmed(said)) and not re.search(r"\*/|\"\"\"|'''|\\|\"\Z", said)


def render_comment(said: str) -> str:
    """Return a plain text as a documentation comment."""
    lines = _trimmed(said).split("\n")
    if len(lines) == 1:
        return f"/** {lines[0]} */"
    return "\n".join(["/**", *(f" * {line}".rstrip() for line in lines), " */"])


def render_lines(said: str) -> str:
    """Return a plain text as a comment of lines."""
    return "\n".join(f"// {line}".rstrip() for line in _trimmed(said).split("\n"))


def render_docstring(said: str) -> str:
    """Return a plain text as a docstring."""
    lines = _trimmed(said).split("\n")
    return f'"""{lines[0]}"""' if len(lines) == 1 else "\n".join([f'"""{lines[0]}', *lines[1:], '"""'])


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))

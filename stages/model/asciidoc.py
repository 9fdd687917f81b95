"""Sections of AsciiDoc as Markdown, by the parts of the language that documents are written with.

Source: the AsciiDoc language documentation (docs.asciidoctor.org). Read are headings, lists, listings,
tables, titles of blocks, links, formatting, callouts and the attributes that a document sets. Left out are
its header, comments, pictures, anchors, attributes of blocks, passthroughs and the lines of directives: no
file is included, and what stands between conditionals stays.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from stages.model.lines import LONGEST_HEADING, Line, plain_lines
from stages.model.passage import Heading, Passage, fenced, parts, passages, table
from stages.model.passed_over import Unread

_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(\S.*?)(?:[ \t]+\1)?[ \t]*")
_SETS = re.compile(r":!?([\w-]+)!?:(?:[ \t]+(.*?))?[ \t]*")
_USED = re.compile(r"\{([\w-]+)\}")
_ATTRIBUTES = re.compile(r"\[[^\[\]]*\]|\[\[[^\[\]]*\]\]")
_SOURCE = re.compile(r"\[(?:source)?[%\w]*,[ \t]*(?:language=)?\"?([\w+#-]+)")
_COLUMNS = re.compile(r"\bcols=(?:\"([^\"]*)\"|([^,\]]+))")
_TIMES = re.compile(r"(\d+)\*")
_UNSEEN = re.compile(r"(?:include|image|video|audio|toc|ifdef|ifndef|ifeval|endif)::.*|//(?!/).*|<<<|'''")
_VERBATIM = re.compile(r"(-{4,}|\.{4,}|`{3,}|/{4,}|\+{4,})([\w+#-]*)")
_UNREAD = ("/", "+")
"""First marks of comments and passthroughs."""
_FRAME = re.compile(r"={4,}|\*{4,}|_{4,}|--|\+")
_TABLE = "|==="
_CELL = re.compile(r"(?:^|(?<=\s))(?:\d+\+|\.\d+\+)?[<^>.]{0,4}[aehlmsd]?(?<!\\)\|", re.MULTILINE)
_TITLE = re.compile(r"\.([^\s.].*)")
_ITEM = re.compile(r"[ \t]*(?:(\*{1,5}|-)|(\.{1,5}|\d+\.)|<([\d.]+)>)[ \t]+(\S.*)")
_TERM = re.compile(r"[ \t]*([^\s:][^:]*(?::[^:]+)*)(?:::+|;;)(?:[ \t]+(.*))?")
_CALLOUT = re.compile(r"[ \t]*(?:(?://|#|--|;;)[ \t]*)?(?:[ \t]*<[\d.]+>)+[ \t]*$")
_CODE = re.compile(r"(`[^`\n]+`)")
_LINKS = (
    (re.compile(r"(?:link:)?(https?://[^\s\[\]]+)\[([^\]]+)\]"), r"[\2](\1)"),
    (re.compile(r"link:([^\s\[\]]+)\[([^\]]+)\]"), r"[\2](\1)"),
    (re.compile(r"(https?://[^\s\[\]]+)\[\]|link:([^\s\[\]]+)\[\]"), r"\1\2"),
)
_SEEN = (
    (re.compile(r"(?:image|icon|footnote|anchor):[^\s\[]*\[[^\]]*\]|\[\[[^\]]*\]\]|\(\(\([^)]*\)\)\)"), ""),
    (re.compile(r"xref:[^\s\[]+\[([^\]]+)\]|<<[^<>,]+,[ \t]*([^<>]+)>>|<<#?([^<>,]+)>>"), r"\1\2\3"),
    (re.compile(r"(?:kbd|btn|menu|pass|stem):[a-z]*\[([^\]]*)\]"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]*[^\s*])\*(?![\w*])"), r"**\1**"),
    (re.compile(r"(?<![\w_])_(?![\s_])([^_\n]*[^\s_])_(?![\w_])"), r"*\1*"),
    (re.compile(r"[ \t]\+$"), ""),
)
"""Macros and formatting, and what a reader sees of them: links around code, too, the others beside it."""
_LITERAL = re.compile(r"`\+([^`\n]+?)\+`|(?<![\w+])\+([^+\s](?:[^+\n]*[^+\s])?)\+(?=\W|$)")


def read_asciidoc(text: str, most: int) -> Iterator[Passage | Unread]:
    """Yield the sections of a document, but for those of more than `most` characters."""
    lines = [*_with_code(plain_lines(text))]
    sets = (_SETS.fullmatch(line.text) for line in lines if not line.code)
    names = {found[1].lower(): found[2] or "" for found in sets if found}
    every = parts(lines, Heading(None, 0, 0, 0), _headings(lines, names))
    return passages(every, most, lambda said: _written(said, names))


def _with_code(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, those of verbatim blocks told, their frames included."""
    closing = ""
    for line in lines:
        opened = _VERBATIM.fullmatch(line.text.rstrip())
        yield line._replace(code=bool(closing or opened))
        if closing:
            closing = "" if line.text.rstrip() == closing else closing
        elif opened:
            closing = opened[1]


def _headings(lines: Sequence[Line], names: Mapping[str, str]) -> Iterator[Heading]:
    for number, line in enumerate(lines):
        if not line.code and len(line.text) <= LONGEST_HEADING and (found := _HEADING.fullmatch(line.text)):
            level, below = len(found[1]), number + 1
            if level == 1 and not any(before.text.strip() for before in lines[:number]):
                below += len([*takewhile(lambda one: one.text.strip(), lines[below:])])
            yield Heading(_seen(found[2], names), number, below, level)


def _written(lines: Sequence[Line], names: Mapping[str, str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_said(lines, names))).strip("\n")


def _said(lines: Sequence[Line], names: Mapping[str, str]) -> Iterator[str]:
    """Yield lines of Markdown."""
    left = iter(lines)
    attributes = ""
    for line in left:
        text = line.text.rstrip()
        if _ATTRIBUTES.fullmatch(text):
            attributes = text
            continue
        if opened := _VERBATIM.fullmatch(text):
            content = [_CALLOUT.sub("", inner) for inner in _until(left, opened[1])]
            named = _SOURCE.match(attributes)
            if opened[1][0] not in _UNREAD:
                yield from ["", fenced(opened[2] or (named[1] if named else ""), "\n".join(content)), ""]
        elif text == _TABLE:
            yield from ["", table(_rows([*_until(left, _TABLE)], attributes, names)), ""]
        elif title := _TITLE.fullmatch(text):
            yield from ["", f"**{_seen(title[1], names)}**", ""]
            continue
        else:
            yield from _line(text, names)
        attributes = ""


def _until(lines: Iterator[Line], end: str) -> Iterator[str]:
    return (line.text.rstrip() for line in takewhile(lambda line: line.text.rstrip() != end, lines))


def _line(text: str, names: Mapping[str, str]) -> Iterator[str]:
    if _UNSEEN.fullmatch(text) or _SETS.fullmatch(text):
        return
    if _FRAME.fullmatch(text):
        yield ""
    elif item := _ITEM.fullmatch(text):
        bullet, number, callout, said = item.groups()
        depth = 0 if callout else len(bullet or number.rstrip("0123456789").rstrip() or ".") - 1
        mark = "-" if bullet else f"{callout if callout and callout.isdigit() else 1}."
        yield f"{'  ' * depth}{mark} {_seen(said, names)}"
    elif term := _TERM.fullmatch(text):
        yield f"- {_seen(term[1], names)}: {_seen(term[2] or '', names)}".rstrip()
    else:
        yield _seen(text, names)


def _rows(lines: Sequence[str], attributes: str, names: Mapping[str, str]) -> list[list[str]]:
    """Return the cells of a table; its columns are those that it says, or those of its first line."""
    first = next(filter(None, lines), "")
    columns = _columns(attributes) or len(_CELL.findall(first))
    cells = [
        _seen(" ".join(cell.split()).replace("\\|", "|"), names) for cell in _CELL.split("\n".join(lines))[1:]
    ]
    ends = range(columns, len(cells) + 1, columns) if columns else ()
    return [cells[end - columns : end] for end in ends]


def _columns(attributes: str) -> int:
    found = _COLUMNS.search(attributes)
    if not found:
        return 0
    parts = (found[1] or found[2]).split(",")
    return sum(int(times[1]) if (times := _TIMES.match(part.strip())) else 1 for part in parts)


def _seen(text: str, names: Mapping[str, str]) -> str:
    """Return what a reader sees of a line, in Markdown."""
    named = _LITERAL.sub(r"`\1\2`", _USED.sub(lambda found: names.get(found[1].lower(), found[0]), text))
    parts = _CODE.split(_replaced(named, _LINKS))
    return "".join(part if place % 2 else _replaced(part, _SEEN) for place, part in enumerate(parts))


def _replaced(text: str, patterns: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, instead in patterns:
        text = pattern.sub(instead, text)
    return text

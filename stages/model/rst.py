"""Sections of reStructuredText as Markdown.

Headings follow the reStructuredText specification: a line of one mark below the title, or above and below
it; the order in which the marks appear says the levels. What stands below a heading is read by docutils;
nothing is included or run. Of roles of Sphinx the text stays, of its directives those that hold prose or
code. Left out are other directives (`toctree`, `autoclass`), comments, pictures, targets and footnotes.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from docutils import nodes
from docutils.frontend import Values, get_default_settings
from docutils.parsers.rst import Directive, Parser, directives
from docutils.utils import column_width, new_document

from stages.model.lines import Line, plain_lines
from stages.model.passage import Heading, Passage, fenced, parts, passages, table
from stages.model.passed_over import Unread

_ADORNED = re.compile(r"([!-/:-@\[-`{-~])\1+[ \t]*")
_SURE = 4
"""Marks of a line that make a heading of a wider title."""
_ROLE = re.compile(r":([a-zA-Z][\w+.:-]*):`([^`<>]+?)(?:\s+<[^`<>]+>)?`")
_WORDS = frozenset(("ref", "doc", "term", "abbr", "numref", "guilabel", "menuselection", "download"))
"""Roles of Sphinx whose text is words of the sentence; that of others is code."""
_NO_LANGUAGE = ("code", "none", "text", "default")
"""Classes of a block of code that name none."""
_SINCE = {
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "deprecated": "Deprecated since version",
}
_SILENT = 5
"""Level above that of every message."""


class _Prose(Directive):
    """A directive of Sphinx that holds prose."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = defaultdict(lambda: directives.unchanged, name=directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """Return the argument as a paragraph, and what stands below it."""
        below = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, below)
        return [*map(self.paragraph, self.arguments), below]

    def paragraph(self, text: str) -> nodes.Node:
        """Return a text with its markup."""
        said, _ = self.state.inline_text(text, self.lineno)
        return nodes.paragraph(text, "", *said)


class _Code(_Prose):
    """A block of code with any option of Sphinx."""

    def run(self) -> list[nodes.Node]:
        """Return the code with its language."""
        code = "\n".join(self.content)
        return [nodes.literal_block(code, code, classes=["code", *self.arguments])]


class _Version(_Prose):
    """A note on the version since which something is so, in the words of Sphinx."""

    required_arguments = 1
    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        """Return the note as a paragraph."""
        version, *said = " ".join([*self.arguments, *self.content]).split(maxsplit=1)
        return [self.paragraph(": ".join([f"{_SINCE[self.name]} {version}", *said]))]


class _Nothing(_Prose):
    """The date of the run: no text of the document."""

    def run(self) -> list[nodes.Node]:
        """Return nothing."""
        return []


directives.register_directive("date", _Nothing)
for _name in ("seealso", "todo", "rubric", "glossary"):
    directives.register_directive(_name, _Prose)
for _name in _SINCE:
    directives.register_directive(_name, _Version)
for _name in ("code", "code-block", "sourcecode", "prompt", "parsed-literal"):
    directives.register_directive(_name, _Code)


def read_rst(text: str, most: int) -> Iterator[Passage | Unread]:
    """Yield the sections of a document, but for those of more than `most` characters."""
    lines = plain_lines(text)
    return passages(parts(lines, Heading(None, 0, 0, 0), _headings(lines)), most, _written)


def _written(lines: Iterable[Line]) -> str:
    return "\n\n".join(_blocks(_parsed(line.text for line in lines)))


def _headings(lines: Sequence[Line]) -> Iterator[Heading]:
    levels: dict[tuple[str, bool], int] = {}
    for number, line in enumerate(lines[1:], 1):
        title, before = lines[number - 1].text, lines[number - 2].text if number > 1 else ""
        is_over = line.text.rstrip() == before.rstrip()
        first = number - 2 if is_over else number - 1
        if not _underlines(line.text, title, is_over) or first and lines[first - 1].text.strip():
            continue
        style = line.text[0], is_over
        yield Heading(_spoken(title.strip()), first, number + 1, levels.setdefault(style, len(levels) + 1))


def _underlines(line: str, title: str, is_over: bool) -> bool:  # noqa: FBT001
    if not _ADORNED.fullmatch(line) or not title.strip() or _ADORNED.fullmatch(title):
        return False
    indented, marks = title[0].isspace() and not is_over, len(line.rstrip())
    return not indented and not title.startswith(".. ") and marks >= min(_SURE, column_width(title.strip()))


@cache
def _settings() -> Values:
    """Return what every parse begins with."""
    settings = get_default_settings(Parser)
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.report_level = settings.halt_level = _SILENT
    settings.line_length_limit = math.inf
    settings.syntax_highlight = "none"
    return settings


def _parsed(lines: Iterable[str]) -> nodes.document:
    document = new_document("", _settings().copy())
    Parser().parse(_ROLE.sub(_role, "\n".join(lines)), document)
    return document


def _role(found: re.Match[str]) -> str:
    name, said = found[1].rpartition(":")[2], found[2]
    if name in _WORDS:
        return said
    return f"``{said.rpartition('.')[2] if said.startswith('~') else said.lstrip('.!')}``"


def _spoken(text: str) -> str:
    return " ".join(_blocks(_parsed([text]))) or text


def _blocks(node: nodes.Node) -> Iterator[str]:
    """Yield the blocks of a node in Markdown."""
    for child in node.children:
        match child:
            case nodes.Text() | nodes.Inline() | nodes.Invisible():
                continue
            case nodes.system_message() | nodes.footnote() | nodes.citation():
                continue
            case nodes.paragraph() | nodes.title() | nodes.term():
                yield from filter(None, [_inline(child).strip()])
            case nodes.literal_block() | nodes.doctest_block():
                named = [name for name in child["classes"] if name not in _NO_LANGUAGE]
                yield fenced("".join(named[:1]), child.astext())
            case nodes.bullet_list():
                yield _listed((item, "- ") for item in child.children)
            case nodes.enumerated_list():
                first = child.get("start", 1)
                yield _listed((item, f"{number}. ") for number, item in enumerate(child.children, first))
            case nodes.definition_list() | nodes.field_list() | nodes.option_list():
                yield "\n".join(map(_defined, child.children))
            case nodes.line_block():
                yield "\n".join(map(_inline, child.findall(nodes.line)))
            case nodes.block_quote():
                yield _prefixed("\n\n".join(_blocks(child)), "> ", "> ")
            case nodes.table():
                rows = [
                    [" ".join(_blocks(cell)) for cell in row.children] for row in child.findall(nodes.row)
                ]
                yield table(rows) if any(child.findall(nodes.thead)) else _facts(rows)
            case nodes.Element():
                yield from _blocks(child)


def _listed(items: Iterable[tuple[nodes.Node, str]]) -> str:
    return "\n".join(_prefixed("\n".join(_blocks(item)), mark, " " * len(mark)) for item, mark in items)


def _facts(rows: list[list[str]]) -> str:
    """Return the rows of a table that does not name its columns."""
    return "\n".join(f"- {row[0]}: {', '.join(row[1:])}" for row in rows)


def _defined(item: nodes.Node) -> str:
    said = "\n".join(_blocks(item.children[-1]))
    gap = " " if said[:1].isalnum() else "\n"
    return _prefixed(f"{_inline(item.children[0])}:{gap}{said}", "- ", "  ")


def _prefixed(text: str, first: str, others: str) -> str:
    return first + text.replace("\n", f"\n{others}")


def _inline(node: nodes.Node) -> str:
    said = "".join(map(_inline, node.children)) if node.children else node.astext()
    match node:
        case nodes.literal() | nodes.title_reference() | nodes.math():
            return f"`{said}`"
        case nodes.strong():
            return f"**{said}**"
        case nodes.emphasis():
            return f"*{said}*"
        case nodes.reference(attributes={"refuri": uri}) if uri != said:
            return f"[{said}]({uri})"
        case nodes.image() | nodes.footnote_reference() | nodes.target() | nodes.raw():
            return ""
    return said

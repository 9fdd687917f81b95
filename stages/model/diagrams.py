"""Diagrams of PlantUML and Mermaid files, and those in fenced blocks of Markdown.

A diagram that meets none of our formats is passed over by the rule `unread-diagram`: PlantUML beyond classes
and C4, and Mermaid with directives.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.core.formats import c4, mermaid, plantuml_class
from stages.core.lines import with_lf
from stages.core.natural_language import natural_language
from stages.core.records.diagram_asset import DiagramAsset
from stages.model.documentation import UNDOCUMENTED, documentation
from stages.model.lines import Line, heading, lines
from stages.model.passed_over import PassedOver
from stages.model.safe_text import SafeText
from stages.model.tree import Place

_CHECKS = {"plantuml-class": plantuml_class.validate, "c4": c4.validate, "mermaid": mermaid.validate}
_MARK = re.compile(r"^[ \t]*@(?:(?P<start>start\w+)|end\w+[ \t]*(?=\r?$))", re.MULTILINE)
"""Line that begins or ends a block."""
_OPENS = re.compile(r" {0,3}(```+|~~~+)[ \t]*(?:plantuml|puml|uml|mermaid)\b", re.IGNORECASE)
RULE = "unread-diagram"


class _Found(NamedTuple):
    place: Place
    title: str
    before: Place | None
    """The paragraph before it."""


def read_plantuml(source: SafeText) -> list[DiagramAsset | PassedOver]:
    """Return the blocks of a PlantUML file; a file without one is none."""
    return _assets(source, [_Found(place, _stem(source), None) for place in _blocks(source.document.text)])


def read_mermaid(source: SafeText) -> list[DiagramAsset | PassedOver]:
    """Return the diagram of a Mermaid file."""
    text = source.document.text
    start, end = len(text) - len(text.lstrip("\ufeff \t\r\n")), len(text.rstrip())
    return _assets(source, [_Found(Place(start, end), _stem(source), None)] if start < end else [])


def read_fenced(source: SafeText) -> list[DiagramAsset | PassedOver]:
    """Return the diagrams in fenced blocks of a Markdown document."""
    return _assets(source, list(_fenced(source)))


def _blocks(text: str) -> Iterator[Place]:
    """Yield what stands between a line that begins a block and the next one that ends one, both included."""
    start = -1
    for mark in _MARK.finditer(text):
        if not mark["start"] and start >= 0:
            yield Place(start, mark.end())
            start = -1
        elif mark["start"] and start < 0:
            start = mark.start()


def _stem(source: SafeText) -> str:
    return source.document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _fenced(source: SafeText) -> Iterator[_Found]:
    title, fence, told = _stem(source), "", list[Line]()
    inside, paragraph = list[Line](), list[Line]()
    for line in lines(source.document.text):
        if fence and line.text.strip().startswith(fence):
            if inside:
                before = Place(told[0].start, told[-1].end) if told else None
                yield _Found(Place(inside[0].start, inside[-1].end), title, before)
            fence, inside = "", []
        elif fence:
            inside.append(line)
        elif opens := _OPENS.match(line.text) if line.code else None:
            fence, told, paragraph = opens[1], paragraph, []
        elif (named := heading(line)) is not None:
            title, paragraph = named, []
        elif line.text.strip() and not line.code:
            last = paragraph[-1] if paragraph else None
            apart = last is not None and "\n\n" in with_lf(source.document.text[last.end : line.start])
            paragraph = [] if apart else paragraph
            paragraph.append(line)


def _assets(source: SafeText, found: list[_Found]) -> list[DiagramAsset | PassedOver]:
    return [_asset(source, number, one) for number, one in enumerate(found, 1)]


def _asset(source: SafeText, number: int, found: _Found) -> DiagramAsset | PassedOver:
    document = source.document
    places = [found.place, *([found.before] if found.before else [])]
    spans = source.spans(places)
    text = with_lf(document.text[found.place.start : found.place.end])
    format = next((name for name, check in _CHECKS.items() if not check(text)), "")
    if not format:
        return PassedOver(RULE, spans[found.place])
    doc = UNDOCUMENTED
    if found.before:
        said = document.text[found.before.start : found.before.end]
        doc = documentation(" ".join(said.split()), spans[found.before])
    return DiagramAsset(
        id=f"{document.id}#diagram-{number}",
        document=document.id,
        source=document.source,
        source_class=document.source_class,
        licence=document.licence,
        natural_language=natural_language(found.title, doc.text, text),
        format=format,
        title=found.title,
        doc=doc.text,
        doc_span=doc.span,
        text=text,
        span=spans[found.place],
    )

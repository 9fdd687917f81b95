"""Sections of a Markdown document: one asset a heading that has text below it."""

import re

from stages.core.natural_language import natural_language
from stages.core.records.section_asset import SectionAsset
from stages.model.lines import Line, heading, lines
from stages.model.safe_text import SafeText

_CODE = re.compile(r"^\s{0,3}(```|~~~).*?^\s{0,3}\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
"""Blocks and words of code: a command in English makes no English section."""


def read_sections(source: SafeText) -> list[SectionAsset]:
    """Return the sections in their order; text before the first heading is a section of the file's name."""
    groups: list[list[Line]] = [[]]
    for line in lines(source.document.text):
        if heading(line) is not None:
            groups.append([])
        groups[-1].append(line)
    written = [[line for line in group if line.text.strip()] for group in groups]
    kept = [group for group in written if any(heading(line) is None for line in group)]
    offsets = source.offsets([index for group in kept for index in (group[0].start, group[-1].end)])
    return [
        _asset(source, number, group, (offsets[group[0].start], offsets[group[-1].end]))
        for number, group in enumerate(kept, 1)
    ]


def _asset(source: SafeText, number: int, group: list[Line], place: tuple[int, int]) -> SectionAsset:
    document = source.document
    title = heading(group[0])
    text = source.piece(*place)
    return SectionAsset(
        id=f"{document.id}#{number}",
        document=document.id,
        source=document.source,
        source_class=document.source_class,
        licence=document.licence,
        natural_language=natural_language(_CODE.sub("", text)),
        title=title if title is not None else document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0],
        text=text,
        span=source.span(*place),
    )

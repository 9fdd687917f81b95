"""Sections of a document: one asset a heading that has text below it."""

import re
from collections.abc import Callable, Iterable

from stages.core.natural_language import natural_language
from stages.core.records.section_asset import SectionAsset
from stages.core.records.span import Span
from stages.model.passage import Passage
from stages.model.passed_over import PassedOver, Unread, passed_over
from stages.model.safe_text import SafeText

_CODE = re.compile(r"^\s{0,3}(```|~~~).*?^\s{0,3}\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
"""Blocks and words of code: a command in English makes no English section."""


def read_sections(
    source: SafeText, read: Callable[[str], Iterable[Passage | Unread]]
) -> list[SectionAsset | PassedOver]:
    """Return the sections in their order; text before the first heading is a section of the file's name."""
    found = [*read(source.document.text)]
    sections = [one for one in found if isinstance(one, Passage)]
    spans = source.spans({one.place for one in sections})
    assets = [_asset(source, number, one, spans[one.place]) for number, one in enumerate(sections, 1)]
    return [*assets, *passed_over(source, (one for one in found if isinstance(one, Unread)))]


def _asset(source: SafeText, number: int, section: Passage, span: Span) -> SectionAsset:
    document = source.document
    name = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return SectionAsset(
        id=f"{document.id}#{number}",
        document=document.id,
        source=document.source,
        source_class=document.source_class,
        licence=document.licence,
        natural_language=natural_language(_CODE.sub("", section.text)),
        title=section.title if section.title is not None else name,
        above=section.above,
        text=section.text,
        span=span,
    )

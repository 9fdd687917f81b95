"""Make the asset of a story, wherever it was told: in prose, in a feature file or in a row of a table."""

from typing import NamedTuple

from stages.core.formats import story
from stages.core.records.span import Span
from stages.core.records.story_asset import StoryAsset
from stages.core.tickets import tickets_in
from stages.model.safe_text import SafeText


class Beside(NamedTuple):
    """What stands beside a story."""

    topic: str
    domain: str
    ticket: str
    """Any text that names its tickets."""


def story_asset(
    source: SafeText, number: int, found: story.Story, span: Span, *, beside: Beside, text: str
) -> StoryAsset:
    """Return story `number` of a document; its topic is its title where none is named."""
    document = source.document
    return StoryAsset(
        id=f"{document.id}#{number}",
        document=document.id,
        source=document.source,
        source_class=document.source_class,
        licence=document.licence,
        natural_language=found.language,
        topic=beside.topic or found.title,
        domain=beside.domain,
        title=found.title,
        role=found.role,
        want=found.want,
        benefit=found.benefit,
        criteria=list(found.criteria),
        tickets=sorted(tickets_in(f"{beside.ticket}\n{text}")),
        text=text,
        span=span,
    )

"""Make the asset of a story, wherever it was told: in prose, in a feature file or in a row of a table."""

from stages.core.formats import story
from stages.core.records.span import Span
from stages.core.records.story_asset import StoryAsset
from stages.model.safe_text import SafeText


def story_asset(
    source: SafeText, number: int, found: story.Story, span: Span, *, topic: str, domain: str, text: str
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
        topic=topic or found.title,
        domain=domain,
        title=found.title,
        role=found.role,
        want=found.want,
        benefit=found.benefit,
        criteria=list(found.criteria),
        text=text,
        span=span,
    )

"""User stories of Gherkin feature files, with keywords in English or Chinese: one asset a feature.

A file is what the official parser takes it for: a broken one gives nothing. What of a feature is a story says
stages/core/formats/gherkin.py; a scenario that does not fit is passed over.
"""

from stages.core.formats import story
from stages.core.formats.gherkin import Node, read, told_by
from stages.core.records.story_asset import StoryAsset
from stages.model.passed_over import PassedOver, Unread, passed_over
from stages.model.refused import Refused
from stages.model.safe_text import SafeText
from stages.model.told import Beside, story_asset
from stages.model.tree import Place

LANGUAGES = ("en", "zh")


def read_gherkin(source: SafeText) -> list[StoryAsset | PassedOver]:
    """Return the story of a feature file, or nothing when it tells none; raises Refused."""
    feature = _feature(source.document.text)
    told = told_by(feature) if feature else None
    if feature is None or told is None:
        return []
    lines = _Lines(source.document.text)
    unread = passed_over(source, (Unread(one.rule, lines.place(one.first, one.last)) for one in told.untold))
    place = lines.place(feature["location"]["line"], len(lines.lines))
    span = source.spans([place])[place]
    text = story.render(told.story)
    beside = Beside(topic="", domain="", ticket=source.document.text)
    return [story_asset(source, 1, told.story, span, beside=beside, text=text), *unread]


def _feature(text: str) -> Node | None:
    """Return the feature of a text; raises Refused when it is broken or in another language."""
    feature, violations = read(text)
    broken = next((one for one in violations if one.severity == "error"), None)
    if broken:
        raise Refused("parse-error", f"line {broken.line}")
    if feature and feature["language"].split("-")[0] not in LANGUAGES:
        raise Refused("natural-language", "another one", ", ".join(LANGUAGES))
    return feature


class _Lines:
    """The lines of a text, as the parser counts them."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def place(self, first: int, last: int) -> Place:
        """Return where lines `first` to `last` stand, without the blanks around them."""
        while last > first and not self.lines[last - 1].strip():
            last -= 1
        opening, closing = self.lines[first - 1], self.lines[last - 1]
        start = self.starts[first - 1] + len(opening) - len(opening.lstrip(" \t\ufeff"))
        return Place(start, self.starts[last - 1] + len(closing.rstrip()))

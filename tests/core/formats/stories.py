"""Stories that Hypothesis draws."""

from hypothesis import strategies as st

from stages.core.formats.story import Story
from stages.core.records.story_asset import Criterion

WORDS = st.text("abcxyzuAEI 一个要于当顾客，。*#", min_size=1, max_size=8)


def text(first: str, ends: str = " ，") -> st.SearchStrategy[str]:
    """Text behind a keyword: on one line, stripped, with a first letter that is no markup or colon."""
    return st.builds(lambda head, tail: (head + tail).strip(ends), st.sampled_from(first), WORDS)


HEAD_ENDS = " ，。"
"""No line of the head ends with one of these."""


@st.composite
def stories(draw: st.DrawFn) -> Story:
    steps = st.lists(text("abu要于一当"), min_size=1, max_size=3)
    criteria = st.builds(
        Criterion, title=st.one_of(st.just(""), text("ab一")), given=steps, when=steps, then=steps
    )
    return Story(
        language=draw(st.sampled_from(["zh", "en"])),
        title=draw(st.one_of(st.just(""), text("ab一"))),
        role=draw(text("abu一", HEAD_ENDS)),
        want=draw(text("ab要一", HEAD_ENDS)),
        benefit=draw(st.one_of(st.just(""), text("ab于一", HEAD_ENDS))),
        criteria=tuple(draw(st.lists(criteria, min_size=1, max_size=3))),
    )


STORIES = stories()

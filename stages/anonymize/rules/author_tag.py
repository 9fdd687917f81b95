"""Find the people that author tags of the company's own texts name, and names before a mail address.

Known limit: a name behind any other word, in any other form, is not found here; see person and person_name.
"""

from collections.abc import Iterator

from stages.anonymize.author_tags import BOX_CUE, TAG_CUE, owners, tags
from stages.anonymize.finding import LIKELY, Finding, Subject

CUE = (TAG_CUE, BOX_CUE)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name; in texts of others such tags give credit and stay."""
    ways = ((BOX_CUE, owners), (TAG_CUE, tags)) if subject.lexicon.own else ()
    for place in (place for cue, way in ways if cue in subject.cues for place in way(subject.text)):
        yield Finding(*place, "pii.person", "author-tag", LIKELY)

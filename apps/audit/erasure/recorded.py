"""Say which recordings of a teacher are of what is erased: by the records that name them, by their words."""

from collections.abc import Collection, Iterable

from apps.audit import evidence
from apps.audit.erasure.marks import KEPT, Maker, Marks, every_window, spread
from stages.build.contract import RECORDINGS
from stages.build.recordings import path_of
from stages.core.contract import read_json
from stages.core.records.recording import Recording


def named_by(ids: Collection[str]) -> list[str]:
    """Return the recordings that lead to records with these ids, and to no other record."""
    keys: dict[bool, set[str]] = {True: set(), False: set()}
    for one in evidence.samples():
        keys[one.id in ids] |= {*one.recordings}
    return sorted(str(path) for key in keys[True] - keys[False] if (path := path_of(key)).is_file())


class Quoted:
    """What recordings, also those that came to no record, quote of texts: question and answer."""

    def __init__(self, texts: Iterable[str], maker: Maker) -> None:
        """Look for the windows of every recording in texts."""
        found = [_windows(read_json(path, Recording)) for path in sorted(RECORDINGS.glob("*/*.json"))]
        marks = {maker.mark(window): window for some in found for window in some}
        wanted = Marks(maker, marks)
        hits = {marks[hit.mark] for text in texts for hit in wanted.find(text.encode())}
        self._found = [[window for window in some if window in hits] for some in found]

    def windows(self) -> set[bytes]:
        """Return all windows that recordings have in common with the texts."""
        return {window for some in self._found for window in some}

    def known_by(self, common: frozenset[bytes]) -> set[bytes]:
        """Return windows by which each recording is known again: none that stands in what is kept."""
        kept = ([window for window in some if window not in common] for some in self._found)
        return {window for some in kept for window in spread(some, KEPT)}


def _windows(said: Recording) -> list[bytes]:
    texts = [said.text, *(message.content for message in said.request.messages)]
    return [window for text in texts for window in every_window(text)]

"""Hold a source to its pin."""

import re

from stages.crawl.faults import SourceFault
from stages.crawl.source import Source

_FULL_ID = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


def refuse_moving(name: str, source: Source) -> None:
    """Raise SourceFault when the pin is a branch, a tag or a short id: it may move."""
    if not _FULL_ID.fullmatch(source.rev):
        reason = f"pin '{source.rev}' can move, expected a full commit or tree id"
        remedy = f"Pin it: `adaptrail sources update {source.registered} --apply`."
        raise SourceFault(name, "missing-pin", reason, remedy)


def refuse_other_tree(name: str, source: Source, found: str) -> None:
    """Raise SourceFault when the files are not those that were pinned."""
    if found != source.rev:
        reason = f"its files are tree {found}, the pin is {source.rev}; expected the same"
        remedy = f"Look at what changed, then pin it: `adaptrail sources update {source.registered} --apply`."
        raise SourceFault(name, "changed", reason, remedy)

"""Say why a source cannot be read: a kind, what was found and expected, what to do."""

import errno

from stages.core.errors import PipelineError
from stages.core.records.failure import Failure, FailureKind

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM)

FREE = "Free space where crawl.cache lies, then run again: nothing half-fetched is used."


class SourceFault(PipelineError):
    """A fault of one source: the others can still be read."""

    def __init__(self, source: str, kind: FailureKind, reason: str, remedy: str) -> None:
        """Make the line `source 'name': reason. remedy`."""
        reason, remedy = " ".join(reason.split()), " ".join(remedy.split())
        super().__init__(f"source '{source}': {reason}. {remedy}")
        self.failure = Failure(source=source, kind=kind, reason=reason, remedy=remedy)


def of_the_system(source: str, error: OSError) -> SourceFault:
    """Return what the operating system refused while a source was read."""
    reason = f"{error.filename or 'a file'}: {error.strerror}, expected to read or write it"
    if error.errno in _FULL:
        return SourceFault(source, "disk-full", reason, FREE)
    if error.errno in _CLOSED:
        return SourceFault(source, "no-access", reason, "Give the user that runs `crawl` the right to.")
    return SourceFault(source, "refused", reason, "Check its location.")

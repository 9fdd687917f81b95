"""Let one process at a time erase: the system lets go of the lock when that process ends, killed or not."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from apps.audit.index import PLACE
from stages.core.errors import PipelineError

LOCK = PLACE.with_name("erasing.lock")


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock of erasures; raises PipelineError while another process holds it."""
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PipelineError(
                f"{LOCK}: another process erases, expected one at a time. Wait until it is done, then run "
                "again."
            ) from error
        yield

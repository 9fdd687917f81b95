"""Turn a user's fault into one line and exit code 1."""

import sys
from collections.abc import Callable


class PipelineError(Exception):
    """A fault that a user can mend; the message is one line: *where: found, expected. What to do.*"""


def run(main: Callable[[], None]) -> None:
    """Run `main`; print a `PipelineError` as one line and exit with 1. Any other exception is a bug and
    keeps its trace."""
    try:
        main()
    except PipelineError as error:
        sys.exit(f"error: {error}")

"""Turn a user's fault into one line and exit code 1."""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from traceback import format_tb
from types import TracebackType

COLLECTED = 5_000
"""New objects after which the collector of garbage looks at them: little of what stages make is circular."""


class PipelineError(Exception):
    """A fault that a user can mend; the message is one line: *where: found, expected. What to do.*"""


def run(main: Callable[..., None], *names: str) -> None:
    """Run the `main` of a stage with one word of the command line for each of `names`, as `guard` does."""
    guard(lambda: main(*_words(names)))


def _words(names: Sequence[str]) -> list[str]:
    words = sys.argv[1:]
    if len(words) != len(names):
        usage = " ".join([f"python -m stages.{Path(sys.argv[0]).parent.name}", *names])
        raise PipelineError(
            f"usage: {usage}: found {len(words)} arguments, expected {len(names)}. See `cmd` in dvc.yaml."
        )
    return words


def guard(main: Callable[[], None]) -> None:
    """Run `main`; print a `PipelineError` as one line and exit with 1. Any other exception is a bug: it keeps
    its trace, but not its words, which may quote a text. What was imported lives as long as the program, so
    the collector of garbage is told to pass it over, and not to look at every few records."""
    sys.excepthook = _report
    gc.freeze()
    gc.set_threshold(COLLECTED)
    try:
        main()
    except PipelineError as error:
        sys.exit(f"error: {error}")


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, Exception):
        sys.__excepthook__(kind, error, trace)
        return
    print("".join(format_tb(trace)), end="", file=sys.stderr)
    print(
        f"{kind.__name__}: a defect, expected none. Report the lines above; what it said may quote a text.",
        file=sys.stderr,
    )

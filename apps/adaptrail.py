"""The console command: `adaptrail sources|review|audit|check|convert|teach|doctor`."""

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from apps.output import checked_output
from stages.core.errors import PipelineError, guard

INTERRUPTED = 128 + signal.SIGINT
"""Exit code that a shell gives a command that was stopped by Ctrl-C."""
DESCRIPTION = "What people run beside the pipeline, in its folder; `dvc repro` runs the pipeline itself."


class Parser(argparse.ArgumentParser):
    """A parser whose faults are one line; its sub-parsers are of the same class."""

    def error(self, message: str) -> NoReturn:
        """Raise PipelineError."""
        raise PipelineError(f"usage: {self.prog}: {message}. See `{self.prog} --help`.")


APPS = {
    "sources": "sources",
    "review": "review",
    "audit": "audit",
    "check": "convert",
    "convert": "convert",
    "teach": "teach",
    "doctor": "doctor",
}
"""Folder of apps/ by command."""


def parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser of all commands; each app adds its own.

    When `words` begin with a command, it has those of its app only: none pays for the imports of others.
    """
    top = Parser(prog="adaptrail", description=DESCRIPTION)
    commands = top.add_subparsers(required=True, metavar="command")
    wanted = [APPS[word] for word in words[:1] if word in APPS] or APPS.values()
    for app in dict.fromkeys(wanted):
        import_module(f"apps.{app}.command").register(commands)
    return top


def execute(arguments: Sequence[str]) -> None:
    """Run the command that `arguments` name."""
    with checked_output():
        parsed = parser(arguments).parse_args(arguments)
        command: Callable[[argparse.Namespace], int] = parsed.command
        sys.exit(command(parsed))


def main() -> None:
    """Run the command line; a user's fault is one line and exit code 1, Ctrl-C one line too."""
    try:
        guard(lambda: execute(sys.argv[1:]))
    except KeyboardInterrupt:
        print("stopped: nothing is half-written, and what was answered is kept", file=sys.stderr)
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()

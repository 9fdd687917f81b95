"""Read one key a time: without Enter on a terminal, a character a time from a pipe."""

import sys
import termios
import tty
from collections.abc import Collection

QUIT = "q"
END = "\x04"
"""What a terminal sends for Ctrl-D when keys come one at a time."""


def key(allowed: Collection[str]) -> str:
    """Return the next key of `allowed` in lower case, or `q`, also for Ctrl-C, Ctrl-D and at the end."""
    while True:
        pressed = _pressed().lower()
        if pressed in ("", END, QUIT):
            return QUIT
        if pressed in allowed:
            return pressed


def line() -> str | None:
    """Return a line that is typed; None when somebody stops instead, by Ctrl-C or Ctrl-D."""
    try:
        typed = sys.stdin.readline()
    except KeyboardInterrupt:
        print()
        return None
    return typed.strip() if typed else None


def _pressed() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.read(1)
    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        return sys.stdin.read(1)
    except KeyboardInterrupt:
        return QUIT
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

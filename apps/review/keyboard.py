"""Read one key a time: without Enter on a terminal, a character a time from a pipe."""

import sys
import termios
import tty
from collections.abc import Collection

QUIT = "q"


def key(allowed: Collection[str]) -> str:
    """Return the next key of `allowed` in lower case, or `q`, also at the end; others are passed over."""
    while True:
        pressed = _pressed().lower() or QUIT
        if pressed in allowed or pressed == QUIT:
            return pressed


def line() -> str:
    """Return a line that is typed."""
    return sys.stdin.readline().strip()


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

"""Take the text out of a PDF, in a process of its own: a hostile one can neither hang nor fill the memory."""

import signal
import subprocess
import sys
from pathlib import Path

from stages.crawl.params import PdfLimits

START = b"%PDF-"

READER = Path(__file__).with_name("pdf_text.py")

_STOPPED = (-signal.SIGXCPU, -signal.SIGKILL)


def extracted(content: bytes, limits: PdfLimits) -> tuple[str, str | None]:
    """Return `pdf` and the text, or why there is none.

    `oversized` for more pages, letters or work than `limits` allow, `unknown` when it is encrypted,
    damaged or holds pictures only.
    """
    given = (limits.max_pages, limits.max_characters, limits.max_seconds, limits.max_memory)
    done = subprocess.run(
        [sys.executable, "-I", str(READER), *map(str, given)],
        input=content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode in _STOPPED:
        return "oversized", None
    encoding, _, text = done.stdout.decode().partition("\n")
    return ("unknown", None) if done.returncode else (encoding, text or None)

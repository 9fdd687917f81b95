"""Look for values in bytes, as they are written and in every form that gives them away."""

import base64
import hashlib
import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import ahocorasick  # type: ignore[import-not-found]


class Form(NamedTuple):
    """One way to write a value."""

    name: str
    text: str


class Scanner:
    """Finds the forms of many values in one pass; case counts only where it carries the value."""

    def __init__(self, values: Iterable[str]) -> None:
        """Look for each of `values`."""
        self._exact, self._folded = ahocorasick.Automaton(), ahocorasick.Automaton()
        for value in values:
            for form in reversed(list(forms(value))):  # of two equal forms the first one gives the name
                word, said = _plain(form.text), (form.name, value)
                if form.name.startswith("base64"):
                    self._exact.add_word(word, said)
                else:
                    self._folded.add_word(word.lower(), said)
        self._exact.make_automaton()
        self._folded.make_automaton()

    def found(self, content: bytes) -> list[tuple[str, str]]:
        """Return form and value of what stands in `content`."""
        text = content.decode("latin-1")
        hits = [*self._exact.iter(text), *self._folded.iter(text.lower())]
        return sorted({said for _, said in hits})


def forms(value: str) -> Iterator[Form]:
    """Yield the ways to write a value that give it away, also inside a longer text."""
    raw = value.encode()
    yield Form("plain", value)
    yield Form("hex", raw.hex())
    yield Form("url", quote(value, safe=""))
    yield Form("url, every byte", "".join(f"%{byte:02x}" for byte in raw))
    yield Form("json", json.dumps(value)[1:-1])
    yield Form("bytes", repr(raw)[2:-1])
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for offset in range(3):
            yield Form(
                f"base64 at {offset}", _inside(encode(b"\0" * offset + raw).decode(), offset, len(raw))
            )
    for name in ("md5", "sha1", "sha256"):
        for text in (raw, raw + b"\n", value.lower().encode()):
            digest = hashlib.new(name, text, usedforsecurity=False).digest()
            yield Form(name, digest.hex())
            yield Form(f"base64 of {name}", base64.b64encode(digest).decode().rstrip("="))


def _inside(encoded: str, offset: int, size: int) -> str:
    """Return the characters of a Base64 text that hang on the value alone, whatever stands around it."""
    first = -(-offset * 8 // 6)
    return encoded[first : (offset + size) * 8 // 6]


def _plain(text: str) -> str:
    return text.encode().decode("latin-1")


def objects_of(repository: Path) -> bytes:
    """Return every object of a Git repository, also those that no branch leads to."""
    done = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch"], cwd=repository, capture_output=True, check=True
    )
    return done.stdout

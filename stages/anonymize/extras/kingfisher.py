"""Find secrets by the rules of Kingfisher, a program that reads files and writes JSON Lines.

By default it sends what it finds to the providers, to see whether it is valid, and looks for a newer version:
both are off. What it writes holds the secrets; it is read from a pipe and goes nowhere else. The texts lie in
a private folder below TMPDIR while it runs. It knows no path and no language, so that a finding depends on
the text only. Not covered: secrets inside Base64.
"""

import atexit
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from stages.anonymize.extras.chosen import secret
from stages.anonymize.extras.versions import version_of
from stages.anonymize.finding import CERTAIN, LIKELY, POSSIBLE, Detector, Finding, Subject
from stages.core.errors import PipelineError

PACKAGE = "kingfisher-bin"
OFFLINE = ("--no-update-check", "--quiet")
SCAN = (
    "scan", *OFFLINE, "--no-validate", "--git-history", "none", "--no-dedup", "--no-ignore",
    "--no-extract-archives", "--turbo", "--confidence", "low", "--format", "jsonl",
)  # fmt: skip
RULES = ("rules", "list", *OFFLINE, "--format", "json")
DONE = (0, 200)
"""Exit codes: nothing found, and something found."""
SURE = {"high": CERTAIN, "medium": LIKELY, "low": POSSIBLE}
PREFIX = re.compile(r"^[a-z]+\.(?:secrets/)?|\.\d+$")
"""The collection that a rule comes from, and its number among rules of one name."""


class Hit(NamedTuple):
    """A secret in a text."""

    start: int
    end: int
    rule: str
    confidence: float


def load(texts: Collection[str]) -> Detector:
    """Return the detector; `texts` are read at once: each start of the program takes half a second."""
    binary: str = import_module("kingfisher").get_binary_path()
    known = _hits(binary, list(dict.fromkeys(texts)))

    def find(subject: Subject) -> Iterator[Finding]:
        hits = known.get(subject.text)
        for hit in _hits(binary, [subject.text])[subject.text] if hits is None else hits:
            rule = f"kingfisher/{hit.rule}"
            yield Finding(hit.start, hit.end, secret(hit.rule), rule, hit.confidence)

    rules = json.loads(_run(binary, *RULES, folder=_home()))
    entities = frozenset(secret(_name(rule["id"])) for rule in rules)
    return Detector("kingfisher", *version_of(__name__, PACKAGE), entities, find)


def _hits(binary: str, texts: list[str]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {text: [] for text in texts}
    if not texts:
        return found
    with tempfile.TemporaryDirectory(prefix="texts-", dir=_home()) as folder:
        for number, text in enumerate(texts):
            (Path(folder) / str(number)).write_bytes(text.encode())
        answers = [json.loads(line) for line in _run(binary, *SCAN, ".", folder=folder).splitlines()]
    for answer in answers:
        if "finding" in answer:
            said, name = answer["finding"], _name(answer["rule"]["id"])
            text = texts[int(Path(said["path"]).name)]
            found[text] += (Hit(*span, name, SURE[said["confidence"]]) for span in _spans(text, said))
    return {text: sorted(set(hits)) for text, hits in found.items()}


def _spans(text: str, said: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield where a value stands: by its line and byte, else wherever it stands, lest it be missed."""
    value, raw = said["snippet"], text.encode()
    line = list(islice(re.finditer(rb"^", raw, re.MULTILINE), said["line"]))[-1].start()
    start = len(raw[: line + said["column_start"]].decode(errors="replace"))
    if text.startswith(value, start):
        yield start, start + len(value)
    else:
        yield from (match.span() for match in re.finditer(re.escape(value), text))


def _name(rule: str) -> str:
    return PREFIX.sub("", rule)


@cache
def _home() -> str:
    """Return a folder for texts and compiled rules that only this user can read, gone when the run ends."""
    folder = tempfile.mkdtemp(prefix="adaptrail-kingfisher-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _run(binary: str, *arguments: str, folder: str) -> bytes:
    """Return what it writes; nothing of the environment reaches it, such as tokens and proxies."""
    done = subprocess.run(
        [binary, *arguments],
        cwd=folder,
        env={"HOME": _home(), "TMPDIR": _home()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode not in DONE:
        raise PipelineError(
            f"kingfisher: exit code {done.returncode}, expected 0 or 200. "
            "Install another version, or take it out of anonymize.detectors."
        )
    return done.stdout

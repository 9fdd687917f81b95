"""Time and memory of the stage follow the number of files, however many and small they are."""

import resource
import subprocess
import sys

import pytest

from tests.anonymize.cases import ROOT

CODE = """
import resource
import sys
from stages.core.records.snapshot import Snapshot
from stages.anonymize.anonymize import RawZone, Said, anonymize
from tests import records
from tests.anonymize.cases import KEYS, limits, params

FORMS = (
    ("java", "package com.lanhai.m{n};\\nclass C{n} {{ String a = '1391234{n:04d}'; }}\\n"),
    ("yaml", "a{n}:\\n  password: Wint3r-{n}\\n"),
    ("markdown", "# Page {n}\\nBy Qin Yue{n}\\n"),
    ("python", "x{n} = {n}\\n"),
)
count = int(sys.argv[1])
texts = [(f"src/lanhai/p{n // 100}/f{n}", *FORMS[n % 4]) for n in range(count)]
blobs = [records.blob(text.format(n=n)) for n, (_, _, text) in enumerate(texts)]
own = {"source_class": "own"}
raw = RawZone(
    snapshots=[
        Snapshot(
            source="s", kind="git", location="data/s.bundle", commit="a" * 40, owner="o", licence="MIT",
            legal_basis="b", history="whole", contributors=[f"Qin Yue{n} <q{n}@x.cn>" for n in range(50)],
            ticket_keys={}, tags=[], **own,
        )
    ],
    crawled=[records.file(path, blob.blob, "s", **own) for (path, _, _), blob in zip(texts, blobs)],
    blobs=blobs,
    drops=[],
    files=[
        records.screened_file(path, blob.blob, "s", language=language, **own)
        for (path, language, _), blob in zip(texts, blobs)
    ],
)
safe = anonymize(raw, params(), KEYS, Said(("lanhai",), {}, {}), limits())
print(len(safe.documents), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
BYTES_A_FILE = 20_000
"""Of memory; about 8,000 are taken."""


def masked(count: int) -> tuple[float, int]:
    """Mask so many small files in a process of its own; return its CPU seconds and its memory in bytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(count)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    documents, memory = map(int, done.stdout.split())
    assert documents == count
    return after.ru_utime - before.ru_utime, memory << 10


@pytest.mark.slow
def test_four_times_the_files_take_four_times_the_time_and_some_bytes_each() -> None:
    (few, small), (many, large) = masked(3_000), masked(12_000)
    assert many < 6 * few
    assert large - small < BYTES_A_FILE * 9_000

"""Measure the plan of an erasure on a generated ledger, and how fast bytes are searched.

python -m bench.erase [rows]    prints CPU seconds beside their goals. Without a number there are 1,000,000
rows, which take 1 GB of the temporary folder and 3 GB of memory for some minutes.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from apps.audit import evidence
from apps.audit.erasure.marks import Maker, Marks
from apps.audit.erasure.plan import planned
from apps.audit.index import opened
from bench import ledger
from bench.audit import ROWS
from bench.measured import timed
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.core.contract import Written, publish_json
from stages.core.records.base_model import BaseModel
from stages.core.records.file import File
from stages.core.records.origin import Origin
from stages.crawl.contract import LOCK

ROOT = Path(__file__).parents[1]
SEARCHED = 1 << 28
"""Bytes that are searched."""
MARKS = 20_000


def write(count: int) -> None:
    """Write ledger and raw zone of so many rows."""
    each = sum(shard.rows for shard in ledger.write(count)) // ledger.SOURCES
    crawled = anonymize.CRAWLED.write(map(_crawled, ledger.origins(each)))
    publish_json(anonymize.CRAWLED.manifest, crawled | anonymize.BLOBS.write(lambda _: []))
    publish_json(attest.CANDIDATES.manifest, attest.CANDIDATES.write([]))
    publish_json(attest.EDITS.manifest, attest.EDITS.write([]))
    _write_adapters()


def _crawled(one: Origin) -> File:
    return File(
        source=one.source, commit=one.commit, path=one.path, blob=one.blob, mode="100644", size=1000,
        asset="code", reading="utf-8", source_class=one.source_class,
    )  # fmt: skip


def _write_adapters() -> None:
    for name in ("params.yaml", str(LOCK)):
        shutil.copy(ROOT / name, name)
    for adapter in evidence.adapters():
        written: dict[str, Written] = {}
        for file in (attest.TRAIN, attest.VALIDATION, attest.TEST):
            written |= file.of(adapter).write([])
        publish_json(attest.TRAIN.of(adapter).manifest, written)
        publish_json(evidence.TRAINED / adapter / "trained.json", {})
    base = BaseModel(
        name="tiny", source="scratch", location="", revision="", files={}, sha256="00", target_modules=[],
        eos_token="", dtype="float32", figures={},
    )  # fmt: skip
    publish_json(attest.BASE / "base.json", base)


def measure(count: int) -> None:
    """Print what a plan takes on a ledger of `count` rows, in the folder in which this stands."""
    write(count)
    opened(evidence.figure("ledger_root"))
    for way, asked in (
        ("path", "repository-0:src/main/java/com/example/Type0.java"),
        ("source", "repository-0"),
    ):
        plan = timed(lambda way=way, asked=asked: planned(way, asked))  # type: ignore[misc]
        found = plan.result.statement.predicate  # type: ignore[attr-defined]
        going = sum(map(len, found.rows.values()))
        print(f"plan by {way}: {plan} (goal 5), {going} of {count} rows go")


def main() -> None:
    """Measure in a folder of its own."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
        os.chdir(here)
    maker = Maker(b"bench")
    marks = Marks(maker, [maker.mark(os.urandom(24)) for _ in range(MARKS)])
    content = os.urandom(SEARCHED)
    searched = timed(lambda: list(marks.find(content)))
    print(f"search: {SEARCHED / searched.seconds / 1e6:.0f} MB/s of CPU for {MARKS} marks")


if __name__ == "__main__":
    main()

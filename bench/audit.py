"""Measure the audit on a generated ledger, and how many planted copies `prove-absent` finds.

python -m bench.audit [rows]    prints seconds, bytes and shares beside their goals. Without a number there
are 1,000,000 rows, which take 1 GB of the temporary folder and 3 GB of memory for some minutes.
"""

import hashlib
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

from msgspec import structs

from apps.audit import verify
from apps.audit.diff import compared
from apps.audit.index import PLACE, opened
from apps.audit.proof import absent_file
from apps.audit.standalone import check_ledger
from apps.audit.trace import find
from apps.audit.windows import Widths, copies, windows
from bench.measured import need_files, timed
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.operations import operations
from stages.attest.shards import Run, commitment, lines_of, read_rows, shards, write_ledger
from stages.attest.units import salt, units
from stages.core.contract import Counts, finish, publish_json
from stages.core.params import load_params
from stages.core.records.ledger_row import LedgerRow, files_of, ranges
from stages.core.records.origin import Origin
from stages.core.records.span import Span
from stages.probe.params import ProbeParams

ROOT = Path(__file__).parents[1]
ROWS = 1_000_000
UNITS = units("", [f"repository-{n}" for n in range(200)])
COLD = 20
"""Processes of which the slowest but one is told: the 95th percentile."""
WARM = 2000
PLANTED = 300
FOREIGN = ("pygments", "sympy", "jinja2", "mpmath")
"""Libraries of the environment that are no source and hold no copy of one: nothing of them may be found."""


def digest(number: int) -> str:
    """Return an id that looks like one."""
    return hashlib.sha256(b"%d" % number).hexdigest()


def rows(count: int) -> Iterator[LedgerRow]:
    """Yield a ledger: a tenth are files, the others samples of one or two spans."""
    files = count // 10
    names = sorted(f"repository-{n % 200}:src/main/java/com/example/Type{n}.java" for n in range(files))
    for number, name in enumerate(names):
        yield row(name, "file", digest(number)[:40], [])
    for number, item in enumerate(sorted(digest(n) for n in range(count - files))):
        spans = [span(names[(number * 7 + n) % files], number) for n in range(1 + number % 2)]
        yield row(item, "sample", item, spans)


def span(document: str, number: int) -> Span:
    """Return a span of a document."""
    start, id_ = number % 9000, digest(number)
    return Span(document=document, blob=id_[:40], start=start, end=start + 500, safe=id_)


def row(item: str, kind: str, content_: str, spans: list[Span]) -> LedgerRow:
    """Return a row that was kept, in the shard of the source of its last span."""
    files = files_of(spans)
    source = (spans[-1].document if spans else item).partition(":")[0]
    made = LedgerRow(
        item=item,
        kind=kind,
        source=source,
        salt=salt(UNITS[source], kind, item, ""),
        licence="Apache-2.0",
        recipe="implement_method" if kind == "sample" else "",
        generator="implement_method@2" if kind == "sample" else "",
        content=content_,
        used=["implement-method/train"] if kind == "sample" else [],
        files=files,
        made=ranges(spans, files),
    )
    return structs.replace(made, operations=operations(made, [span.safe for span in spans]))


def origins(ledger: list[LedgerRow]) -> Iterator[Origin]:
    """Yield the fate of every file of a ledger."""
    for one in ledger:
        if one.kind == "file":
            source, _, path = one.item.partition(":")
            yield Origin(
                document=one.item,
                source=source,
                commit="c" * 40,
                path=path,
                blob=one.content,
                size=1,
                asset="code",
                source_class="open-source",
                licence=one.licence,
                licence_basis="header",
                legal_basis="open-source licence",
                owner="team",
                status="kept",
                stage="",
                rule="",
                value="",
                duplicate_of="",
            )


def measure_ledger(count: int) -> None:
    """Print what the audit takes on a ledger of `count` rows, in a folder of its own."""
    ledger = sorted(rows(count), key=lambda row: (row.source, row.kind, row.item))
    sharded = shards(ledger, Run(UNITS, "90" * 8, "c0" * 32))
    committed = commitment(sharded)
    written = write_ledger(ledger, sharded)
    files = anonymize.ORIGINS.write(origins(ledger)) | anonymize.DECISIONS.write([])
    publish_json(anonymize.LEDGER, files)
    publish_json(anonymize.DOCUMENTS.manifest, anonymize.DOCUMENTS.write([]))
    figures: dict[str, float | int | str | dict[str, float | int | str]] = {
        "ledger_root": committed,
        "shards": len(sharded),
        "untraced": 0,
    }
    finish("attest", Counts(read=count, written=count, dropped={}), figures, written)
    size = sum(path.stat().st_size for path in attest.LEDGER.iterdir())
    built = timed(lambda: opened(committed))
    per_row = PLACE.stat().st_size / count
    print(f"ledger: {count} rows, {size / count:.0f} B/row (goal 600)")
    print(f"index: {built.seconds:.1f} s CPU (goal 120), {per_row:.0f} B/row (goal 300)")
    asked = [ledger[n].item for n in Random(13).sample(range(count), WARM)]  # noqa: S311  seeded, no secret
    print(f"trace cold: p95 {cold(asked):.2f} s CPU of a process (goal 1)")
    index = opened(committed)
    warm = sorted(
        1000 * timed(lambda item=item: index.way(find(index, index.between, item))).seconds for item in asked
    )  # type: ignore[misc]
    print(f"trace warm: median {warm[WARM // 2]:.2f} ms, p95 {warm[WARM * 95 // 100]:.2f} ms (goal 5)")
    files_asked = [one.item for one in ledger if one.kind == "file"][:: max(count // 2000, 1)]
    where = sorted(1000 * timed(lambda item=item: index.touching(item)).seconds for item in files_asked)  # type: ignore[misc]
    print(f"where warm: median {where[len(where) // 2]:.2f} ms, p95 {where[len(where) * 95 // 100]:.2f} ms")
    way = index.way(count // 2)
    print(f"inclusion proof: {32 * len(way.proof + way.above)} B and a shard (goal 1024)")
    shown = absent_file(sharded, "repository-0:nothing", lines_of("repository-0"))
    sides = [side for side in (shown.before, shown.after, shown.shard) if side] if shown else []
    nodes = len({node for side in sides for node in side.proof})
    print(f"absence proof: {32 * nodes + sum(len(side.row) for side in sides)} B (goal 2048)")
    checked = timed(
        lambda: [verify.shard(one, lines_of(one.source), list(read_rows(one.source))) for one in sharded]
    )
    print(f"verify the ledger: {checked.seconds:.1f} s CPU (goal 10)")
    alone = timed(lambda: check_ledger(Path()))
    print(f"root by the stand-alone verifier: {alone.seconds:.1f} s CPU")
    other = [one for n, one in enumerate(ledger) if n % 1000]
    difference = timed(lambda: compared(ledger, other))
    print(f"diff with {len(ledger) - len(other)} rows removed: {difference.seconds:.1f} s CPU (goal 10)")
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")


def cold(asked: list[str]) -> float:
    """Return the 95th percentile of a trace in a process of its own, interpreter and imports included."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "apps.adaptrail", "audit", "trace"]

    def ask(item: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*command, item], env=environment, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return sorted(map(ask, asked[:COLD]))[COLD * 95 // 100 - 1]


FILLER = "".join(f"void filler{n}(int a{n}) {{ count{n} += a{n} * {n}; }}\n" for n in range(60))
HEAD = "/* Copyright 2020 Somebody, licence MIT */\npackage vendored;\nimport a.B;\n"
DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "indented": lambda text: re.sub(r"(?m)^", "    ", text).replace("{", "\n{"),
    "vendored": lambda text: HEAD + text,
    "types renamed": lambda text: re.sub(r"\bclass (\w+)", r"class Own\1", text),
    "its second half": lambda text: text[len(text) // 2 :],
    "in a larger file": lambda text: FILLER + text + FILLER,
}


def measure_copies() -> None:
    """Print how many planted copies are found among the safe texts, and how many foreign files."""
    probe = load_params("probe", ProbeParams)
    widths = Widths(probe.shortest, probe.distinct, probe.long)
    documents = anonymize.DOCUMENTS.read()
    known = windows(((one.id, one.text) for one in documents), widths)
    long = [one for one in documents if len(known.texts.get(one.id, ())) >= 2 * probe.long]
    chosen = Random(13).sample(long, min(PLANTED, len(long)))  # noqa: S311  seeded, no secret
    for name, disguise in DISGUISES.items():
        asked = windows(((one.id, disguise(one.text)) for one in chosen), widths)
        found = {copy.asked for copy in copies(asked, known, widths) if copy.asked == copy.found}
        print(f"planted copies, {name}: {len(found)} of {len(chosen)} found (goal 99 %)")
    foreign = windows(islice(foreign_texts(), 3000), widths)
    hits = {copy.asked for copy in copies(foreign, known, widths)}
    print(f"foreign files: {len(hits)} of {len(foreign.texts)} taken for a copy {sorted(hits)[:5]}")


def foreign_texts() -> Iterator[tuple[str, str]]:
    """Yield the Python files of libraries that are no source."""
    places = [Path(place) for place in sys.path if place.endswith("site-packages")]
    for folder in (place / name for place in places for name in FOREIGN):
        for file in sorted(folder.rglob("*.py")):
            yield str(file.relative_to(folder.parent)), file.read_text(encoding="utf-8", errors="replace")


def main() -> None:
    """Measure on a ledger of the named size, and on the outs of the pipeline."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    need_files(anonymize.DOCUMENTS.path)
    measure_copies()
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        measure_ledger(count)
        os.chdir(here)


if __name__ == "__main__":
    main()

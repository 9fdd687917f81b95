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

from apps.audit import verify
from apps.audit.diff import compared
from apps.audit.index import PLACE, opened
from apps.audit.proof import absence
from apps.audit.standalone import lines_of, root_of
from apps.audit.trace import find
from apps.audit.windows import Widths, copies, windows
from bench.measured import need_files, timed
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.attest import commitment
from stages.attest.results import content
from stages.core.contract import Counts, finish, publish_json
from stages.core.params import load_params
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.core.records.span import Span
from stages.probe.params import ProbeParams

ROOT = Path(__file__).parents[1]
ROWS = 1_000_000
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
    """Return a row that was kept."""
    return LedgerRow(
        item=item,
        kind=kind,
        source="repository-1",
        status="kept",
        stage="",
        rule="",
        value="",
        duplicate_of="",
        licence="Apache-2.0",
        recipe="implement_method" if kind == "sample" else "",
        generator="implement_method@2" if kind == "sample" else "",
        content=content_,
        used=["implement-method/train"] if kind == "sample" else [],
        inputs=[],
        outputs=spans,
    )


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
    ledger = list(rows(count))
    committed = commitment(ledger)
    written = attest.LEDGER.write(ledger)
    files = anonymize.ORIGINS.write(origins(ledger)) | anonymize.DECISIONS.write([])
    files |= anonymize.DOCUMENTS.write([])
    publish_json(anonymize.ORIGINS.manifest, files)
    figures: dict[str, float | int | str | dict[str, float | int | str]] = {
        "ledger_root": committed,
        "untraced": 0,
    }
    finish("attest", Counts(read=count, written=count, dropped={}), figures, written)
    size = Path(attest.LEDGER.path).stat().st_size
    built = timed(lambda: opened(committed))
    per_row = PLACE.stat().st_size / count
    print(f"ledger: {count} rows, {size / count:.0f} B/row (goal 600)")
    print(f"index: {built.seconds:.1f} s CPU (goal 120), {per_row:.0f} B/row (goal 300)")
    asked = [ledger[n].item for n in Random(13).sample(range(count), WARM)]  # noqa: S311  seeded, no secret
    print(f"trace cold: p95 {cold(asked):.2f} s CPU of a process (goal 1)")
    index = opened(committed)
    warm = sorted(1000 * timed(lambda item=item: index.proof(find(index, item))).seconds for item in asked)  # type: ignore[misc]
    print(f"trace warm: median {warm[WARM // 2]:.2f} ms, p95 {warm[WARM * 95 // 100]:.2f} ms (goal 5)")
    files_asked = [one.item for one in islice(ledger, 0, count // 10, max(count // 2000, 1))]
    where = sorted(1000 * timed(lambda item=item: index.touching(item)).seconds for item in files_asked)  # type: ignore[misc]
    print(f"where warm: median {where[len(where) // 2]:.2f} ms, p95 {where[len(where) * 95 // 100]:.2f} ms")
    proof = index.proof(count // 2)
    print(f"inclusion proof: {32 * len(proof)} B (goal 1024)")
    shown = absence(ledger, "file", "repository-0", "repository-00")
    sides = [side for side in (shown.before, shown.after) if side] if shown else []
    nodes = len({node for side in sides for node in side.proof})
    print(f"absence proof: {32 * nodes + sum(len(side.row) for side in sides)} B (goal 2048)")
    checked = timed(lambda: verify.ledger(attest.LEDGER.read(), content("attest")))
    print(f"verify the ledger: {checked.seconds:.1f} s CPU (goal 10)")
    alone = timed(lambda: root_of(lines_of(Path(attest.LEDGER.path))))
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

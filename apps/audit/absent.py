"""Answer whether anything of a repository, folder or file is in what was read, built or trained on."""

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from apps.audit import evidence, question
from apps.audit.belongings import Belongings, belongings
from apps.audit.erasure import receipts
from apps.audit.evidence import Splits
from apps.audit.proof import Absence, absent_file, absent_source
from apps.audit.question import Answer, Shown, fate, on_one_line
from stages.attest.shards import commitment, lines_of, read_shards, shard_root
from stages.core.errors import PipelineError
from stages.core.records.document import Document
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.sample import Sample
from stages.crawl.params import CrawlParams
from stages.crawl.suppressions import refuse_half
from stages.probe.params import ProbeParams

if TYPE_CHECKING:
    from apps.audit.windows import Copy

SHOWN = 20
"""Hits of a layer that are shown; all of them with `--json`."""

LIMITS = (
    "Not proved: that no other process read it; what the base model had read before it came here; that no "
    "text of the same meaning in other words, or with other names throughout, is in; nor any shorter part.",
    "Blobs are those of the whole history of a repository, texts those of the commit that is checked out. "
    "What was masked here differs from the original: a near copy is what is left of it.",
)


class Hit(NamedTuple):
    """Something of the place that is here."""

    of: str
    """Path or blob of the place, or the name that was asked for."""
    found: str
    """Item of the ledger, document, or `adapter/split:line`."""
    how: str
    """How they are alike, and what became of what was found."""


class Layer(NamedTuple):
    """One way of looking."""

    layer: str
    asked: int
    """Names, blobs, or texts of the place."""
    among: int
    """Rows, documents or texts that they were looked for in."""
    short: int
    """Texts of the place that have no window: they are compared as a whole only."""
    hits: list[Hit]
    not_measured: str
    """Why it was not looked; empty when it was."""


class Absent(NamedTuple):
    """What was looked for, and where it was found."""

    layers: list[Layer]
    proof: Absence | None
    """That the name is not in the ledger; None when it is, or none was asked for."""
    root: str
    limits: list[str]


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions,
        "prove-absent",
        "say if nothing of a repository, folder or file is in, and prove it",
        answer,
    )
    asked.add_argument("place", nargs="?", type=Path, help="a Git repository, a folder or a file")
    asked.add_argument("--named", default="", help="a source, or source:path, that must not be in the ledger")
    asked.add_argument("--adapter", default="", help="one adapter, whose rows are compared; without it, all")


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when every layer was looked at and none has a hit."""
    if not (arguments.place or arguments.named):
        raise PipelineError("prove-absent: no place and no --named, expected one. Name what must be absent.")
    refuse_half()
    root = evidence.figure("ledger_root")
    receipts.refuse_waiting(root)
    rows = evidence.ledger()
    _refuse_another(root)
    layer, proof = named(rows, arguments.named)
    layers = [layer] if arguments.named else []
    layers += _of_place(arguments.place, arguments.adapter, rows) if arguments.place else _without_place()
    found = Absent(layers, proof, root, list(LIMITS))
    return Answer(found, list(_shown(found)), is_yes=not any(one.hits or one.not_measured for one in layers))


def _refuse_another(root: str) -> None:
    """Raise PipelineError when the ledger that lies here is not the committed one."""
    shards = read_shards()
    if commitment(shards) != root or any(shard_root(lines_of(one.source)) != one.root for one in shards):
        raise PipelineError(
            "out/attest/ledger/: not the committed root, expected it. Ask `adaptrail audit verify`."
        )


def _of_place(place: Path, adapter: str, rows: list[LedgerRow]) -> list[Layer]:
    held = belongings(place, evidence.setting("crawl", kind=CrawlParams))
    chosen = evidence.chosen(adapter)
    splits = [one for one in evidence.splits() if one.adapter in chosen]
    return by_content(held, rows, evidence.documents(), splits)


def _without_place() -> list[Layer]:
    return [Layer(name, 0, 0, 0, [], "no repository, folder or file was given") for name in CONTENT]


def _shown(found: Absent) -> Iterator[Shown]:
    for layer in found.layers:
        if layer.not_measured:
            yield f"not measured {layer.layer}: {layer.not_measured}"
            continue
        short = f", {layer.short} are too short to compare" if layer.short else ""
        yield f"{_said(layer)} {layer.layer}: {layer.asked} looked for among {layer.among}{short}"
        for hit in layer.hits[:SHOWN]:
            yield f"    {on_one_line(hit.of)} is {on_one_line(hit.found)}: {hit.how}"
        if len(layer.hits) > SHOWN:
            yield f"    and {len(layer.hits) - SHOWN} more"
    if found.proof:
        yield f"proof: two neighbours in the sorted ledger, root {found.root}; all of it with --json"
    yield from LIMITS


def _said(layer: Layer) -> str:
    return "PRESENT" if layer.hits else "absent "


NAMED = "name"
CONTENT = ("blob", "whole text", "near copy among the safe texts", "near copy among the records")
"""Layers that look at what the place holds."""


def named(rows: list[LedgerRow], name: str) -> tuple[Layer, Absence | None]:
    """Return what the ledger has under the name of a source, or of `source:path`, and else the proof."""
    if not name:
        return Layer(NAMED, 0, len(rows), 0, [], "no name was given"), None
    first, last = (name, f"{name}\0") if ":" in name else (f"{name}:", f"{name};")
    found = [row for row in rows if row.kind == "file" and first <= row.item < last]
    hits = [Hit(name, row.item, _became(row)) for row in found]
    return Layer(NAMED, 1, len(rows), 0, hits, ""), _proof(name)


def _proof(name: str) -> Absence | None:
    """Return the proof that the ledger has no such source, or that its shard has no such file."""
    shards, source = read_shards(), name.partition(":")[0]
    if source not in {shard.source for shard in shards}:
        return absent_source(shards, source)
    return absent_file(shards, name, lines_of(source)) if ":" in name else None


def by_content(
    held: Belongings, rows: list[LedgerRow], documents: list[Document], splits: list[Splits]
) -> list[Layer]:
    """Return the layers that look at blobs and texts, in the order of CONTENT."""
    from apps.audit.windows import Widths, copies, windows  # noqa: PLC0415  0.25 s that no other one needs

    probe = evidence.setting("probe", kind=ProbeParams)
    widths = Widths(probe.shortest, probe.distinct, probe.long)
    texts = {path: blob.text for path, blob in held.texts.items() if blob.text}
    asked = windows(texts.items(), widths)
    near = copies(asked, windows(((one.id, one.text) for one in documents), widths), widths)
    records = copies(asked, windows(_records(splits), widths), widths)
    files = {row.item: row for row in rows if row.kind == "file"}
    found = [
        sorted(_blobs(held, rows)),
        list(_texts(texts, documents, files)),
        [Hit(one.asked, one.found, f"{_run(one)}; {_became(files[one.found])}") for one in near],
        [Hit(one.asked, one.found, _run(one)) for one in records],
    ]
    sizes = [
        (len(held.blobs), len({row.content for row in rows if row.kind != "sample"}), 0),
        (len(texts), len(documents), 0),
        (len(asked.texts), len(documents), len(asked.short)),
        (len(asked.texts), sum(map(len, _rows(splits))), len(asked.short)),
    ]
    return [Layer(name, *size, hits, "") for name, size, hits in zip(CONTENT, sizes, found, strict=True)]


def _blobs(held: Belongings, rows: Iterable[LedgerRow]) -> Iterator[Hit]:
    known: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        if row.kind == "file":
            known[row.content].append(row)
    paths = {blob.blob: path for path, blob in held.texts.items()}
    for blob in held.blobs:
        for row in known.get(blob, ()):
            yield Hit(paths.get(blob, f"blob {blob}"), row.item, f"the same blob; {_became(row)}")


def _texts(
    texts: Mapping[str, str], documents: Iterable[Document], files: Mapping[str, LedgerRow]
) -> Iterator[Hit]:
    known: dict[bytes, list[str]] = defaultdict(list)
    for document in documents:
        known[_digest(document.text)].append(document.id)
    for path, text in texts.items():
        if text.strip():
            for item in known.get(_digest(text), ()):
                yield Hit(path, item, f"the same text; {_became(files[item])}")


def _digest(text: str) -> bytes:
    """Return a digest that does not count a byte order mark, kinds of line ends and white space at ends."""
    lines = "\n".join(line.rstrip() for line in text.removeprefix("\ufeff").splitlines())
    return hashlib.sha256(lines.strip().encode()).digest()


def _rows(splits: Iterable[Splits]) -> Iterator[list[Sample]]:
    for one in splits:
        yield from (one.train, one.validation, one.test)


def _records(splits: Iterable[Splits]) -> Iterator[tuple[str, str]]:
    for one in splits:
        for split in ("train", "validation", "test"):
            for number, row in enumerate(getattr(one, split), 1):
                yield f"{one.adapter}/{split}:{number} output", row.output
                yield f"{one.adapter}/{split}:{number} input", row.input


def _run(one: "Copy") -> str:
    return f"a run of {one.run} lexemes, {one.share:.0%} of the smaller"


def _became(row: LedgerRow) -> str:
    used = f", in {', '.join(row.used)}" if row.used else ""
    return f"{fate(row)}{used}"

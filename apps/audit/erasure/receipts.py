"""Read what was erased, and what that means for what lies here: from the receipts in governance/receipts/."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec

from apps.audit import evidence
from apps.audit.verify import Finding, Looked
from stages.core.contract import canonical, manifest_path, read_json, sha256_of
from stages.core.errors import PipelineError
from stages.core.records.record import Record
from stages.core.records.trained import Trained
from stages.crawl.suppressions import ERASING

FOLDER = Path("governance/receipts")
TRAINED = Path("out/train")
MANIFEST = manifest_path("attest")
"""Vouches for the shards of the ledger: it is written anew with them."""
STATEMENT = "https://in-toto.io/Statement/v1"
PLAN, RECEIPT = "/erasure-plan/v1", "/erasure/v1"
"""How the types of both statements end."""

Name = Annotated[str, msgspec.Meta(pattern=r"\A(?!\.{1,2}\Z)[^/\x00]+\Z")]
"""One step down: of a source, or of a folder."""
NameOrNone = Annotated[str, msgspec.Meta(pattern=r"\A(?!\.{1,2}\Z)[^/\x00]*\Z")]
Relative = Annotated[
    str, msgspec.Meta(pattern=r"\A(?!\.{1,2}(/|\Z))[^/\x00]+(/(?!\.{1,2}(/|\Z))[^/\x00]+)*\Z")
]
"""A path that leads nowhere but down."""
Review = Annotated[str, msgspec.Meta(pattern=r"\Agovernance/reviews/(?!\.{1,2}\Z)[^/\x00]+\Z")]
Md5 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}(\.dir)?$")]
Mark = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]


class Hidden(Record, frozen=True):
    """One row per source, path or content that may not be read again."""

    kind: Literal["source", "path", "blob"]
    digest: str


class Instead(Record, frozen=True):
    """A shard of the ledger of an older run, in which rows gave way to their leaves."""

    md5: Md5
    root: str
    """Of its tree: as it was."""


class Counts(Record, frozen=True):
    """How much an erasure is of."""

    files: int
    copies: int
    """Of the files: those of which only the content was asked for."""
    old_contents: int
    documents: int
    near_copies_that_stay: int
    file_rows: int
    """Of the ledger, as the next three."""
    asset_rows: int
    sample_rows: int
    used_rows: int
    """Of the samples."""
    texts_known_by_id_only: int


class Plan(Record, frozen=True):
    """What an erasure does; no text and no name of a file."""

    id: Id
    """Of the receipt: made of root and of what is erased."""
    key: str
    """Check value of the key of digests and marks."""
    way: str
    """`source`, `path`, `author` or `record`."""
    asked: str
    """Keyed digest of the word that was asked for."""
    counts: Counts
    hidden: list[Hidden]
    rows: dict[Name, list[int]]
    """Places of the rows, by shard."""
    marks: list[Mark]
    """By which the texts and their ids are known again: see `erasure.marks`."""
    remove: dict[str, list[Relative]]
    """Files that go, by place: `project`, `cache`, `store` where that is outside, or `remote NAME`."""
    review: list[Review]
    """Files of governance/reviews/ of which lines go."""
    instead: dict[Md5, Instead]
    """Objects of DVC that are older shards of the ledger, and what stands in their place."""
    clones: list[Name]
    """Folders in the cache of `crawl` that go."""
    unit: NameOrNone
    """Source whose key is destroyed; empty for none."""
    adapters: dict[str, str]
    """SHA-256 of the trained.json of each adapter that learnt it."""
    base: str
    """Digest of the base model that learnt it; empty when none did."""
    elsewhere: list[str]
    """Remotes that are not on this machine."""


class Digest(Record, frozen=True):
    """SHA-256 of the subject."""

    sha256: str


class Subject(Record, frozen=True):
    """The ledger that an erasure is of."""

    digest: Digest
    name: str


class Statement(Record, frozen=True, rename={"type": "_type", "predicate_type": "predicateType"}):
    """An in-toto statement about an erasure: its plan, or its receipt, which is the plan once it was done."""

    type: str
    subject: Annotated[list[Subject], msgspec.Meta(min_length=1, max_length=1)]
    predicate_type: str
    predicate: Plan

    @property
    def root(self) -> str:
        """The root of the ledger that it was made for."""
        return self.subject[0].digest.sha256


class Tainted(NamedTuple):
    """An adapter that learnt what was erased."""

    adapter: str
    receipt: str


def statement(namespace: str, root: str, plan: Plan) -> Statement:
    """Return the statement of a plan about the ledger with this root."""
    subject = [Subject(name="ledger", digest=Digest(sha256=root))]
    return Statement(type=STATEMENT, subject=subject, predicate_type=f"{namespace}{PLAN}", predicate=plan)


def written(said: Statement) -> bytes:
    """Return the bytes of a plan, which people sign, or of a receipt."""
    return msgspec.json.format(canonical(said), indent=2) + b"\n"


def receipt_of(plan: Statement) -> bytes:
    """Return the receipt of a plan that was done."""
    kind = plan.predicate_type.removesuffix(PLAN) + RECEIPT
    return written(msgspec.structs.replace(plan, predicate_type=kind))


def plan_of(receipt: Statement) -> bytes:
    """Return the plan that a receipt is of."""
    kind = receipt.predicate_type.removesuffix(RECEIPT) + PLAN
    return written(msgspec.structs.replace(receipt, predicate_type=kind))


def place_of(id_: str) -> Path:
    """Return where a receipt is."""
    return FOLDER / f"{id_}.json"


def receipts() -> list[Statement]:
    """Return the receipts, sorted by id; raises PipelineError when one is of another shape."""
    return [_receipt(path) for path in sorted(FOLDER.glob("*.json"))]


def found() -> list[Statement | str]:
    """Return the receipts, sorted by id; of one that cannot be read, the line that says why."""
    return [evidence.or_fault(partial(_receipt, path), str) for path in sorted(FOLDER.glob("*.json"))]


def _receipt(path: Path) -> Statement:
    try:
        said = msgspec.json.decode(path.read_bytes(), type=Statement)
    except msgspec.DecodeError as error:
        raise PipelineError(f"{path}: {error}, expected a receipt. Restore it from Git.") from error
    if path != place_of(said.predicate.id) or not said.predicate_type.endswith(RECEIPT):
        raise PipelineError(
            f"{path}: {said.predicate_type} of {said.predicate.id}, expected the receipt of its name. "
            "Restore it from Git."
        )
    return said


def instead(digest: str) -> str:
    """Return DVC's digest of what stands in the place of an object; its own when nothing does."""
    found = (one.predicate.instead.get(digest) for one in receipts())
    return next((one.md5 for one in found if one), digest)


def tainted(adapters: Iterable[str]) -> list[Tainted]:
    """Return the adapters that learnt what was erased and were not trained again since; so is one whose base
    did."""
    every = receipts()
    return [
        Tainted(adapter, one.predicate.id)
        for adapter in adapters
        for one in every
        if _learnt(adapter, one.predicate)
    ]


def _learnt(adapter: str, plan: Plan) -> bool:
    path = TRAINED / adapter / "trained.json"
    if not path.is_file():
        return False
    base = read_json(path, Trained).base_sha256
    return plan.adapters.get(adapter) == sha256_of(path) or bool(plan.base) and plan.base == base


def taints(adapters: list[str]) -> Looked:
    """Check that no adapter has learnt what was erased, and that no erasure is half applied."""
    faults = [f"{one.adapter}: learnt what {one.receipt} erased; train it again" for one in tainted(adapters)]
    half = [f"{ERASING}: an erasure is half applied"] if ERASING.exists() else []
    return Looked(len(adapters), half + faults)


def excused(found: Finding, own: Iterable[Statement]) -> Finding:
    """Return what a check found without the faults that an erasure made: since then nothing was run.

    `own` are the receipts for the ledger that lies here. A file that is there again is no file that was
    erased.
    """
    gone = {
        path: one.predicate.id
        for one in own
        for path in (*_missing(one.predicate), *shards_of(one.predicate), str(MANIFEST))
    }
    faults = [(fault, _cause(fault.partition(": ")[0], gone)) for fault in found.faults]
    others = [fault for fault, cause in faults if not cause]
    causes = sorted({cause for _, cause in faults if cause})
    if not causes or others:
        return found._replace(faults=others)
    return found._replace(faults=[], not_measured=f"erased by {', '.join(causes)}: run `dvc repro`")


def refuse_waiting(root: str) -> None:
    """Raise PipelineError when something of the ledger with this root was erased, and nothing was run since:
    what lies here is of before and of after."""
    for one in receipts():
        if one.root == root:
            raise PipelineError(
                f"{place_of(one.predicate.id)}: this erasure is waiting for a run, expected it done before "
                "anything is said to be absent. Run `dvc repro`, then ask again."
            )


def _missing(plan: Plan) -> list[str]:
    return [path for path in plan.remove.get("project", []) if not Path(path).exists()]


def shards_of(plan: Plan) -> list[str]:
    """Return the files of the ledger in which rows gave way to their leaves."""
    return [f"out/attest/ledger/{source}.jsonl" for source in plan.rows]


def _cause(path: str, gone: dict[str, str]) -> str:
    found = (id_ for file, id_ in gone.items() if path == file or file.startswith(f"{path}/"))
    return next(found, "")


def one_of(id_: str) -> list[Statement]:
    """Return the receipt of an id or of its start, or all; raises PipelineError when there is none such."""
    found = [one for one in receipts() if one.predicate.id.startswith(id_)]
    if not found:
        said = f"{FOLDER}: no receipt {id_}".rstrip()
        raise PipelineError(f"{said}, expected one. Ask `adaptrail audit erase` first, or mend the id.")
    return found

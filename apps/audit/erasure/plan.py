"""Say what an erasure would do, so that people can approve of just that: nothing is changed here."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from apps.audit import evidence
from apps.audit.erasure import places, receipts, shards
from apps.audit.erasure.chosen import Chosen, chosen
from apps.audit.erasure.histories import copies_of
from apps.audit.erasure.marks import WIDTH, Maker, Marks, identity, known_by, windows
from apps.audit.erasure.places import Hit
from apps.audit.erasure.receipts import Counts, Hidden, Instead, Plan, Statement
from apps.audit.erasure.recorded import Quoted, named_by
from apps.audit.index import PLACE, Index, opened
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.core.contents import contents
from stages.core.contract import canonical, sha256_of
from stages.core.errors import PipelineError
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.sample import Sample
from stages.core.suppressed import is_suppressed
from stages.crawl.suppressions import Key, read_key, read_rows, refuse_half, refuse_other_key

REVIEWS = "governance/reviews/"
LONG = 200
"""Characters of an answer from which on it is looked for by itself; its row has its id."""
LEARNT = ("train", "validation")
"""Splits that decide what an adapter is."""


class Planned(NamedTuple):
    """A plan, and what people are told of it, which is no part of it."""

    statement: Statement
    chosen: Chosen
    upstream: list[str]
    """Files that the project is given and that hold the text: it is erased there by who gives them."""


class _Rows(NamedTuple):
    """Rows of the ledger that go."""

    at: dict[str, list[int]]
    """Places by shard."""
    rows: list[LedgerRow]


def planned(way: str, asked: str) -> Planned:
    """Return the plan of an erasure; raises PipelineError when nothing would be erased."""
    refuse_half()
    key = suppression_key()
    refuse_other_key(read_rows(), key)
    root = evidence.figure("ledger_root")
    index = opened(root)
    found = chosen(way, asked, index)
    rows = _rows(index, found)
    hidden = _hidden(way, asked, found, key)
    id_ = hashlib.sha256(canonical([root, hidden])).hexdigest()[:16]
    maker = Maker(key.secret)
    marked, unknown = _marks(found, rows, index, maker)
    marks = Marks(maker, marked)
    hits = [(hit, path) for hit, path in places.files() if not rewritten(hit) and marks.are_in(path)]
    olds = {
        path: shards.instead(path.read_bytes(), marks, id_)[1] for hit, path in hits if _is_old(hit, path)
    }
    adapters, base = _learners(rows.rows)
    plan = Plan(
        id=id_,
        key=key.check,
        way=way,
        asked=key.digest("path", way, asked),
        counts=_counts(found, rows.rows, unknown),
        hidden=hidden,
        rows=rows.at,
        marks=marked,
        remove=_remove(hits, olds, named_by({row.item for row in rows.rows if row.kind == "sample"})),
        review=sorted(hit.path for hit, _ in hits if hit.path.startswith(REVIEWS)),
        instead={_md5(path): olds[path] for path in sorted(olds)},
        clones=_clones(found),
        unit=asked if way == "source" and evidence.setting("attest", "unit_keys", kind=str) else "",
        adapters=adapters,
        base=base,
        elsewhere=places.elsewhere(),
    )
    namespace = evidence.setting("attest", "namespace", kind=str)
    given = [path.as_posix() for path in places.upstream() if marks.are_in(path)]
    return Planned(receipts.statement(namespace, root, plan), found, given)


def suppression_key() -> Key:
    """Return the key of digests and marks."""
    return read_key(evidence.setting("crawl", "suppression_key", kind=str))


def _rows(index: Index, found: Chosen) -> _Rows:
    positions = sorted({one for document in found.documents for one in index.positions(document)})
    at: dict[str, list[int]] = defaultdict(list)
    for position in positions:
        source, place = index.place(position)
        at[source].append(place)
    return _Rows(dict(at), [index[position] for position in positions])


def _hidden(way: str, asked: str, found: Chosen, key: Key) -> list[Hidden]:
    """Return what may not be read again: paths, contents that are long enough to be told, a whole source."""
    own = {Hidden(kind="source", digest=key.digest("source", asked))} if way == "source" else set()
    paths = {Hidden(kind="path", digest=key.digest("path", one.source, one.path)) for one in found.files}
    blobs = {
        Hidden(kind="blob", digest=key.digest("blob", one.blob)) for one in found.files if one.size >= WIDTH
    }
    return sorted(own | paths | blobs, key=lambda one: (one.kind, one.digest))


def _marks(found: Chosen, rows: _Rows, index: Index, maker: Maker) -> tuple[list[str], int]:
    """Return the marks of the texts and their ids, and how many texts have none but that of their id."""
    ids = {row.item for row in rows.rows if row.kind == "sample"}
    names = [name for name in (*found.blobs, *found.old, *ids) if name.strip("0")]  # zeros: no content
    texts = list(_texts(found.blobs, ids, found.documents, index))
    quoted = Quoted(texts, maker)
    looked = {*quoted.windows(), *(window for text in texts for window in windows(text))}
    tried = {maker.mark(window): window for window in looked}
    own = frozenset(maker.mark(identity(name)) for name in names)
    common = frozenset(tried[mark] for mark in _common(Marks(maker, [*tried, *own]), own))
    kept = [known_by(text, common) for text in texts]
    marks = {maker.mark(window) for some in (*kept, quoted.known_by(common)) for window in some}
    return sorted(marks | own), sum(not some for some in kept)


def _texts(
    blobs: Collection[str], ids: Collection[str], documents: Iterable[str], index: Index
) -> Iterator[str]:
    """Yield the raw texts, the safe ones, and those of the records that were made of them."""
    for group in contents(anonymize.BLOBS, blobs):
        yield from (blob.text for blob in group.values() if blob.text)
    for document in documents:
        if safe := index.document(document):
            yield safe.text
    for sample in _samples(ids).values():
        if len(sample.output) >= LONG:
            yield sample.output


def _samples(ids: Collection[str]) -> dict[str, Sample]:
    return {one.id: one for one in evidence.samples() if one.id in ids} if ids else {}


def _common(marks: Marks, own: frozenset[str]) -> set[str]:
    """Return the marks that stand in rows of what is kept, too: in rows that have no mark of an id."""
    found: set[str] = set()
    for path in [
        *sorted(Path(anonymize.BLOBS.path).glob("*.jsonl")),
        Path(anonymize.DOCUMENTS.path),
        Path(attest.CANDIDATES.path),
    ]:
        content = path.read_bytes()
        by_row: dict[int, set[str]] = defaultdict(set)
        for hit in marks.find(content):
            by_row[content.rfind(b"\n", 0, hit.at)].add(hit.mark)
        for some in by_row.values():
            found |= set() if some & own else some
    return found


def _learners(rows: list[LedgerRow]) -> tuple[dict[str, str], str]:
    """Return the adapters that learnt rows, with the digests of what their trainers wrote, and the base if it
    did."""
    uses = {tuple(use.split("/")) for row in rows for use in row.used}
    names = {adapter for adapter, split in uses if split in LEARNT and adapter != "base"}
    base = evidence.base().sha256 if ("base", "train") in uses else ""
    return {name: sha256_of(receipts.TRAINED / name / "trained.json") for name in sorted(names)}, base


def _counts(found: Chosen, rows: list[LedgerRow], unknown: int) -> Counts:
    kinds = Counter(row.kind for row in rows)
    return Counts(
        files=len(found.files),
        copies=len(found.copies),
        old_contents=len(found.old),
        documents=len(found.documents),
        near_copies_that_stay=len(found.near),
        file_rows=kinds["file"],
        asset_rows=kinds["asset"],
        sample_rows=kinds["sample"],
        used_rows=sum(bool(row.used) for row in rows if row.kind == "sample"),
        texts_known_by_id_only=unknown,
    )


def _is_old(hit: Hit, path: Path) -> bool:
    return hit.place != "project" and shards.is_shard(path)


def _remove(
    hits: list[tuple[Hit, Path]], olds: dict[Path, Instead], recordings: list[str]
) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for hit, path in hits:
        if path not in olds and not hit.path.startswith("governance/") and not shards.is_trained(path):
            found[hit.place].add(hit.path)
    if recordings:
        found["project"] |= {*recordings}
    return {place: sorted(paths) for place, paths in sorted(found.items())}


def rewritten(hit: Hit) -> bool:
    """Say whether a file need not be searched: rows of a shard are known by their places, the index goes."""
    return hit.place == "project" and hit.path.startswith((f"{attest.LEDGER}/", f"{PLACE.parent}/"))


def _md5(path: Path) -> str:
    """Return DVC's digest of an object, by its name."""
    return path.parent.name + path.name


def _clones(found: Chosen) -> list[str]:
    cache = Path(evidence.setting("crawl", "cache", kind=str))
    declared = evidence.declared()
    names = {one.source for one in found.files if not is_suppressed(one.path)}
    return sorted(
        {copy.name for name in names if name in declared for copy in copies_of(declared[name], cache)}
    )


def refuse_other_ledger(statement: Statement) -> None:
    """Raise PipelineError when a plan was made for another ledger than the one that lies here."""
    root = evidence.figure("ledger_root")
    if statement.root != root:
        raise PipelineError(
            f"the plan {statement.predicate.id} is for the ledger {statement.root[:16]}, {root[:16]} lies "
            "here; "
            "expected the same. Plan again."
        )

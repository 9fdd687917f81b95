"""Erase what a plan names. Before the journal is written nothing has changed; from then on every step can be
made again, so that who is killed in the middle runs the same command once more, and it is done."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from apps.audit import evidence, index
from apps.audit.erasure import distant, places, receipts, shards
from apps.audit.erasure.marks import Maker, Marks
from apps.audit.erasure.plan import refuse_other_ledger, rewritten, suppression_key
from apps.audit.erasure.receipts import Plan, Statement
from apps.audit.revision import where
from stages.attest import contract as attest
from stages.attest.shards import commitment, lines_of, read_shards, shard_root
from stages.attest.units import place
from stages.core.contract import Written, canonical, publish, publish_json, read_json
from stages.core.errors import PipelineError
from stages.core.records.suppression import Suppression
from stages.crawl.contract import SUPPRESSIONS
from stages.crawl.suppressions import ERASING, Key, read_rows, refuse_other_key


class Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of governance/erasing.json, while an erasure is half applied."""

    plan: str
    """SHA-256 of the plan."""


class Erasing:
    """One erasure: its plan, and what it needs to know texts again."""

    def __init__(self, plan: Statement) -> None:
        """Take a plan; raises PipelineError when it was made with another key."""
        key = suppression_key()
        if plan.predicate.key != key.check:
            raise PipelineError(
                f"the plan {plan.predicate.id} is by the key {plan.predicate.key}, expected {key.check}, "
                "that of "
                "crawl.suppression_key. Plan again."
            )
        refuse_other_key(read_rows(), key)
        _refuse_away(plan.predicate)
        _refuse_outside(plan.predicate)
        self.statement = plan
        self.plan: Plan = plan.predicate
        self.key: Key = key
        self.marks = Marks(Maker(key.secret), plan.predicate.marks)
        self.roots = places.roots()
        self.not_done: list[str] = []


def _refuse_away(plan: Plan) -> None:
    """Raise PipelineError when a remote that was here is not: its objects would stay, and be called gone."""
    away = {*places.elsewhere(), *plan.remove} - places.roots().keys() - {*plan.elsewhere}
    if away:
        raise PipelineError(
            f"the plan {plan.id}: {', '.join(sorted(away))} is no folder here any more, expected every place "
            "that it was made with. Bring it back."
        )


def _refuse_outside(plan: Plan) -> None:
    """Raise PipelineError when a file of the plan lies where none is looked for, by a link or by its name."""
    searched = {name: [root] for name, root in places.roots().items()} | {"project": places.folders()}
    for name, paths in plan.remove.items():
        allowed = [one.resolve() for one in searched.get(name, [])]
        for path in paths if allowed else []:
            folder = (places.roots()[name] / path).parent.resolve()
            if not any(folder.is_relative_to(one) for one in allowed):
                raise PipelineError(
                    f"the plan {plan.id}: {name}: {path} leads elsewhere, expected a file of a place that is "
                    "searched. Plan again."
                )


Step = Callable[[Erasing], None]


def begun(digest: str) -> bool:
    """Say whether the erasure by the plan with this digest is half applied; raises PipelineError when another
    one is."""
    if not ERASING.exists():
        return False
    found = read_json(ERASING, Journal).plan
    if found != digest:
        raise PipelineError(
            f"{ERASING}: the erasure by the plan {found[:16]} is half applied, expected {digest[:16]}. Run "
            "`adaptrail audit erase --apply` with that plan first."
        )
    return True


def refuse_changed(erasing: Erasing) -> None:
    """Raise PipelineError when ledger or files are not those that the plan was made for."""
    refuse_other_ledger(erasing.statement)
    _refuse_other_rows(erasing.statement)
    plan = erasing.plan
    known = {(place, path) for place, paths in plan.remove.items() for path in paths}
    known |= {("project", path) for path in plan.review}
    new = [
        f"{hit.place}: {hit.path}"
        for hit, path in places.files()
        if (hit.place, hit.path) not in known
        and not hit.path.startswith("governance/")
        and not rewritten(hit)
        and not (_digest(path) in plan.instead and hit.place != "project")
        and erasing.marks.are_in(path)
        and not shards.is_trained(path)
    ]
    if new:
        raise PipelineError(
            f"the plan {plan.id} does not name {len(new)} files that hold the text (first: {new[0]}), "
            "expected "
            "all. Plan again."
        )


def _refuse_other_rows(plan: Statement) -> None:
    """Raise PipelineError when a shard is not the one of the root: rows go by their places."""
    listed = read_shards()
    roots = {one.source: one.root for one in listed} if commitment(listed) == plan.root else {}
    for source, at in plan.predicate.rows.items():
        lines = lines_of(source)
        if shard_root(lines) != roots.get(source) or not all(0 <= one < len(lines) for one in at):
            raise PipelineError(
                f"{attest.shard(source).path}: not what the committed root is of, expected it. Run "
                "`dvc checkout`."
            )


def applied(erasing: Erasing, digest: str) -> None:
    """Make every step; `digest` is that of the plan."""
    write(ERASING, msgspec.json.encode(Journal(digest)))
    for step in STEPS:
        step(erasing)
    remove(ERASING)


def write(path: Path, content: bytes) -> None:
    """Write a file whole, so that it is still there after a power cut."""
    publish(path, content)
    for name in (path, path.parent):
        opened = os.open(name, os.O_RDONLY)
        os.fsync(opened)
        os.close(opened)


def remove(path: Path) -> None:
    """Remove a file; one that is gone is no fault."""
    with suppress(FileNotFoundError):
        path.unlink()


def suppressed(erasing: Erasing) -> None:
    """Let `crawl` read nothing of it any more."""
    plan = erasing.plan
    own = [
        Suppression(schema=1, kind=one.kind, digest=one.digest, key=plan.key, receipt=plan.id)
        for one in plan.hidden
    ]
    known = {(row.kind, row.digest): row for row in [*own, *read_rows()]}
    rows = sorted(known.values(), key=lambda row: (row.kind, row.digest))
    write(SUPPRESSIONS, b"".join(canonical(row) + b"\n" for row in rows))


def leaved(erasing: Erasing) -> None:
    """Let rows of the ledger give way to their leaves, in the shards that have some and in no other."""
    manifest = attest.SHARDS.manifest
    said = read_json(manifest, dict[str, Written])
    for source, at in erasing.plan.rows.items():
        file = attest.shard(source)
        content = Path(file.path).read_bytes()
        made = shards.without(content, at, erasing.plan.id)
        if shard_root(made.splitlines()) != shard_root(content.splitlines()):
            raise PipelineError(f"{file.path}: of another root than before, expected the same. Report it.")
        write(Path(file.path), made)
        said |= {file.path: Written(rows=made.count(b"\n"), sha256=_sha256(made))}
    publish_json(manifest, said)


def replaced(erasing: Erasing) -> None:
    """Put shards of older runs, with leaves in the place of rows, beside DVC's objects of them."""
    for root, digest in _objects(erasing):
        new = erasing.plan.instead[digest]
        path = where(root, digest)
        if path.is_file():
            made, found = shards.instead(path.read_bytes(), erasing.marks, erasing.plan.id)
            if found != new:
                raise PipelineError(
                    f"{path}: gives {found.md5}, the plan says {new.md5}; expected the same. Plan again."
                )
            write(where(root, new.md5), made)
            remove(path)


def _objects(erasing: Erasing) -> Iterator[tuple[Path, str]]:
    for name, root in erasing.roots.items():
        if name != "project":
            yield from ((root, digest) for digest in erasing.plan.instead)


def removed(erasing: Erasing) -> None:
    """Remove what holds the text: outs, parts of the store, objects of DVC's cache and remotes."""
    for name, paths in erasing.plan.remove.items():
        for path in paths:
            if name in erasing.roots:
                remove(erasing.roots[name] / path)


def reviewed(erasing: Erasing) -> None:
    """Remove what people said of records and documents that are gone."""
    for name in erasing.plan.review:
        path = Path(name)
        if path.is_file():
            lines = path.read_bytes().splitlines(keepends=True)
            gone = set(shards.places_of(b"".join(lines), erasing.marks))
            write(path, b"".join(line for number, line in enumerate(lines) if number not in gone))


def uncloned(erasing: Erasing) -> None:
    """Remove the clones of its sources: the next `crawl` fetches what it may read."""
    cache = Path(evidence.setting("crawl", "cache", kind=str))
    for name in erasing.plan.clones:
        if (cache / name).is_dir():
            shutil.rmtree(cache / name)


def sent(erasing: Erasing) -> None:
    """Delete the same objects in remotes that are no folder here; one that does not let it be done does not
    hold up the rest."""
    plan = erasing.plan
    done = [evidence.or_fault(partial(distant.erase, place, plan), str) for place in plan.elsewhere]
    erasing.not_done = [one for one in done if isinstance(one, str)]


def unindexed(_: Erasing) -> None:
    """Remove the index: the next question writes it."""
    for path in _siblings(index.PLACE):
        remove(path)


def _siblings(path: Path) -> Iterable[Path]:
    return path.parent.glob(f"{path.name}*")


def unkeyed(erasing: Erasing) -> None:
    """Destroy the key of a source that is gone: nobody can tell any more which row a leaf was."""
    if erasing.plan.unit:
        path = place(evidence.setting("attest", "unit_keys", kind=str), erasing.plan.unit)
        with suppress(FileNotFoundError), path.open("r+b") as file:
            file.write(b"0" * path.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
        remove(path)


def receipted(erasing: Erasing) -> None:
    """Write the receipt."""
    write(receipts.place_of(erasing.plan.id), receipts.receipt_of(erasing.statement))


STEPS: tuple[Step, ...] = (
    suppressed,
    leaved,
    replaced,
    removed,
    reviewed,
    uncloned,
    unindexed,
    unkeyed,
    sent,
    receipted,
)
"""In order; each may be made again."""


def _digest(path: Path) -> str:
    return path.parent.name + path.name


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

"""Plan an erasure, and apply a plan that two people approved of."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

import msgspec

from apps.audit import question
from apps.audit.erasure import receipts
from apps.audit.erasure.alone import alone
from apps.audit.erasure.approved import refuse_unapproved
from apps.audit.erasure.chosen import WAYS
from apps.audit.erasure.plan import Planned, planned
from apps.audit.erasure.receipts import Statement
from apps.audit.erasure.steps import Erasing, applied, begun, refuse_changed, sent
from apps.audit.question import Answer, on_one_line
from stages.core.contract import publish_json
from stages.core.errors import PipelineError

WORDS = {
    "source": "all of a source",
    "path": "a file, as source:path, or a folder when it ends with /",
    "author": "what somebody ever worked on, by name or mail address of the histories",
    "record": "the files in which the answer of a record stands, by its id or the start of it",
}
SHOWN = 20
"""Files that are shown."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions, "erase", "plan an erasure, or apply a plan that two people approved of", answer
    )
    what = asked.add_mutually_exclusive_group(required=True)
    for way in WAYS:
        what.add_argument(f"--{way}", help=WORDS[way])
    what.add_argument("--apply", type=Path, metavar="PLAN", help="do what a plan says; needs approvals")
    asked.add_argument(
        "--plan", type=Path, metavar="FILE", help="write the plan to this file, which must be new"
    )


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes once the plan is written, or applied."""
    if arguments.apply:
        if arguments.plan:
            raise PipelineError("--plan: beside --apply, expected one of them. A plan is applied as it is.")
        with alone():
            return _applied(arguments.apply)
    if not arguments.plan:
        raise PipelineError("--plan: not given, expected a file to write the plan to. Name one.")
    way = next(way for way in WAYS if getattr(arguments, way) is not None)
    return _planned(arguments.plan, way, getattr(arguments, way))


def _planned(path: Path, way: str, asked: str) -> Answer:
    if path.exists():
        raise PipelineError(f"{path}: is there already, expected a new file. Name another one.")
    made = planned(way, asked)
    publish_json(path, made.statement)
    document = {
        "plan": str(path),
        "sha256": _digest(path),
        "statement": made.statement,
        "documents": made.chosen.documents,
        "near": made.chosen.near,
        "not_read": made.chosen.not_read,
        "upstream": made.upstream,
    }
    return Answer(document, _lines(path, made), is_yes=True)


def _lines(path: Path, made: Planned) -> list[str]:
    plan, chosen = made.statement.predicate, made.chosen
    counts = plan.counts
    objects = sum(len(paths) for place, paths in plan.remove.items() if place != "project")
    lines = [
        f"plan {plan.id}: {counts.files} files ({counts.copies} of them copies), "
        f"{counts.old_contents} older contents",
        *_some(chosen.documents),
        f"  {counts.file_rows} rows of files, {counts.asset_rows} of assets and "
        f"{counts.sample_rows} of "
        f"samples ({counts.used_rows} used) give way to their leaves, in {len(plan.rows)} shards",
        f"  {len(plan.remove.get('project', []))} files of the project, {objects} objects of cache and "
        "remotes "
        f"and {len(plan.clones)} clones are removed; {len(plan.instead)} older shards are rewritten",
        "  adapters that learnt it: "
        f"{', '.join(plan.adapters) or 'none'}{'; so did the base' * bool(plan.base)}",
    ]
    if plan.unit:
        lines.append(f"  the key of {plan.unit} is destroyed")
    if counts.texts_known_by_id_only:
        lines.append(
            f"  {counts.texts_known_by_id_only} texts have no window of their own: known by ids only"
        )
    if chosen.near:
        lines += ["  near copies that stay, unless you ask for them, too:", *_some(chosen.near)]
    if chosen.not_read:
        lines.append(f"  histories that are not here: {', '.join(chosen.not_read)}")
    if plan.elsewhere:
        lines.append(
            "  no folder here: the same objects are deleted there by DVC, others are not looked at: "
            f"{', '.join(plan.elsewhere)}"
        )
    if made.upstream:
        lines += ["  given to the project with this text; erase it there, too:", *_some(made.upstream)]
    lines.append(
        f"{path}: sha256 {_digest(path)}. Two people now run `adaptrail audit sign --statement {path} --as "
        "NAME` "
        f"and `approve`, then `adaptrail audit erase --apply {path}`."
    )
    return lines


def _some(names: list[str]) -> list[str]:
    more = [f"    and {len(names) - SHOWN} more"] if len(names) > SHOWN else []
    return [*(f"    {on_one_line(name)}" for name in names[:SHOWN]), *more]


def _applied(path: Path) -> Answer:
    plan, payload = _read(path)
    digest = hashlib.sha256(payload).hexdigest()
    receipt = receipts.place_of(plan.predicate.id)
    by = refuse_unapproved(payload, path)
    resumed = begun(digest)
    again = receipt.exists() and not resumed
    if again and not plan.predicate.elsewhere:
        raise PipelineError(
            f"{receipt}: this plan was applied, expected a new one. Ask `adaptrail audit erased`."
        )
    erasing = Erasing(plan)
    if again:
        sent(erasing)
    else:
        if not resumed:
            refuse_changed(erasing)
        applied(erasing, digest)
    document = {"receipt": str(receipt), "by": by, "resumed": resumed, "not_done": erasing.not_done}
    how = "resumed and done" if resumed else "done"
    said = [f"{how}: {receipt}, approved by {', '.join(by)}", *_next(path, receipt, erasing)]
    return Answer(document, said, is_yes=not erasing.not_done)


def _next(path: Path, receipt: Path, erasing: Erasing) -> list[str]:
    """Return what people must do once a plan was applied."""
    plan = erasing.plan
    again = f"Then run `adaptrail audit erase --apply {path}` again."
    lines = [f"not done: {why} {again}" for why in erasing.not_done]
    lines.append(
        f"Now: `adaptrail audit sign --statement {receipt} --as NAME`, commit governance/, `dvc repro`, then "
        f"`adaptrail audit erased {plan.id}`."
    )
    if plan.way == "source":
        lines.append("The source is still declared: `adaptrail sources remove` it, or `crawl` stops there.")
    return lines


def _read(path: Path) -> tuple[Statement, bytes]:
    if not path.is_file():
        raise PipelineError(
            f"{path}: not found, expected a plan. Run `adaptrail audit erase ... --plan {path}`."
        )
    payload = path.read_bytes()
    try:
        statement = msgspec.json.decode(payload, type=Statement)
    except msgspec.DecodeError as error:
        raise PipelineError(f"{path}: {error}, expected a plan. Plan again.") from error
    if not statement.predicate_type.endswith(receipts.PLAN):
        raise PipelineError(f"{path}: {statement.predicate_type}, expected a plan of an erasure. Plan again.")
    if receipts.written(statement) != payload:
        raise PipelineError(f"{path}: not as `erase --plan` writes it, expected just that. Plan again.")
    return statement, payload


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""Prove that an erasure was done and stays done: nothing of it is left, roots hold, nothing comes back."""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from apps.audit import evidence, question
from apps.audit.erasure import distant, places, receipts, shards
from apps.audit.erasure.approved import unapproved
from apps.audit.erasure.marks import Maker, Marks
from apps.audit.erasure.plan import suppression_key
from apps.audit.erasure.receipts import Plan, Statement, Tainted
from apps.audit.question import Answer, on_one_line
from apps.audit.revision import where
from stages.attest.shards import shard_root
from stages.attest.units import place
from stages.core.errors import PipelineError
from stages.crawl.suppressions import read_rows, refuse_half

LIMITS = (
    "Not proved: that nobody keeps a copy elsewhere (backups, other clones, remotes that are not on this "
    "machine); "
    "that weights of older adapters hold nothing of it; that no text of the same meaning in other words, and "
    "none that is compressed, in another encoding or an excerpt without a mark, is left. "
    "Packed clones in the cache of `crawl` are removed, not searched."
)
SHOWN = 10


class Erased(NamedTuple):
    """What is so of one erasure."""

    receipt: str
    looked_at: dict[str, int]
    """Files by place, and objects of Git, that were searched."""
    left: list[str]
    """Where the text or an id of it still stands; `place: path`."""
    upstream: list[str]
    """Files that the project is given, in which it stands."""
    not_hidden: int
    """Digests that governance/suppressions.jsonl lacks."""
    roots: list[str]
    """Shards that do not give their root any more."""
    key_left: bool
    """Whether the key of a source that is gone is still there."""
    tainted: list[Tainted]
    """Adapters that learnt it and were not trained again: no fault as long as everybody is told."""
    not_looked_at: list[str]
    """What of remotes that are no folder here could not be looked at, and what to do."""
    unapproved: str
    """Why its plan was not approved; empty when it was."""

    @property
    def holds(self) -> bool:
        """Whether it was done and stays done."""
        faults = (self.left, self.not_hidden, self.roots, self.key_left, self.not_looked_at, self.unapproved)
        return not any(faults)


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(questions, "erased", "prove that an erasure was done and stays done", answer)
    asked.add_argument("receipt", nargs="?", default="", help="its id or the start of it; without it, all")


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when nothing of what was erased is left, nothing comes back, and every old root holds."""
    refuse_half()
    found = [erased(one) for one in receipts.one_of(arguments.receipt)]
    return Answer(found, [*map(_lines, found), LIMITS], is_yes=all(one.holds for one in found))


def erased(receipt: Statement) -> Erased:
    """Return what is so of an erasure; raises PipelineError when its key is not here."""
    plan, key = receipt.predicate, suppression_key()
    if plan.key != key.check:
        raise PipelineError(
            f"{receipts.place_of(plan.id)}: by the key {plan.key}, expected {key.check}, that of "
            "crawl.suppression_key. Name the key that it was written with."
        )
    marks = Marks(Maker(key.secret), plan.marks)
    looked, left = _searched(marks)
    objects = places.objects(marks)
    away = [evidence.or_fault(partial(_distant, name, plan), _away) for name in places.elsewhere()]
    known = {(row.kind, row.digest) for row in read_rows()}
    unit = place(evidence.setting("attest", "unit_keys", kind=str), plan.unit) if plan.unit else None
    return Erased(
        receipt=plan.id,
        looked_at=looked,
        left=[*left, *(f"git: {one}" for one in objects), *(one for some in away for one in some.left)],
        upstream=[path.as_posix() for path in places.upstream() if marks.are_in(path)],
        not_hidden=sum((one.kind, one.digest) not in known for one in plan.hidden),
        roots=_roots(receipt),
        key_left=bool(unit and unit.exists()),
        tainted=[one for one in receipts.tainted(evidence.adapters()) if one.receipt == plan.id],
        not_looked_at=[one.why for one in away if one.why],
        unapproved=unapproved(receipt),
    )


class _Away(NamedTuple):
    """What is so of a remote that is no folder here."""

    left: list[str]
    why: str
    """Why not all of it was looked at; empty when it was."""


def _away(why: str) -> _Away:
    return _Away([], f"{why} Then run `adaptrail audit erase --apply` with its plan again")


def _distant(name: str, plan: Plan) -> _Away:
    """Return the objects of a plan that a remote still has; raises PipelineError when it cannot be listed.

    Of its other objects those are looked at that lie in a place here, too, under the same name.
    """
    there, gone = distant.listed(name), distant.digests(plan)
    others = {hit.path for hit, _ in places.files() if hit.place != "project"}
    unknown = there - gone - distant.named(others)
    remote = name.removeprefix(places.REMOTE)
    fetch = f"`dvc fetch -r {remote} --all-commits`"
    why = f"{name}: {len(unknown)} objects that are in no place here, expected to search all. Run {fetch}"
    return _Away([f"{name}: {digest}" for digest in sorted(there & gone)], why * bool(unknown))


def _searched(marks: Marks) -> tuple[dict[str, int], list[str]]:
    looked: dict[str, int] = defaultdict(int)
    left = []
    for hit, path in places.files():
        looked[hit.place] += 1
        if marks.are_in(path) and not shards.is_trained(path):
            left.append(f"{hit.place}: {hit.path}")
    return dict(looked), left


def _roots(receipt: Statement) -> list[str]:
    """Return the shards that do not give their root: of the run it was for, while that lies here, and of
    older
    ones."""
    plan = receipt.predicate
    olds = [
        (where(root, new.md5), new.root)
        for name, root in places.roots().items()
        for new in plan.instead.values()
        if name != "project" and where(root, new.md5).is_file()
    ]
    lost = [new.md5 for new in plan.instead.values() if not _is_anywhere(new.md5)]
    wrong = [str(path) for path, root in olds if shard_root(path.read_bytes().splitlines()) != root]
    return [*lost, *wrong]


def _is_anywhere(md5: str) -> bool:
    return any(where(root, md5).is_file() for name, root in places.roots().items() if name != "project")


def _lines(one: Erased) -> str:
    searched = ", ".join(f"{count} files of {place}" for place, count in sorted(one.looked_at.items()))
    return "\n".join(
        [
            f"{'yes' if one.holds else 'NO '} {one.receipt}: searched {searched} and the objects of Git",
            *_listed("still stands in", one.left),
            *_listed("does not give its root", one.roots),
            *_listed("not done", one.not_looked_at),
            *(
                [f"    {one.not_hidden} digests are not in governance/suppressions.jsonl"]
                * bool(one.not_hidden)
            ),
            *(["    the key of its source is still there"] * one.key_left),
            *_listed("not proved", [one.unapproved] * bool(one.unapproved)),
            *_listed("given to the project, erase it there", one.upstream),
            *_listed("learnt it, train again", [taint.adapter for taint in one.tainted]),
        ]
    )


def _listed(said: str, names: Iterable[str]) -> list[str]:
    every = list(names)
    more = [f"    and {len(every) - SHOWN} more"] if len(every) > SHOWN else []
    return [*(f"    {said}: {on_one_line(name)}" for name in every[:SHOWN]), *more]

"""Answer who said what of names, findings, documents and samples, and since when, as Git knows it."""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from apps.audit import evidence, question
from apps.audit.question import Answer, Shown
from apps.review.inspection import INSPECTIONS, Inspection
from apps.review.statistics import disputed, said_of_findings
from stages.anonymize.reviews import CONFIRMATIONS, LABELS, read_reviews
from stages.core.records.confirmation import Confirmation
from stages.core.records.label import Label
from stages.core.records.verdict import Verdict
from stages.crawl.git_command import git
from stages.gate.reviews import VERDICTS
from stages.screen.params import Policy, Release

SIGNATURES = {
    "G": "good",
    "U": "good, by a key of unknown validity",
    "B": "BAD",
    "X": "good, expired since",
    "Y": "good, by a key that has expired",
    "R": "BAD, by a key that was revoked",
    "E": "not checked: its key is not here",
    "N": "none",
}
"""What Git's `%G?` says."""
HERE = Path()
LABELLED = {"T": "true", "F": "false", "X": "unsure"}


class Commit(NamedTuple):
    """Who brought a line into Git, and when; as whoever wrote the commit says."""

    id: str
    author: str
    at: str
    """ISO 8601."""
    signature: str


class Approval(NamedTuple):
    """One line of a file of `governance/`."""

    file: str
    line: int
    about: str
    """Kind of a name, rule of a finding, `document` or `sample`; and the start of its digest."""
    said: str
    reviewer: str
    key: str
    """Check value of the key of the fingerprint: by another key than the settings name it holds for nothing;
    empty for a document or a sample."""
    commit: Commit | None
    """None while the line is not committed."""


class Approvals(NamedTuple):
    """What people decided."""

    approvals: list[Approval]
    disputed: int
    """Findings about which reviewers disagree: nobody is sure of them."""
    releases: list[Release]
    """Entries of `screen.policy.releases`, which let quarantined files through."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    question.add(questions, "approvals", "say who decided what, and since when, as Git knows it", answer)


def answer(_: argparse.Namespace) -> Answer:
    """Return yes when somebody decided something, all of it is committed, and no signature is bad."""
    found = decided()
    check = evidence.setting("anonymize", "key_check", kind=str)
    rows = [
        (f"{one.file}:{one.line}", one.about, _said(one, check), one.reviewer, *_known(one.commit))
        for one in found.approvals
    ]
    headings = ("where", "about", "said", "reviewer", "commit", "author", "at", "signature")
    shown: list[Shown] = [
        question.table(headings, rows) if rows else "NO: governance/ holds no decision of anybody",
        f"{len(rows)} decisions, {found.disputed} findings about which reviewers disagree",
        *(
            f"released: {one.source}:{one.path} under {one.licence}, by {one.who}: {one.reason}"
            for one in found.releases
        ),
        "Author and time are what the commit says; only a good signature binds them to a key.",
    ]
    return Answer(found, shown, is_yes=bool(rows) and all(map(_holds, found.approvals)))


def decided() -> Approvals:
    """Return what people decided, in governance/ and in the settings."""
    return Approvals(
        approvals=list(approvals()),
        disputed=len(disputed(said_of_findings(read_reviews(LABELS, Label)))),
        releases=evidence.setting("screen", "policy", kind=Policy).releases,
    )


def _said(one: Approval, check: str) -> str:
    return one.said if one.key in ("", check) else f"{one.said}, by another key: holds for nothing"


def _known(commit: Commit | None) -> tuple[str, ...]:
    return (commit.id[:12], *commit[1:]) if commit else ("NOT COMMITTED", "-", "-", "-")


def _holds(one: Approval) -> bool:
    return one.commit is not None and not one.commit.signature.startswith("BAD")


def approvals() -> Iterator[Approval]:
    """Yield every line of the files of reviews, with the commit that brought it in."""
    yield from _approvals(CONFIRMATIONS, Confirmation, _name)
    yield from _approvals(LABELS, Label, _finding)
    yield from _approvals(INSPECTIONS, Inspection, _document)
    yield from _approvals(VERDICTS, Verdict, _sample)


def _name(row: Confirmation) -> tuple[str, str]:
    return f"{row.kind} {row.fingerprint[:12]}", row.decision


def _finding(row: Label) -> tuple[str, str]:
    return f"{row.rule} {row.entity} {row.fingerprint[:12]}", LABELLED[row.label]


def _sample(row: Verdict) -> tuple[str, str]:
    return f"sample {row.sample[:12]}", row.verdict


def _document(row: Inspection) -> tuple[str, str]:
    return f"document {row.blob[:12]}", row.found


def _approvals(path: Path, kind: type[Any], describe: Callable[[Any], tuple[str, str]]) -> Iterator[Approval]:
    rows = read_reviews(path, kind)
    introduced = _introduced(path) if rows else []
    known = commits(introduced)
    for number, row in enumerate(rows):
        commit = known.get(introduced[number]) if number < len(introduced) else None
        yield Approval(str(path), number + 1, *describe(row), row.reviewer, getattr(row, "key", ""), commit)


def _introduced(path: Path) -> list[str]:
    """Return the commit that brought in each line of a file, as it lies here; none for a file not in Git."""
    if not git(HERE, str(path), "ls-tree", "--name-only", "HEAD", "--", str(path)):
        return []
    words = ("-c", "blame.ignoreRevsFile=", "blame", "--line-porcelain", "--", str(path))
    printed = git(HERE, str(path), *words).decode(errors="replace")
    return re.findall(r"^([0-9a-f]{40,64}) [0-9]+ [0-9]+", printed, re.MULTILINE)


def commits(ids: Iterable[str]) -> Mapping[str, Commit]:
    """Return commits by id; the id of zeros, which a line that is not committed has, is left out."""
    asked = sorted({one for one in ids if one.strip("0")})
    if not asked:
        return {}
    words = ("-c", "log.showSignature=false", "log", "--no-walk", "--format=%H%x00%an%x00%aI%x00%G?", *asked)
    lines = git(HERE, "governance", *words).decode(errors="replace").splitlines()
    rows = [line.split("\0") for line in lines]
    return {
        one: Commit(one, author, at, SIGNATURES.get(signature, signature))
        for one, author, at, signature in rows
    }

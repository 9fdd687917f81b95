"""Answer which licences are in the data, on what ground, and which adapters read records under them."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from apps.audit import evidence, question
from apps.audit.question import Answer, counted
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.screen.params import Policy
from stages.screen.policy import class_of

Classify = Callable[[str, str], tuple[str, str]]
"""The policy's class of a licence in a source of a class, and what is done with it."""


class Licence(NamedTuple):
    """One licence in one class of sources."""

    licence: str
    """SPDX expression; empty for files that were dropped before it was decided."""
    source_class: str
    policy_class: str
    """`own`, `permissive`, `weak`, `strong` or `unknown`, by `screen.policy`; empty when none was decided."""
    action: str
    """`allow`, `quarantine` or `deny`; empty when no licence was decided."""
    kept: int
    """Files."""
    dropped: int
    """Files."""
    basis: dict[str, int]
    """Kept files by what their licence rests on: `header`, `file`, `declared`, each with `, released`."""
    used: dict[str, int]
    """Rows by adapter, over train, validation and test; files that the embedded base was given as `base`."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions, "licences", "list the licences with files, records and the adapters that read them", answer
    )
    question.add_adapter(asked)


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when everything that was kept or used has a licence that the policy lets through."""
    adapters = evidence.chosen(arguments.adapter)
    readers = {*adapters, *([] if arguments.adapter else ["base"])}
    found = [
        one
        for one in licences(evidence.ledger(), evidence.origins(), classified, readers)
        if one.used or not arguments.adapter
    ]
    rows = [
        (
            one.licence or "(none)",
            one.source_class,
            f"{one.policy_class}: {one.action}" if one.action else "-",
            one.kept,
            one.dropped,
            counted(one.basis),
            counted(one.used),
        )
        for one in found
    ]
    headings = (
        "licence",
        "sources",
        "policy",
        "files kept",
        "dropped",
        "files kept by basis",
        "rows used by",
    )
    faults = [
        f"NO {one.licence or '(none)'}: in use, and screen.policy does not let it through"
        for one in found
        if not _is_let_through(one)
    ]
    return Answer(found, [question.table(headings, rows), *faults], is_yes=not faults)


def _is_let_through(one: Licence) -> bool:
    if not (one.kept or one.used) or one.action == "allow":
        return True
    released = [basis.endswith(", released") for basis in one.basis]
    return one.action == "quarantine" and bool(released) and all(released)


def classified(licence: str, source_class: str) -> tuple[str, str]:
    """Return the policy's class of a licence, and what is done with it.

    In the safe zone the name of a LicenseRef is a pseudonym: that of a source of the house is taken to be the
    declared one, as `screen` has found.
    """
    if not licence:
        return "", ""
    policy = evidence.setting("screen", "policy", kind=Policy)
    found = class_of(licence, licence if source_class in policy.owned else "", policy)
    return found, (policy.actions | policy.by_source_class.get(source_class, {}))[found]


def licences(
    rows: Iterable[LedgerRow], origins: Iterable[Origin], classify: Classify, readers: set[str]
) -> list[Licence]:
    """Return every licence of files and of rows that `readers` used, by class of source and name."""
    every = list(origins)
    by_file = {origin.document: origin for origin in every}
    classes = {origin.source: origin.source_class for origin in every}
    files: dict[tuple[str, str], list[LedgerRow]] = defaultdict(list)
    used: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        place = (classes.get(row.source, ""), row.licence)
        if row.kind == "file":
            files[place].append(row)
        used[place].update(name for entry in row.used if (name := entry.split("/")[0]) in readers)
    return [
        _licence(place, files.get(place, []), used[place], by_file, classify)
        for place in sorted(files.keys() | {place for place, counts in used.items() if counts})
    ]


def _licence(
    place: tuple[str, str],
    files: list[LedgerRow],
    used: Counter[str],
    origins: dict[str, Origin],
    classify: Classify,
) -> Licence:
    source_class, licence = place
    policy_class, action = classify(licence, source_class)
    kept = [row for row in files if row.status == "kept"]
    basis = Counter(_basis(origins[row.item].licence_basis) for row in kept if row.item in origins)
    return Licence(
        licence=licence,
        source_class=source_class,
        policy_class=policy_class,
        action=action,
        kept=len(kept),
        dropped=len(files) - len(kept),
        basis=dict(sorted(basis.items())),
        used=dict(sorted(used.items())),
    )


def _basis(text: str) -> str:
    """Return the kind of a basis: `file:LICENSE, released` is a released `file`."""
    kind = text.partition(":")[0].partition(",")[0]
    return f"{kind}, released" if text.endswith(", released") else kind

"""Annotate each file with language and licence, and drop what may not or need not be read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stages.core.errors import PipelineError
from stages.core.formats.change import changed
from stages.core.records.annotation import Annotation
from stages.core.records.drop import Drop
from stages.core.records.file import File
from stages.core.records.screened_file import ScreenedFile
from stages.core.records.snapshot import Snapshot
from stages.screen.gates import LINK, Refusal, Subject, refusal
from stages.screen.licence_texts import RESERVED, UNKNOWN
from stages.screen.licences import Licence, by_folder, is_licence_file, licence_of
from stages.screen.params import ScreenParams
from stages.screen.policy import decider
from stages.screen.reuse import is_rules, rule_of

Annotations = Mapping[tuple[str, str], Annotation]
"""By blob and path; a submodule has none."""

NOTHING = Annotation(
    blob="", path="", language="unknown", encoding="missing", generated="", vendored="", minified=False,
    pointer=False, lines=0, mean_line=0.0, longest_line=0, letters=0.0, header="", licence_text="",
)  # fmt: skip
"""Stands for a content that is not here: that of a submodule, or one that its source lacks."""

RELEASED = "released"
"""What the basis of a licence ends with when an entry of `releases` lets the file through."""


class Screened(NamedTuple):
    """What `screen` writes, both in the order of the files."""

    kept: list[ScreenedFile]
    drops: list[Drop]


def screen(
    snapshots: list[Snapshot], files: list[File], annotations: Annotations, params: ScreenParams
) -> Screened:
    """Return the files that pass every gate, and a drop with rule, value and threshold for every other."""
    standing = [file for file in files if not changed(file.path)]
    judged = [
        (subject, refusal(subject, params)) for subject in _subjects(snapshots, standing, annotations, params)
    ]
    about = {(subject.file.source, subject.file.path): (subject, refused) for subject, refused in judged}
    judged += [
        _judged_change(file, about.get((file.source, one.path)), annotations, params)
        for file in files
        if (one := changed(file.path))
    ]
    judged.sort(key=lambda entry: (entry[0].file.source, entry[0].file.path))
    return Screened(
        [_kept(subject) for subject, refused in judged if not refused],
        [_drop(subject.file, refused) for subject, refused in judged if refused],
    )


def _judged_change(
    file: File, about: tuple[Subject, Refusal | None] | None, annotations: Annotations, params: ScreenParams
) -> tuple[Subject, Refusal | None]:
    """Judge a change: it has the licence of the file that it changed, and goes on only where that does."""
    if about is None:
        raise PipelineError(
            f"{file.source}:{file.path}: the file that it changed is not read, expected it. "
            "Run `dvc repro` again."
        )
    whole, refused = about
    subject = whole._replace(file=file, annotation=annotations.get((file.blob, file.path), NOTHING))
    if refused:
        return subject, Refusal("changed-file", refused.rule, "a file that goes on")
    return subject, refusal(subject, params)


def _subjects(
    snapshots: list[Snapshot], files: list[File], annotations: Annotations, params: ScreenParams
) -> Iterator[Subject]:
    declared = {snapshot.source: Licence(snapshot.licence, "declared") for snapshot in snapshots}
    folders = _folders(files, annotations, params)
    rules = _rules(files, annotations)
    decide = decider(params.policy)
    for file in files:
        said = annotations.get((file.blob, file.path), NOTHING)
        own = said.header == RESERVED and file.source_class in params.policy.owned
        licence = declared[file.source]
        if not own:
            rule = rule_of(file.path, rules[file.source])
            licence = licence_of(file.path, said.header, rule, folders[file.source], licence)
        yield Subject(file, said, licence, decide(file, licence, declared[file.source].spdx))


def _rules(files: list[File], annotations: Annotations) -> dict[str, dict[str, str]]:
    """Return the rules of each REUSE.toml, by source and path."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in files:
        if is_rules(file.path) and file.mode != LINK and (file.blob, file.path) in annotations:
            found[file.source][file.path] = annotations[file.blob, file.path].licence_text
    return found


def _folders(
    files: list[File], annotations: Annotations, params: ScreenParams
) -> dict[str, dict[str, Licence]]:
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for file in files:
        if file.mode == LINK or is_rules(file.path):
            continue
        said = annotations.get((file.blob, file.path))
        spdx = said.licence_text if said else UNKNOWN if is_licence_file(file.path) else ""
        if spdx and (spdx != UNKNOWN or file.source_class not in params.policy.owned):
            texts[file.source].append((file.path, spdx))
    return defaultdict(dict, {source: by_folder(found) for source, found in texts.items()})


def _kept(subject: Subject) -> ScreenedFile:
    file, found, decision = subject.file, subject.licence, subject.decision
    return ScreenedFile(
        source=file.source,
        commit=file.commit,
        path=file.path,
        blob=file.blob,
        size=file.size,
        reading=file.reading,
        asset=file.asset,
        source_class=file.source_class,
        language=subject.annotation.language,
        licence=found.spdx,
        licence_basis=f"{found.basis}, {RELEASED}" if decision.release else found.basis,
        policy_class=decision.policy_class,
    )


def _drop(file: File, refused: Refusal) -> Drop:
    return Drop(
        stage="screen",
        item=f"{file.source}:{file.path}",
        source=file.source,
        path=file.path,
        blob=file.blob,
        commit=file.commit,
        rule=refused.rule,
        value=refused.value,
        threshold=refused.threshold,
        duplicate_of="",
    )

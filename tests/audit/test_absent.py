"""What is in is found, whatever its name and layout are; what is not in is proved not to be."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from apps.audit.proof import absent_file, absent_source
from apps.audit.windows import Widths, copies, windows
from stages.attest.attest import ledger
from stages.attest.merkle import leaf_hash
from stages.attest.shards import Erased, shards
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from tests.audit.project import LIST, METHODS, ORIGINS, OTHER, RAW, RUN, SPLIT, ask, fates, told
from tests.audit.test_approvals import git

Captured = pytest.CaptureFixture[str]
ROWS = ledger(fates(ORIGINS, SPLIT), RUN.units)
WIDTHS = Widths(window=30, distinct=8, run=65)
UNLIKE = "".join(f"def other{n}(self, key{n}):\n    return self.cache[key{n}] or {n}\n" for n in range(40))
LICENCE = "/*\n * Copyright 2026 Somebody. Licensed under the Apache License, Version 2.0.\n */\n"


def plant(folder: Path, text: str, name: str = "Found.java") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def present(answer: Any) -> set[str]:  # noqa: ANN401
    return {layer["layer"].split(" ")[0] for layer in answer["layers"] if layer["hits"]}


@pytest.mark.parametrize(
    ("text", "layers"),
    [
        (OTHER, {"blob", "whole", "near"}),
        (OTHER.replace("\n", "\r\n"), {"whole", "near"}),
        ("\ufeff" + OTHER.replace(";\n", ";   \n"), {"whole", "near"}),
        (OTHER.replace("\n", "\n\t\t"), {"near"}),
        (LICENCE + "package vendored;\n" + OTHER, {"near"}),
        ("import other.Thing;\n" + OTHER.replace("Other", "Vendored").replace("fill", "load"), {"near"}),
        (UNLIKE + OTHER + UNLIKE, {"near"}),
        (UNLIKE + LIST[: len(LIST) // 3], {"near"}),
        ("class Use {\n" + METHODS[0] + "\n}\n", set()),
        (UNLIKE, set()),
        (LICENCE + UNLIKE, set()),
        ("", set()),
    ],
    ids=[
        "the file",
        "other line ends",
        "other white space",
        "indented",
        "vendored",
        "renamed",
        "part of a larger file",
        "a third of it",
        "too short to tell",
        "another file",
        "another file with a licence",
        "an empty file",
    ],
)
def test_a_copy_is_found_whatever_its_name_and_layout(
    text: str, layers: set[str], project: Path, capsys: Captured
) -> None:
    place = plant(project.parent / "planted", text)
    code, answer = ask(capsys, "prove-absent", str(place))
    assert (code, present(answer)) == (int(bool(layers)), layers)


def test_a_masked_file_is_found_by_its_blob_and_as_a_near_copy(project: Path, capsys: Captured) -> None:
    code, answer = ask(capsys, "prove-absent", str(plant(project.parent / "planted", RAW)))
    assert (code, present(answer)) == (1, {"blob", "near"})
    assert answer["layers"][0]["hits"][0]["found"] == "shop:Key.java"


def test_records_are_compared_for_themselves(project: Path, capsys: Captured) -> None:
    long = " ".join(METHODS)
    known = windows([("record", long)], WIDTHS)
    found = copies(windows([("file", f"{UNLIKE}\n{long}\n{UNLIKE}")], WIDTHS), known, WIDTHS)
    assert [(one.asked, one.found, one.share) for one in found] == [("file", "record", 1.0)]
    assert ask(capsys, "prove-absent", str(plant(project.parent / "x", UNLIKE)))[0] == 0


@pytest.mark.parametrize("text", ["| --- | --- | --- |\n" * 40, "{}, " * 200, "0, 0, 0, 0,\n" * 50])
def test_what_everybody_writes_is_no_copy(text: str) -> None:
    known = windows([("ours", text)], WIDTHS)
    assert copies(windows([("theirs", text)], WIDTHS), known, WIDTHS) == []
    assert known.short == ["ours"]


def test_a_blob_of_the_history_is_found(
    project: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = plant(project.parent / "repository", OTHER)
    monkeypatch.chdir(place)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "with it")
    plant(place, UNLIKE)
    git("commit", "--quiet", "--all", "--message", "without it")
    monkeypatch.chdir(project)
    code, answer = ask(capsys, "prove-absent", str(place))
    assert (code, present(answer)) == (1, {"blob"})
    assert answer["layers"][0]["asked"] == 2


def test_a_shallow_clone_does_not_hold_its_history(project: Path, capsys: Captured) -> None:
    origin, clone = project.parent / "origin", project.parent / "clone"
    plant(origin, UNLIKE)
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "1"]):
        git("-C", str(origin), *words)
    git("-C", str(origin), "commit", "--quiet", "--allow-empty", "-m", "2")
    git("clone", "--quiet", "--depth", "1", f"file://{origin}", str(clone))
    with pytest.raises(PipelineError, match="a shallow clone, expected the whole history"):
        told(capsys, "prove-absent", str(clone))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda place: place.mkdir(), "no file, expected at least one"),
        (lambda place: git("init", "-q", str(place)), "no blob, expected a repository"),
        (lambda place: plant(place, "# v2 git bundle\n", "a.bundle"), "a bundle, expected a repository"),
    ],
    ids=["empty folder", "empty repository", "bundle"],
)
def test_a_place_that_holds_nothing_readable_is_one_line(
    make: Callable[[Path], object], said: str, project: Path, capsys: Captured
) -> None:
    place = project.parent / "place"
    make(place)
    with pytest.raises(PipelineError) as error:
        told(capsys, "prove-absent", str(place))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("name", "is_in"),
    [
        ("shop", True),
        ("shop:Key.java", True),
        ("shop:Big.sql", True),
        ("sho", False),
        ("shops", False),
        ("shop:Key.jav", False),
        ("shop:Key.java2", False),
        ("a", False),
        ("zzz", False),
    ],
)
def test_a_name_is_in_or_two_neighbours_show_that_it_is_not(name: str, is_in: bool, capsys: Captured) -> None:
    code, answer = ask(capsys, "prove-absent", "--named", name)
    assert code == 1
    assert (bool(answer["layers"][0]["hits"]), answer["proof"] is None) == (is_in, is_in)


def test_a_name_and_a_place_that_are_not_in_are_a_yes(project: Path, capsys: Captured) -> None:
    place = str(plant(project.parent / "planted", UNLIKE))
    assert ask(capsys, "prove-absent", place, "--named", "stranger")[0] == 0
    assert ask(capsys, "prove-absent", place, "--named", "shop")[0] == 1
    with pytest.raises(PipelineError, match="nope: no such adapter"):
        told(capsys, "prove-absent", place, "--adapter", "nope")


def test_a_ledger_that_is_not_sorted_proves_nothing() -> None:
    lines = [canonical(row) for row in reversed(ROWS)]
    with pytest.raises(PipelineError, match="not sorted by kind and item"):
        absent_file(shards(ROWS, RUN), "shop:M", lines)


def test_a_neighbour_that_was_erased_proves_nothing() -> None:
    lines = [canonical(row) for row in ROWS]
    found = shards(ROWS, RUN)
    shown = absent_file(found, "shop:M", lines)
    assert shown
    assert shown.before
    place = shown.before.position
    lines[place] = canonical(Erased(erased=leaf_hash(lines[place]).hex(), receipt="r"))
    with pytest.raises(PipelineError, match="a row beside 'shop:M' was erased"):
        absent_file(found, "shop:M", lines)


def test_a_source_is_absent_between_its_neighbours() -> None:
    found = [msgspec.structs.replace(shards(ROWS, RUN)[0], source=name) for name in ("bazaar", "shop")]
    shown = absent_source(found, "mall")
    assert shown
    assert [json.loads(side.row)["source"] for side in (shown.before, shown.after) if side] == [
        "bazaar",
        "shop",
    ]
    assert absent_source(found, "shop") is None

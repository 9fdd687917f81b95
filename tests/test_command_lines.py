"""Every command takes exactly the words that it reads; another number is one line and exit code 1."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.adaptrail import parser
from stages.compose import kinds
from tests.layout import ROOT
from tests.small_model import environment

MATRIX = ("train", "evaluate", "probe")


def fault(folder: Path, *words: str) -> str:
    """The one line that a command gives."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize("stage", sorted(kinds()))
def test_a_stage_refuses_words_that_it_does_not_read(stage: str, tmp_path: Path) -> None:
    usage = f"usage: python -m stages.{stage}{' ADAPTER' if stage in MATRIX else ''}: found "
    assert usage in fault(tmp_path, f"stages.{stage}", "a", "b")
    if stage in MATRIX:
        assert f"{usage}0 arguments, expected 1" in fault(tmp_path, f"stages.{stage}")


@pytest.mark.parametrize("stage", sorted(kinds()))
def test_a_stage_refuses_an_empty_params_yaml(stage: str, tmp_path: Path) -> None:
    (tmp_path / "params.yaml").write_bytes(b"")
    words = ["a"] if stage in MATRIX else []
    assert "params.yaml: empty, expected a mapping" in fault(tmp_path, f"stages.{stage}", *words)


@pytest.mark.parametrize("stage", MATRIX)
def test_a_stage_of_the_matrix_refuses_an_unknown_adapter(stage: str, tmp_path: Path) -> None:
    (tmp_path / "params.yaml").write_text("adapters: [write-test]\n", encoding="utf-8")
    said = fault(tmp_path, f"stages.{stage}", "write-tests")
    assert "adapter 'write-tests': not known, expected one of write-test." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "usage: adaptrail: the following arguments are required: command"),
        (["nope"], "invalid choice: 'nope'"),
        (["sources"], "usage: adaptrail sources: the following arguments are required: action"),
        (["sources", "list", "x"], "unrecognized arguments: x"),
        (["sources", "add", "x"], "the following arguments are required: --kind"),
        (["sources", "add", "x", "--kind", "svn"], "argument --kind: invalid choice: 'svn'"),
        (["sources", "remove"], "the following arguments are required: name"),
        (["audit"], "usage: adaptrail audit: the following arguments are required: question"),
        (["audit", "trace"], "the following arguments are required: item"),
        (["audit", "trace", "a", "b"], "unrecognized arguments: b"),
        (["audit", "replay", "x"], "unrecognized arguments: x"),
        (["audit", "report", "--nope"], "unrecognized arguments: --nope"),
        (["review"], "usage: adaptrail review: the following arguments are required: thing"),
        (["review", "anonymize"], "the following arguments are required: --reviewer"),
        (["review", "samples"], "the following arguments are required: --reviewer"),
        (["review", "lexicon"], "the following arguments are required: --reviewer"),
        (["review", "stats", "x"], "unrecognized arguments: x"),
        (["doctor", "x"], "unrecognized arguments: x"),
    ],
)
def test_a_command_of_adaptrail_refuses_missing_and_extra_words(
    words: list[str], said: str, tmp_path: Path
) -> None:
    assert said in fault(tmp_path, "apps.adaptrail", *words)


def parsers(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its commands."""
    yield top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers(below)


@pytest.mark.parametrize("command", list(parsers(parser())), ids=lambda command: command.prog)
def test_a_command_and_its_words_say_what_they_are_for(command: argparse.ArgumentParser) -> None:
    assert str(command.description).endswith(".")
    words = [action for action in command._actions if not isinstance(action, argparse._SubParsersAction)]
    assert not [word.dest for word in words if not word.help]
    assert command.format_help()


CONFIG = (
    "defaults:\n  - adapter: [story]\n  - train: cpu\n  - _self_\nseed: 1\n"
    "adapters: ${oc.dict.keys:split.adapters}\n"
)


def conf(folder: Path, config: str) -> None:
    """A conf/ with one adapter and one way to train."""
    for name in ("adapter", "train"):
        (folder / "conf" / name).mkdir(parents=True)
    (folder / "conf/config.yaml").write_text(config, encoding="utf-8")
    story = "# @package split.adapters.story\na: 1\n"
    (folder / "conf/adapter/story.yaml").write_text(story, encoding="utf-8")
    (folder / "conf/train/cpu.yaml").write_text("rate: 1\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("--nope", "usage: python -m stages.compose: found '--nope', expected `--check` or overrides. See"),
        ("--chekc", "found '--chekc', expected `--check`"),
        ("nope", "override 'nope': found no setting with one value, expected `train=lora_gpu`"),
        ("+x=[", "override '+x=[': found no setting"),
        ("=", "override '=': found no setting"),
        ("seed=1,2", "override 'seed=1,2': found no setting with one value"),
        ("adapter=[]", "override 'adapter=[]': found none, expected files of conf/adapter/: story. Name"),
        (
            "adapter=null",
            "override 'adapter=null': found another one, expected files of conf/adapter/: story",
        ),
        ("adapter=[story,tale]", "found another one, expected files of conf/adapter/: story"),
        ("train=nope", "override 'train=nope': found another one, expected files of conf/train/: cpu. Name"),
        (
            "zeed=1",
            "conf/: Could not override 'zeed', expected files and settings of conf/. Mend",
        ),
        ("seed=${nope}", "conf/: Interpolation key 'nope' not found, expected a value for each `${...}`"),
    ],
)
def test_compose_refuses_what_is_no_override(word: str, said: str, tmp_path: Path) -> None:
    conf(tmp_path, CONFIG)
    assert said in fault(tmp_path, "stages.compose", word)


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (
            CONFIG.replace("[story]", "[]"),
            "conf/: Key not found: 'split.adapters', expected a value for each",
        ),
        (CONFIG + "a: [\n", "conf/config.yaml:8: no YAML, expected it. Mend the file."),
        (CONFIG + "a: &a [*a]\n", "conf/: maximum recursion depth exceeded"),
        (CONFIG.replace("cpu", "gpu"), "conf/: In 'config': Could not find 'train/gpu', expected files"),
    ],
)
def test_compose_refuses_a_conf_that_gives_no_settings(config: str, said: str, tmp_path: Path) -> None:
    conf(tmp_path, config)
    assert said in fault(tmp_path, "stages.compose")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("", "conf/adapter/tale.yaml: found no such line, expected '# @package split.adapters.tale': it"),
        ("# @package split.adapters.story", "found '# @package split.adapters.story', expected '# @package "),
        ("# @package split.adapter.tale", "found '# @package split.adapter.tale', expected"),
        ("# Tells.\n#@package split.adapters.tale", "found '#@package split.adapters.tale', expected"),
    ],
)
def test_compose_refuses_a_file_that_lands_elsewhere(header: str, said: str, tmp_path: Path) -> None:
    """Its settings would be lost without a word, or take the place of those of another file."""
    conf(tmp_path, CONFIG)
    (tmp_path / "conf/adapter/tale.yaml").write_text(f"{header}\na: 1\n", encoding="utf-8")
    assert said in fault(tmp_path, "stages.compose")


def test_compose_tells_how_it_is_called(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "stages.compose", "--help"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "python -m stages.compose --check" in done.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["api_round_trip"], 1, "usage: python -m bench.api_round_trip FOLDER"),
        (
            ["api_round_trip", "nowhere"],
            0,
            f"not measured: needs {Path('nowhere', 'paypal')}: name a place that has it",
        ),
        (["method_yield", "nowhere"], 1, "not measured: needs a Git directory, found none in nowhere"),
        (["model", "nowhere"], 1, "not measured: needs a Git directory, found none in nowhere"),
    ],
)
def test_a_bench_says_which_folder_it_lacks(words: list[str], code: int, said: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{words[0]}", *words[1:]],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, f"{done.stdout}{done.stderr}".strip()) == (code, said)


def test_the_round_trip_names_a_file_that_is_no_api(tmp_path: Path) -> None:
    for name in ("paypal", "mermade/fail", "mermade/pass", "mermade/malicious"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "paypal/package.json").write_text('{"name": "specs", "paths": ["openapi"]}')
    (tmp_path / "paypal/broken.json").write_text("{")
    done = subprocess.run(
        [sys.executable, "-m", "bench.api_round_trip", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == [
        "round trip: paypal/broken.json is no OpenAPI 3 in JSON, not counted",
        "round trip: paypal/package.json is no OpenAPI 3 in JSON, not counted",
        "round trip: 0 of 0 operations kept, not measured",
    ]

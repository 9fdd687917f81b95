"""A setting that a stage refuses is one line: the key, what was found, what is expected, where to mend it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from stages.compose import compose, kinds
from stages.core.errors import PipelineError
from stages.core.params import checked, load_params, refuse_unknown_adapter
from tests.layout import ROOT, Number, numbers, section_of

COMPOSED: dict[str, Any] = {name: section_of(name) for name in kinds()}
NUMBERS = [
    number for stage, kind in kinds().items() for number in numbers(stage, msgspec.inspect.type_info(kind))
]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refusal(key: str, value: object) -> str:
    """What a stage says when the setting at `key` is `value`; empty when it is accepted."""
    section, *path = _keys(key, COMPOSED)
    try:
        checked(section, _with(COMPOSED[section], path, value), kinds()[section])
    except PipelineError as error:
        return str(error)
    return ""


def _with(inner: Any, path: list[str], value: object) -> object:  # noqa: ANN401
    if not path:
        return value
    return {**inner, path[0]: _with(inner.get(path[0]), path[1:], value)}


def _keys(key: str, inner: Any) -> Iterator[str]:  # noqa: ANN401
    """The parts of a dotted key; `*` is the first key that is there, or any where there is none."""
    for part in key.split("."):
        found = next(iter(inner), "any") if part == "*" else part
        inner = inner.get(found) if isinstance(inner, dict) else None
        yield found


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.key)
def test_a_number_beyond_its_bounds_is_refused_by_its_key(number: Number) -> None:
    assert number.low is not None
    assert number.high is not None
    step = 1 if number.whole else 0.001
    key = ".".join(_keys(number.key, COMPOSED))
    beyond = {number.low if number.open_low else number.low - step}
    beyond |= {number.high if number.open_high else number.high + step}
    for value in sorted(beyond):
        said = refusal(number.key, value)
        assert said.startswith(f"params.yaml: {key}: found {value}, expected `")
        assert "Mend it in conf/" in said


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.key)
def test_the_bounds_themselves_are_accepted(number: Number) -> None:
    """Unless another setting contradicts them: then both are named."""
    for value, is_open in ((number.low, number.open_low), (number.high, number.open_high)):
        said = "" if is_open else refusal(number.key, value)
        assert "found" not in said


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("split.max_train", -5, "split.max_train: found -5, expected `int` >= 1. Mend it in conf/split/."),
        ("split.max_train", 2.5, "found 2.5, expected `int`, got `float`"),
        ("split.max_train", "400", "found '400', expected `int`, got `str`"),
        ("split.max_train", True, "found True, expected `int`, got `bool`"),
        ("split.max_train", None, "found None, expected `int`, got `null`"),
        ("split.near", float("nan"), "split.near: found nan, expected `float` > 0.0"),
        ("train.rate", float("inf"), "train.rate: found inf, expected `float` <= 1.0"),
        ("train.lora.r", 0, "train.lora.r: found 0, expected `int` >= 1. Mend it in conf/train/."),
        (
            "gate.standards.single-ac.threshold",
            -1,
            "standards.single-ac.threshold: found -1, expected `float` >= 0.0. Mend it in conf/standards/.",
        ),
        (
            "build.recipes.write_test.limits.pack",
            -1,
            "build.recipes.write_test.limits.pack: found -1, expected `int` >= 0. Mend it in conf/recipes/.",
        ),
        ("split.adapters.api-design.recipes", [3], "split.adapters.api-design.recipes.0: found 3"),
        ("crawl.sources.backlog.kind", "svn", "crawl.sources.backlog.kind: found 'svn', expected one of"),
        ("crawl.sources.backlog.kind", "x\ny" * 99, r"found 'x\ny"),
        ("crawl.sources", None, "crawl.sources: found None, expected `object`"),
        ("crawl.cache", {"a": 1}, "crawl.cache: Expected `str`, got `object`"),
        ("base.scratch", {}, "base.scratch: Object missing required field `source_classes`"),
    ],
)
def test_the_line_names_key_value_and_place(key: str, value: object, said: str) -> None:
    found = refusal(key, value)
    assert said in found
    assert "\n" not in found


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"split.test": 0.9}, "split: test + validation is 1, expected less than 1"),
        ({"split.test": 0.89}, ""),
        ({"split.min_train": 401}, "split: min_train is 401, expected at most max_train, 400"),
        ({"split.min_train": 400}, ""),
        ({"split.min_test": 121}, "split: min_test is 121, expected at most max_test, 120"),
        ({"base.scratch.hidden": 130}, "base.scratch: hidden is 130, expected a multiple of 2 x 2 heads"),
        ({"base.scratch.hidden": 132}, ""),
        ({"base.scratch.heads": 3}, "hidden is 128, expected a multiple of 2 x 3 heads"),
        ({"base.scratch.held_out_tokens": 256}, "held_out_tokens is 256, expected more than context, 256"),
        ({"base.scratch.held_out_tokens": 257}, ""),
        ({"base.source": "hub"}, "base: scratch has settings, expected null: source is hub"),
        ({"base.scratch": None}, "base: scratch is null, expected settings: source is scratch"),
        ({"base.tokens": 0}, "base: tokens is 0, expected more: source is scratch"),
        ({"dedupe.band": 7}, "dedupe: band is 7, expected a divisor of hashes, 256"),
        ({"dedupe.band": 256}, ""),
        ({"dedupe.band": 512}, "band is 512"),
        ({"probe.long": 29}, "probe: long is 29, expected at least shortest, 30"),
        ({"probe.long": 30}, ""),
        ({"probe.distinct": 31}, "probe: distinct is 31, expected at most shortest, 30"),
        ({"build.recipes.write_test.limits.min_lines": 999}, "build.recipes.write_test.limits: min_lines"),
        (
            {"build.naming.java.type": "[A-Z"},
            "build.naming.java: '[A-Z' is no regular expression. Mend it in conf/standards/.",
        ),
        (
            {"gate.layers.service.uses": ["repo"]},
            "gate: layers.*.uses names repo, which is no layer. Mend it in conf/standards/.",
        ),
    ],
)
def test_settings_that_contradict_each_other_are_refused(changes: dict[str, object], said: str) -> None:
    found = [refusal(key, value) for key, value in changes.items()]
    assert all(said in one if said else not one for one in found), found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "params.yaml: empty, expected a mapping"),
        (b"# nothing\n", "params.yaml: empty, expected a mapping"),
        (b"- split\n", "params.yaml: a list, expected a mapping"),
        (b"split", "params.yaml: a str, expected a mapping"),
        (b"a: 1\nb: [\n", "params.yaml:2: no YAML, expected it"),
        (b"a: 1\n\tb: 2\n", "params.yaml:2: no YAML, expected it"),
        (b"a: \xff\n", "params.yaml: no YAML, expected it"),
        (b"a: 2024-13-45\n", "params.yaml: no YAML, expected it"),
        (b"a: !!python/object:os.system {}\n", "params.yaml:1: no YAML, expected it"),
        (b"a: 1\n", "params.yaml: no section 'split', expected one"),
        (b"split:\n", "params.yaml: split: found None, expected `object`"),
    ],
)
def test_a_file_that_holds_no_settings_is_one_line(content: bytes, said: str) -> None:
    Path("params.yaml").write_bytes(content)
    with pytest.raises(PipelineError) as error:
        load_params("split", kinds()["split"])
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["", "write-tests", "../write-test", "--help"])
def test_an_adapter_that_the_matrix_does_not_hold_is_refused(name: str) -> None:
    Path("params.yaml").write_text("adapters: [write-test, user-story]\n", encoding="utf-8")
    with pytest.raises(PipelineError, match="not known, expected one of write-test, user-story"):
        refuse_unknown_adapter(name)


def test_an_adapter_of_the_matrix_is_not() -> None:
    Path("params.yaml").write_text("adapters: [write-test, user-story]\n", encoding="utf-8")
    refuse_unknown_adapter("write-test")


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("split.max_train=-5", "split.max_train: found -5"),
        ("gate.max_tokens=641", "gate.max_tokens is 641, expected at most train.max_tokens, 640"),
        ("train.max_tokens=", "train.max_tokens: found ''"),
        ("base.scratch.source_classes=[open-source,own]", "both name own, expected nothing in common"),
        ("build.source_classes=[open-source]", "both name open-source, expected nothing in common"),
        ("split.adapters.write-test.recipes=[write_test,nobody]", "write-test learns nobody, expected names"),
        (
            "recipes=[write_test]",
            "user-story learns user_story_detail, .*, write-test learns write_controller",
        ),
        ("build.flows.story_to_api.sources=[backlgo]", "no source 'backlgo', expected 'backlog' or another"),
        ("train=qlora_gpu", "evaluate.quantization is none and probe.quantization is none, expected nf4"),
        ("probe=gpu_nf4", "params.yaml: probe.quantization is nf4, expected none as in train.quantization"),
        ("~split", "split: Object missing required field"),
        ("~dedupe", "dedupe: found None"),
    ],
)
def test_what_a_stage_would_refuse_is_not_composed(
    override: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(PipelineError, match=said):
        compose([override])


def test_budgets_that_meet_are_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    composed = yaml.safe_load(compose(["gate.max_tokens=641", "train.max_tokens=641"]))
    assert composed["gate"]["max_tokens"] == 641


def test_a_profile_measures_in_the_number_format_of_its_training(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    composed = yaml.safe_load(compose(["profile=gpu"]))
    assert {composed[name]["quantization"] for name in ("train", "evaluate", "probe")} == {"nf4"}


def test_any_class_may_feed_adapters_when_the_base_is_not_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert compose(["base=local", "build.source_classes=[own,open-source]"])

"""Compose conf/ into params.yaml with the function that `dvc exp run` uses, so that both give the same bytes.

python -m stages.compose [override ...]    write params.yaml
python -m stages.compose --check           exit 1 and print the difference when params.yaml is not the
composition
"""

import difflib
import importlib
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from dvc.utils.hydra import compose_and_dump  # type: ignore[import-untyped]
from hydra.errors import HydraException
from omegaconf.errors import InterpolationResolutionError, OmegaConfBaseException

from stages.core.errors import PipelineError, guard
from stages.core.params import NAMED_HOMES, PARAMS, Params, checked
from stages.overrides import refuse_overrides

STAGES = Path(__file__).parent
LONGEST_HEADER = 4096
"""Bytes of a file of conf/ in which its `@package` stands."""


def compose(overrides: list[str]) -> str:
    """Return the composition of conf/config.yaml with Hydra `overrides` as YAML text.

    Raises PipelineError when it cannot be composed, or when a stage would refuse it.
    """
    conf = Path("conf").resolve()
    refuse_overrides(overrides, conf)
    _refuse_misplaced(conf)
    with tempfile.TemporaryDirectory() as folder:
        composed = Path(folder, PARAMS.name)
        try:
            compose_and_dump(composed, str(conf), None, "config", str(conf / "plugins"), overrides)
        except (
            HydraException,
            OmegaConfBaseException,
            yaml.YAMLError,
            UnicodeDecodeError,
            RecursionError,
        ) as error:
            raise PipelineError(_refusal(error)) from error
        text = composed.read_text(encoding="utf-8")
    refuse_faults(yaml.load(text, Loader=yaml.CSafeLoader))  # noqa: S506  a safe loader, the fast one
    return text


def _refuse_misplaced(conf: Path) -> None:
    """Raise PipelineError for the first file that would land in no place, or in that of another file."""
    for home, group in NAMED_HOMES.items():
        for file in sorted((conf / group).glob("*.yaml")):
            expected = f"# @package {home}.{file.stem}"
            begin = file.read_bytes()[:LONGEST_HEADER].decode("utf-8", "replace")
            headers = re.findall(r"(?m)^\ufeff?(#[ \t]*@package\b.*?)[ \t\r]*$", begin)
            if headers != [expected]:
                found = f"'{headers[0]}'" if headers else "no such line"
                raise PipelineError(
                    f"conf/{group}/{file.name}: found {found}, expected '{expected}': it says where the "
                    "settings belong. Write it as the first line."
                )


def _refusal(error: Exception) -> str:
    """Return the line that says why conf/ gives no composition."""
    mark = getattr(error, "problem_mark", None)
    if mark:
        return f"{os.path.relpath(mark.name)}:{mark.line + 1}: no YAML, expected it. Mend the file."
    said = str(error).splitlines()[0].rpartition("resolving interpolation: ")[2].rstrip(".")
    if isinstance(error, InterpolationResolutionError):
        return f"conf/: {said}, expected a value for each `${{...}}`. Choose a file of conf/ that sets it."
    return f"conf/: {said}, expected files and settings of conf/. Mend the override or the file."


def kinds() -> dict[str, type[Params]]:
    """Return the type of every stage's section."""
    names = sorted(path.parent.name for path in STAGES.glob("*/params.py") if path.parent.name != "core")
    modules = {name: importlib.import_module(f"stages.{name}.params") for name in names}
    return {name: getattr(module, f"{name.capitalize()}Params") for name, module in modules.items()}


def refuse_faults(sections: dict[str, Any]) -> None:
    """Raise PipelineError when a stage would refuse its section, or two sections contradict each other."""
    for name, kind in kinds().items():
        checked(name, sections.get(name), kind)
    for refuse in (
        _refuse_long_records,
        _refuse_seen_sources,
        _refuse_unknown_recipes,
        _refuse_misspelt_sources,
        _refuse_other_quantization,
    ):
        refuse(sections)


def _refuse_long_records(sections: dict[str, Any]) -> None:
    longest, allowed = sections["gate"]["max_tokens"], sections["train"]["max_tokens"]
    if longest > allowed:
        raise PipelineError(
            f"{PARAMS}: gate.max_tokens is {longest}, expected at most train.max_tokens, {allowed}: training "
            "cuts no record. Mend it in conf/gate/ or conf/train/."
        )


def _refuse_seen_sources(sections: dict[str, Any]) -> None:
    seen = (sections["base"]["scratch"] or {"source_classes": []})["source_classes"]
    shared = sorted(set(seen) & set(sections["build"]["source_classes"]))
    if shared:
        raise PipelineError(
            f"{PARAMS}: base.scratch.source_classes and build.source_classes both name {', '.join(shared)}, "
            "expected nothing in common: the base must not see what adapters learn. Mend it in conf/."
        )


def _refuse_unknown_recipes(sections: dict[str, Any]) -> None:
    unknown = [
        f"{name} learns {recipe}"
        for name, adapter in sections["split"]["adapters"].items()
        for recipe in adapter["recipes"]
        if recipe not in {**sections["build"]["recipes"], **sections["build"]["flows"]}
    ]
    if unknown:
        raise PipelineError(
            f"{PARAMS}: split.adapters: {', '.join(unknown)}, expected names of build.recipes or "
            "build.flows: no other has samples. Mend it in conf/adapter/, or choose it in conf/config.yaml."
        )


def _refuse_misspelt_sources(sections: dict[str, Any]) -> None:
    """A flow may name a source that is not chosen: it asks about nothing then, as a recipe without asset."""
    known = sections["crawl"]["sources"]
    for flow, settings in sections["build"]["flows"].items():
        for name in settings["sources"]:
            meant = [] if name in known else difflib.get_close_matches(name, known, 1, 0.8)
            if meant:
                raise PipelineError(
                    f"conf/flows/{flow}.yaml: no source '{name}', expected '{meant[0]}' or another one of "
                    "conf/source/. Mend `sources` of the flow."
                )


def _refuse_other_quantization(sections: dict[str, Any]) -> None:
    trained = sections["train"]["quantization"]
    other = [name for name in ("evaluate", "probe") if sections[name]["quantization"] != trained]
    if other:
        found = " and ".join(f"{name}.quantization is {sections[name]['quantization']}" for name in other)
        raise PipelineError(
            f"{PARAMS}: {found}, expected {trained} as in train.quantization: an adapter is measured on the "
            "base that it was trained on. Choose files of conf/evaluate/ and conf/probe/ that fit."
        )


def difference(found: str, expected: str) -> str:
    """Return a unified diff from params.yaml as it stands to the composition; empty when they are equal."""
    lines = difflib.unified_diff(found.splitlines(), expected.splitlines(), str(PARAMS), "conf/", lineterm="")
    return "\n".join(lines)


def main() -> None:
    """Write params.yaml, or check it."""
    arguments = sys.argv[1:]
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return
    _refuse_options(arguments)
    expected = compose([argument for argument in arguments if argument != "--check"])
    if "--check" not in arguments:
        PARAMS.write_text(expected, encoding="utf-8")
        return
    found = PARAMS.read_text(encoding="utf-8") if PARAMS.is_file() else ""
    if found != expected:
        print(difference(found, expected))
        raise PipelineError(
            f"{PARAMS}: differs from conf/, expected its composition. Run `python -m stages.compose`."
        )


def _refuse_options(arguments: list[str]) -> None:
    unknown = [argument for argument in arguments if argument.startswith("-") and argument != "--check"]
    if unknown:
        raise PipelineError(
            f"usage: python -m stages.compose: found '{unknown[0]}', expected `--check` or overrides. "
            "See `python -m stages.compose --help`."
        )


if __name__ == "__main__":
    guard(main)

"""Compose conf/ into params.yaml with the function that `dvc exp run` uses, so that both give the same bytes.

python -m stages.compose [override ...]    write params.yaml
python -m stages.compose --check           exit 1 and print the difference when params.yaml is not the
composition
"""

import difflib
import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml
from dvc.utils.hydra import compose_and_dump  # type: ignore[import-untyped]
from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException

from stages.core.errors import PipelineError, guard
from stages.core.params import PARAMS, Params, checked

STAGES = Path(__file__).parent


def compose(overrides: list[str]) -> str:
    """Return the composition of conf/config.yaml with Hydra `overrides` as YAML text.

    Raises PipelineError when it cannot be composed, or when a stage would refuse it.
    """
    conf = Path("conf").resolve()
    with tempfile.TemporaryDirectory() as folder:
        composed = Path(folder, PARAMS.name)
        try:
            compose_and_dump(composed, str(conf), None, "config", str(conf / "plugins"), overrides)
        except (HydraException, OmegaConfBaseException) as error:
            reason = str(error).splitlines()[0]
            raise PipelineError(f"conf/: {reason} Mend the override or the file that it names.") from error
        text = composed.read_text(encoding="utf-8")
    refuse_faults(yaml.safe_load(text))
    return text


def kinds() -> dict[str, type[Params]]:
    """Return the type of every stage's section."""
    names = sorted(path.parent.name for path in STAGES.glob("*/params.py") if path.parent.name != "core")
    modules = {name: importlib.import_module(f"stages.{name}.params") for name in names}
    return {name: getattr(module, f"{name.capitalize()}Params") for name, module in modules.items()}


def refuse_faults(sections: dict[str, Any]) -> None:
    """Raise PipelineError when a stage would refuse its section, or two sections contradict each other."""
    for name, kind in kinds().items():
        checked(name, sections.get(name), kind)
    longest, allowed = sections["gate"]["max_tokens"], sections["train"]["max_tokens"]
    if longest > allowed:
        raise PipelineError(
            f"{PARAMS}: gate.max_tokens is {longest}, expected at most train.max_tokens, {allowed}: training "
            "cuts no record. Mend it in conf/gate/ or conf/train/."
        )


def difference(found: str, expected: str) -> str:
    """Return a unified diff from params.yaml as it stands to the composition; empty when they are equal."""
    lines = difflib.unified_diff(found.splitlines(), expected.splitlines(), str(PARAMS), "conf/", lineterm="")
    return "\n".join(lines)


def main() -> None:
    """Write params.yaml, or check it."""
    arguments = sys.argv[1:]
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


if __name__ == "__main__":
    guard(main)

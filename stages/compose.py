"""Compose conf/ into params.yaml with the function that `dvc exp run` uses, so that both give the same bytes.

python -m stages.compose [override ...]    write params.yaml
python -m stages.compose --check           exit 1 and print the difference when params.yaml is not the
composition
"""

import difflib
import sys
import tempfile
from pathlib import Path

from dvc.utils.hydra import compose_and_dump  # type: ignore[import-untyped]
from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException

from stages.core.errors import PipelineError, run
from stages.core.params import PARAMS


def compose(overrides: list[str]) -> str:
    """Return the composition of conf/config.yaml with Hydra `overrides` as YAML text."""
    conf = Path("conf").resolve()
    with tempfile.TemporaryDirectory() as folder:
        composed = Path(folder, PARAMS.name)
        try:
            compose_and_dump(composed, str(conf), None, "config", str(conf / "plugins"), overrides)
        except (HydraException, OmegaConfBaseException) as error:
            reason = str(error).splitlines()[0]
            raise PipelineError(f"conf/: {reason} Mend the override or the file that it names.") from error
        return composed.read_text(encoding="utf-8")


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
    run(main)

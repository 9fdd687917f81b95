"""Read one section of params.yaml into the stage's own type."""

from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from stages.core.errors import PipelineError

PARAMS = Path("params.yaml")

P = TypeVar("P")


class Params(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a stage; a subclass has one field a setting, without defaults, each with a docstring."""


def load_params(section: str, kind: type[P]) -> P:
    """Return `section` of params.yaml as a `kind`.

    Raises PipelineError when the section is missing, has an unknown key or a value of the wrong type.
    """
    if not PARAMS.is_file():
        raise PipelineError(
            f"{PARAMS}: not found, expected the composed settings. Run `python -m stages.compose`."
        )
    sections = yaml.safe_load(PARAMS.read_text(encoding="utf-8"))
    if section not in sections:
        raise PipelineError(
            f"{PARAMS}: no section '{section}', expected one. Run `python -m stages.compose`."
        )
    try:
        return msgspec.convert(sections[section], type=kind)
    except msgspec.ValidationError as error:
        raise PipelineError(f"{PARAMS}: section '{section}': {error}. Mend it in conf/{section}/.") from error

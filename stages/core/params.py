"""Read one section of params.yaml into the stage's own type."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from stages.core.errors import PipelineError
from stages.core.mapping import mapping

PARAMS = Path("params.yaml")

P = TypeVar("P")

Count = Annotated[int, msgspec.Meta(ge=0, le=10**12)]
"""How many, where 0 is an answer."""
Positive = Annotated[int, msgspec.Meta(ge=1, le=10**12)]
"""How many, at least one."""
Few = Annotated[int, msgspec.Meta(ge=1, le=4096)]
"""How many at once: each one costs memory or time."""
Seed = Annotated[int, msgspec.Meta(ge=0, le=2**32 - 1)]
"""What every generator of random numbers takes."""
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
"""Part of a whole, nothing and all included."""
ProperShare = Annotated[float, msgspec.Meta(gt=0, lt=1)]
"""Part of a whole, of which something is on both sides."""
Similarity = Annotated[float, msgspec.Meta(gt=0, le=1)]
"""From which likeness on; 0 would be everything."""
Rate = Annotated[float, msgspec.Meta(gt=0, le=1)]
"""Step of an optimizer."""
Amount = Annotated[float, msgspec.Meta(ge=0, le=10**12)]
"""A number in the unit that the setting names."""

NAMED_HOMES = {
    "crawl.sources": "source",
    "build.flows": "flows",
    "build.recipes": "recipes",
    "split.adapters": "adapter",
}
"""Groups of conf/ whose files land inside a section of another name, each below its own."""
_STANDARDS = ("naming", "layers", "standards")
_HOMES = NAMED_HOMES | {
    "screen.policy": "standards",
    **{f"{stage}.{name}": "standards" for stage in ("build", "gate") for name in _STANDARDS},
}
"""Groups of conf/ that land inside a section of another name."""


def refuse(*contradictions: tuple[bool, str]) -> None:
    """Raise ValueError with the first sentence that is so: what settings of one section must not be at once.

    To be called in `__post_init__`: `load_params` names the section.
    """
    for said in (sentence for found, sentence in contradictions if found):
        raise ValueError(said)


class Params(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a stage; a subclass has one field a setting, without defaults, each with a docstring."""


def load_params(section: str, kind: type[P]) -> P:
    """Return `section` of params.yaml as a `kind`.

    Raises PipelineError when the section is missing, has an unknown key or a value that `kind` refuses.
    """
    sections = load_sections()
    if section not in sections:
        raise PipelineError(
            f"{PARAMS}: no section '{section}', expected one. Run `python -m stages.compose`."
        )
    return checked(section, sections[section], kind)


def load_sections() -> dict[str, Any]:
    """Return params.yaml by section; raises PipelineError when it is missing or no YAML mapping."""
    if not PARAMS.is_file():
        raise PipelineError(
            f"{PARAMS}: not found, expected the composed settings. Run `python -m stages.compose`."
        )
    remedy = "Run `python -m stages.compose`."
    loaded = mapping(PARAMS, remedy)
    if not loaded:
        raise PipelineError(f"{PARAMS}: empty, expected a mapping of sections. {remedy}")
    return loaded


def refuse_unknown_adapter(name: str) -> None:
    """Raise PipelineError when `name` is no entry of the matrix."""
    known = load_params("adapters", list[str])
    if name not in known:
        raise PipelineError(
            f"adapter '{name}': not known, expected one of {', '.join(known) or 'none'}. "
            "Name one of them, or add it to conf/config.yaml."
        )


def checked(section: str, value: object, kind: type[P]) -> P:
    """Return `value`, the content of `section`, as a `kind`; raises PipelineError with the key at fault."""
    try:
        return msgspec.convert(value, type=kind)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$")
        keys = list(_keys(value, kind, place.removesuffix("`"), str(error)))
        first = keys[0] if keys else said.partition(".")[0]
        raise PipelineError(
            f"{PARAMS}: {'.'.join([section, *map(str, keys)])}: {_found(section, value, keys, said)}. "
            f"Mend it in conf/{_HOMES.get(f'{section}.{first}', section)}/."
        ) from error


def _keys(value: Any, kind: Any, place: str, fault: str) -> Iterator[str | int]:  # noqa: ANN401  any YAML
    """Yield the keys that lead to a fault; msgspec writes those of a mapping as `[...]`."""
    at, path = value, list[str | int]()
    for name, number in re.findall(r"\.([^.\[`]+)|\[(\d+|\.\.\.)\]", place):
        if number == "...":
            key: str | int = next(
                key for key, one in at.items() if _fails(value, kind, path, {key: one}, fault)
            )
        else:
            key = int(number) if number else name
        path, at = [*path, key], at[key]
        yield key


def _fails(value: Any, kind: Any, path: list[str | int], instead: object, fault: str) -> bool:  # noqa: ANN401
    try:
        msgspec.convert(_replaced(value, path, instead), type=kind)
    except msgspec.ValidationError as error:
        return str(error) == fault
    return False


def _replaced(value: Any, path: list[str | int], instead: object) -> object:  # noqa: ANN401
    if not path:
        return instead
    changed = _replaced(value[path[0]], path[1:], instead)
    if isinstance(value, list):
        return [changed if number == path[0] else one for number, one in enumerate(value)]
    return {**value, path[0]: changed}


def _found(section: str, value: Any, keys: list[str | int], said: str) -> str:  # noqa: ANN401
    """Return what msgspec said, with the value that it leaves out: at most 60 characters."""
    for key in keys:
        value = value[key]
    if said.startswith("Invalid enum value"):
        said = f"Expected one of those that stages/{section}/params.py names"
    if not said.startswith("Expected") or isinstance(value, dict | list):
        return " ".join(said.split())
    return f"found {repr(value)[:60]}, e{said[1:]}"

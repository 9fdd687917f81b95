"""Read the repository as its own lint does: the stages of dvc.yaml, the imports of a module, the functions
of a file."""

import ast
import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from msgspec import inspect

ROOT = Path(__file__).parents[1]
TOGETHER = ROOT / "stages/core/standards"
"""A folder of core that is one dep: whoever asks one rule asks all."""


class Number(NamedTuple):
    """A setting that is a number, by its dotted key; `*` stands for any key of a mapping."""

    key: str
    whole: bool
    low: float | None
    """The least value; with `open_low` it is not allowed itself."""
    high: float | None
    open_low: bool
    open_high: bool


class Function(NamedTuple):
    """A function and its length."""

    place: str
    lines: int


@cache
def pipeline() -> dict[str, Any]:
    """Return dvc.yaml."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def stages() -> dict[str, dict[str, Any]]:
    """Return the stages of dvc.yaml by name."""
    declared: dict[str, dict[str, Any]] = pipeline()["stages"]
    return declared


@cache
def _composed() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load((ROOT / "params.yaml").read_bytes(), yaml.CSafeLoader)  # noqa: S506
    return loaded


def section_of(name: str) -> Any:  # noqa: ANN401  any YAML
    """Return a section of params.yaml, for a test to change; the file is read once."""
    return copy.deepcopy(_composed()[name])


def folders() -> list[str]:
    """Return the folders of stages/ that are stages."""
    return sorted(
        path.name
        for path in (ROOT / "stages").iterdir()
        if path.is_dir() and path.name not in ("core", "__pycache__")
    )


def sources(*folders_or_files: str) -> list[Path]:
    """Return the Python files below the given paths, sorted."""
    found = [ROOT / name for name in folders_or_files]
    return sorted(file for path in found for file in (path.rglob("*.py") if path.is_dir() else [path]))


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> frozenset[Path]:
    """Return the first-party files that `path` imports."""
    names = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    files = (
        ROOT.joinpath(*name.split(".")).with_suffix(".py") for name in names if name.split(".")[0] == "stages"
    )
    return frozenset(file for file in files if file.is_file())


def closure(start: list[Path]) -> set[Path]:
    """Return the first-party files that run when `start` runs."""
    seen, todo = set(start), list(start)
    while todo:
        new = imports(todo.pop()) - seen
        seen |= new
        todo += new
    return seen


def code_of(stage: str) -> list[str]:
    """Return the code that a stage's deps must name: its folder, exactly the other files that it runs, and
    TOGETHER as one."""
    own = sources(f"stages/{stage}")
    run = closure(own) - set(own)
    others = sorted({TOGETHER if file.is_relative_to(TOGETHER) else file for file in run})
    return [
        "constraints.txt",
        "stages/__init__.py",
        f"stages/{stage}",
        *(p.relative_to(ROOT).as_posix() for p in others),
    ]


def declared(stage: str, key: str) -> list[str]:
    """Return the paths of `deps`, `outs` or `metrics` of a stage."""
    entries = stages()[stage].get(key, [])
    return [entry if isinstance(entry, str) else next(iter(entry)) for entry in entries]


def numbers(key: str, kind: Any) -> Iterator[Number]:  # noqa: ANN401  any of msgspec's types
    """Yield the numbers of a type of settings, as msgspec describes it."""
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield from numbers(f"{key}.{field.name}", field.type)
    elif isinstance(kind, inspect.DictType):
        yield from numbers(f"{key}.*", kind.value_type)
    elif isinstance(kind, inspect.ListType):
        yield from numbers(f"{key}.*", kind.item_type)
    elif isinstance(kind, inspect.UnionType):
        for one in kind.types:
            yield from numbers(key, one)
    elif isinstance(kind, inspect.IntType | inspect.FloatType):
        low, high = (
            one if one is not None else other for one, other in ((kind.ge, kind.gt), (kind.le, kind.lt))
        )
        whole = isinstance(kind, inspect.IntType)
        yield Number(key, whole, low, high, kind.gt is not None, kind.lt is not None)


def functions(path: Path) -> list[Function]:
    """Return the functions of a file with their lengths."""
    return [
        Function(
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1
        )
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def docstring(path: Path) -> str:
    """Return the first line of a module's docstring, without the full stop."""
    return (ast.get_docstring(parsed(path)) or "").splitlines()[0].removesuffix(".")

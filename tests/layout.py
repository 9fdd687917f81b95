"""Read the repository as its own lint does: the stages of dvc.yaml, the imports of a module, the functions
of a file."""

import ast
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[1]


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
    """Return the code that a stage's deps must name: its folder and exactly the other files that it runs."""
    own = sources(f"stages/{stage}")
    others = sorted(closure(own) - set(own))
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

"""The sources of conf/source/: list, add, remove and move their pins, as edits of text that Git shows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from stages.core.errors import PipelineError

CONF = Path("conf")
DEFAULTS = CONF / "config.yaml"
SOURCES = CONF / "source"


class Entry(NamedTuple):
    """A registered source."""

    name: str
    active: bool
    """Whether conf/config.yaml names it, so that a run reads it."""
    settings: dict[str, Any]


def path(name: str) -> Path:
    """Return where a source is registered."""
    return SOURCES / f"{name}.yaml"


def entries() -> list[Entry]:
    """Return every registered source, by name."""
    active = set(_active())
    return [Entry(file.stem, file.stem in active, _load(file)) for file in sorted(SOURCES.glob("*.yaml"))]


def entry(name: str) -> Entry:
    """Return one source; raises PipelineError when there is none of that name."""
    found = [known for known in entries() if known.name == name]
    if not found:
        raise PipelineError(
            f"{path(name)}: not found, expected a registered source. See `adaptrail sources list`."
        )
    return found[0]


def add(name: str, settings: dict[str, Any]) -> None:
    """Register a source and name it in conf/config.yaml.

    Raises PipelineError when the name is taken or is no id.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise PipelineError(f"source '{name}': expected a name of a-z, 0-9 and hyphens. Choose another one.")
    if path(name).exists():
        raise PipelineError(
            f"{path(name)}: exists, expected a new name. Use `adaptrail sources update {name}`."
        )
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=110)
    path(name).parent.mkdir(parents=True, exist_ok=True)
    path(name).write_text(f"# @package crawl.sources.{name}\n{text}", encoding="utf-8")
    _set_active([*_active(), name])


def remove(name: str) -> None:
    """Take a source out of conf/config.yaml and delete its file: the next run holds nothing of it.

    Raises PipelineError when it is the last one that a run reads.
    """
    entry(name)
    left = [active for active in _active() if active != name]
    if not left:
        raise PipelineError(
            f"source '{name}': the last one of a run, expected another one to stay. Add that one first."
        )
    _set_active(left)
    path(name).unlink()


def move(name: str, rev: str) -> None:
    """Set the pin of a source; the rest of its file, comments included, stays as it is."""
    text = path(name).read_text(encoding="utf-8")
    path(name).write_text(re.sub(r"(?m)^rev: *\S+", f"rev: {rev}", text, count=1), encoding="utf-8")


@contextmanager
def kept_on_failure() -> Iterator[None]:
    """Put conf/ back as it was when what follows fails, so that the same command can be given again."""
    before = {file: file.read_bytes() for file in _files()}
    try:
        yield
    except BaseException:
        for file in _files() - before.keys():
            file.unlink()
        for file, content in before.items():
            file.write_bytes(content)
        raise


def _files() -> set[Path]:
    return {file for file in (DEFAULTS, *SOURCES.glob("*.yaml")) if file.is_file()}


def _load(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def _active() -> list[str]:
    return re.findall(r"(?m)^      - (\S+)", _block(_defaults()))


def _defaults() -> str:
    if not DEFAULTS.is_file():
        raise PipelineError(
            f"{DEFAULTS}: not found, expected the choices of a run. Run it in the folder that holds conf/."
        )
    return DEFAULTS.read_text(encoding="utf-8")


def _block(text: str) -> str:
    found = re.search(r"(?m)^  - source:\n((?:      - \S+\n)*)", text)
    if not found:
        raise PipelineError(
            f"{DEFAULTS}: no list `- source:`, expected one with a name a line. Restore it from Git."
        )
    return found[1]


def _set_active(names: list[str]) -> None:
    text = _defaults()
    lines = "".join(f"      - {name}\n" for name in names)
    DEFAULTS.write_text(
        text.replace("  - source:\n" + _block(text), "  - source:\n" + lines), encoding="utf-8"
    )

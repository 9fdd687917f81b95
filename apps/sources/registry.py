"""The sources of conf/source/: list, add and remove them, as edits of text that Git shows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml

from stages.core.errors import PipelineError
from stages.core.mapping import mapping
from stages.crawl.contract import LOCK
from stages.crawl.params import Declared

CONF = Path("conf")
DEFAULTS = CONF / "config.yaml"
SOURCES = CONF / "source"

_REMEDY = "Mend the file, or restore it from Git."


class Entry(NamedTuple):
    """A registered source."""

    name: str
    active: bool
    """Whether conf/config.yaml names it, so that a run reads it."""
    declared: Declared


def path(name: str) -> Path:
    """Return where a source is registered."""
    return SOURCES / f"{name}.yaml"


def entries() -> list[Entry]:
    """Return every registered source, by name; raises PipelineError when a file is broken."""
    active = set(_active())
    return [Entry(file.stem, file.stem in active, _load(file)) for file in sorted(SOURCES.glob("*.yaml"))]


def entry(name: str) -> Entry:
    """Return one source; raises PipelineError when there is none of that name, or its file is broken."""
    if not re.fullmatch(r"[\w.-]+", name) or not path(name).is_file():
        raise PipelineError(
            f"{SOURCES}: no source '{name}', expected a registered one. See `adaptrail sources list`."
        )
    return Entry(name, name in _active(), _load(path(name)))


def checked(where: str, settings: dict[str, Any], remedy: str) -> Declared:
    """Return settings as those of a source; raises PipelineError with `where` and the one at fault."""
    try:
        return msgspec.convert(settings, Declared)
    except msgspec.ValidationError as error:
        raise PipelineError(
            f"{where}: {error}, expected the settings of a source as docs/usage.md names them. {remedy}"
        ) from error


def refuse_taken(name: str, declared: Declared) -> None:
    """Raise PipelineError when the name is no id or taken, or when the same is registered under another."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or not isinstance(yaml.safe_load(name), str):
        raise PipelineError(
            f"source '{name}': expected a name of a-z, 0-9 and hyphens that starts with a letter and is no "
            "word of YAML such as `on`. Choose another one."
        )
    if path(name).exists():
        raise PipelineError(
            f"{path(name)}: exists, expected a new name. Use `adaptrail sources update {name}`."
        )
    twins = [known.name for known in entries() if _read(known.declared) == _read(declared)]
    if twins:
        raise PipelineError(
            f"source '{name}': {declared.location} is registered as '{twins[0]}', expected each file to be "
            f"read once. Use `adaptrail sources update {twins[0]}`, or choose other globs."
        )


def add(name: str, settings: dict[str, Any]) -> None:
    """Register a source and name it in conf/config.yaml."""
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=110)
    path(name).parent.mkdir(parents=True, exist_ok=True)
    path(name).write_text(f"# @package crawl.sources.{name}\n{text}", encoding="utf-8")
    _set_active([*_active(), name])


def remove(name: str) -> None:
    """Take a source out of conf/config.yaml and delete its file: the next run holds nothing of it.

    Raises PipelineError when it is the last one that a run reads.
    """
    left = [active for active in _active() if active != name]
    if not left:
        raise PipelineError(
            f"source '{name}': the last one of a run, expected another one to stay. Add that one first."
        )
    _set_active(left)
    path(name).unlink()


@contextmanager
def kept_on_failure() -> Iterator[None]:
    """Put conf/ and the lock back as they were when what follows fails: the command can be given again."""
    before = {file: file.read_bytes() for file in _files()}
    try:
        yield
    except BaseException:
        for file in _files() - before.keys():
            file.unlink()
        for file, content in before.items():
            file.write_bytes(content)
        raise


def _read(declared: Declared) -> tuple[object, ...]:
    """Return what decides which files are read."""
    return (
        declared.kind,
        declared.location,
        declared.ref,
        declared.listing,
        declared.include,
        declared.exclude,
    )


def _files() -> set[Path]:
    return {file for file in (DEFAULTS, LOCK, *SOURCES.glob("*.yaml")) if file.is_file()}


def _load(file: Path) -> Declared:
    return checked(str(file), mapping(file, _REMEDY), _REMEDY)


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

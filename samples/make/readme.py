"""The two tables of samples/README.md: what each source holds, and what is planted in it."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from samples.make.counts import code_counts, document_counts, event_count, story_count, term_count
from samples.make.history import bundle_files

REPOSITORIES = (
    "order-center",
    "member-center",
    "supply-platform",
    "pricing-engine",
    "storefront-client",
    "open-toolkit",
)
FOLDERS_WITH_FAULTS = ("backlog", "api-specs", "handbook", "ide-feedback")


def rewrite(samples: Path) -> None:
    """Bring both tables of the page up to date."""
    page = samples / "README.md"
    text = _between(page.read_text("utf-8"), "contents", contents(samples))
    page.write_text(_between(text, "planted", planted(samples)), "utf-8")


def planted(samples: Path) -> str:
    """Return the rows of all `make/*.planted.md` under one head."""
    names = [name.replace("-", "_") for name in (*REPOSITORIES, *FOLDERS_WITH_FAULTS)]
    pages = [samples / "make" / f"{name}.planted.md" for name in names]
    rows = [line for page in pages for line in page.read_text("utf-8").splitlines() if line.strip()]
    return "\n".join(["| fault | where | rule | expected |", "| --- | --- | --- | --- |", *rows])


def contents(samples: Path) -> str:
    """Return one row per source of the sample organisation."""
    code = [_repository(samples / f"{name}.bundle") for name in REPOSITORIES]
    return "\n".join(
        [
            "| source | class | kind | files | holds |",
            "| --- | --- | --- | --- | --- |",
            *code,
            *_folders(samples),
        ]
    )


def load(folder: Path) -> dict[str, Any]:
    """Return the parsed documents of a folder of API documents by file name."""
    return {path.name: _parsed(path) for path in sorted(folder.iterdir())}


def _parsed(path: Path) -> object:
    text = path.read_text("utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)


def _repository(bundle: Path) -> str:
    counts = code_counts(bundle_files(bundle))
    owner = "open-source" if bundle.stem == "open-toolkit" else "own"
    holds = f"{counts.types} types, {counts.tests} tests in {counts.test_files} files, {counts.prose} pages"
    return f"| {bundle.stem} | {owner} | git | {counts.files} | {holds} |"


def _folders(samples: Path) -> list[str]:
    api = document_counts(load(samples / "api-specs"))
    holds = {
        "backlog": f"{story_count(samples / 'backlog')} stories",
        "api-specs": f"{api.documents} documents, {api.tags} tags, {api.operations} operations",
        "handbook": f"{term_count(samples / 'handbook/glossary.md')} terms",
        "ide-feedback": f"{event_count(samples / 'ide-feedback/events.jsonl')} events",
    }
    return [f"| {name} | own | files | {_files(samples / name)} | {text} |" for name, text in holds.items()]


def _files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def _between(text: str, name: str, table: str) -> str:
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not marked.search(text):
        raise ValueError(f"README.md: no marks `<!-- {name} -->`, expected a pair. Restore them from Git.")
    return marked.sub(lambda match: f"{match[1]}{table}\n{match[2]}", text)

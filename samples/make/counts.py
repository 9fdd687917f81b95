"""How much stands in each source: the figures of samples/README.md."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

TESTS = re.compile(
    r"^\s*(?:@Test\b|@ParameterizedTest\b|@RepeatedTest\b|(?:async )?def test_\w+\(|func Test\w+\("
    r"|(?:it|test)(?:\.each\(.*\))?\()",
    re.MULTILINE,
)
STORY = re.compile(r"^### (?:用户故事：|User story: )", re.MULTILINE)
METHODS = {"get", "put", "post", "patch", "delete"}


class CodeCounts(NamedTuple):
    """Contents of a repository."""

    files: int
    types: int
    """Java files that hold a type, files of Kotlin, Python, TypeScript and Go; tests left out."""
    test_files: int
    tests: int
    prose: int
    """Markdown files."""


class DocumentCounts(NamedTuple):
    """Contents of a folder of API documents: each tag of OpenAPI and each folder of Postman is a tag here."""

    documents: int
    tags: int
    operations: int


def code_counts(files: Mapping[str, bytes]) -> CodeCounts:
    """Count a repository's files by path and content."""
    code = {path: body for path, body in files.items() if re.search(r"\.(java|kt|py|tsx?|go)$", path)}
    tests = {path: body.decode("utf-8", "replace") for path, body in code.items() if is_test(path)}
    return CodeCounts(
        files=len(files),
        types=sum(not is_test(path) and not path.endswith("package-info.java") for path in code),
        test_files=len(tests),
        tests=sum(len(TESTS.findall(text)) for text in tests.values()),
        prose=sum(path.endswith(".md") for path in files),
    )


def is_test(path: str) -> bool:
    """Return whether a path is that of a test."""
    return bool(re.search(r"(^|/)(src/test/|tests?/|__tests__/)|\.test\.tsx?$|_test\.go$", path))


def document_counts(documents: Mapping[str, Any]) -> DocumentCounts:
    """Count the parsed API documents of a folder."""
    collections = [document for document in documents.values() if "item" in document]
    described = [document for document in documents.values() if "paths" in document]
    calls = [call for collection in collections for folder in collection["item"] for call in folder["item"]]
    methods = [name for document in described for path in document["paths"].values() for name in path]
    return DocumentCounts(
        documents=len(documents),
        tags=sum(len(one["item"]) for one in collections) + sum(len(one["tags"]) for one in described),
        operations=len(calls) + sum(name in METHODS for name in methods),
    )


def story_count(folder: Path) -> int:
    """Count the user stories of a folder of Markdown files."""
    return sum(len(STORY.findall(path.read_text("utf-8"))) for path in folder.glob("*.md"))


def event_count(log: Path) -> int:
    """Count the events of a log of JSON Lines."""
    return sum(1 for line in log.read_text("utf-8").splitlines() if json.loads(line)["id"])


def term_count(glossary: Path) -> int:
    """Count the rows of the tables of a glossary."""
    rows = re.findall(r"(?m)^\| (?!中文|---)", glossary.read_text("utf-8"))
    return len(rows)

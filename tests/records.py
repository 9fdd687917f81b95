"""Records of the shop with plausible fields: a test names those that it is about."""

from typing import Any

from stages.core.records.document import Document
from stages.core.records.drop import Drop
from stages.core.records.file import File
from stages.core.records.sample import Sample
from stages.core.records.screened_file import ScreenedFile
from stages.core.records.span import Span
from stages.crawl.tree_id import blob_id


def document(path: str, text: str, source: str = "shop", **fields: Any) -> Document:  # noqa: ANN401
    """Return a document in Java without replacements."""
    defaults: dict[str, Any] = {
        "id": f"{source}:{path}",
        "source": source,
        "source_class": "own",
        "commit": "c" * 40,
        "path": path,
        "blob": blob_id(text.encode()),
        "asset": "code",
        "language": "java",
        "licence": "LicenseRef-Acme",
        "text": text,
        "edits": [],
    }
    return Document(**defaults | fields)


def sample(id: str, output: str, **fields: Any) -> Sample:  # noqa: ANN401
    """Return a sample whose one span is a byte of shop:A.java."""
    span = Span(document="shop:A.java", blob="b" * 40, start=0, end=1, safe="s")
    recipe = fields.get("recipe", "implement_method")
    defaults: dict[str, Any] = {
        "id": id,
        "recipe": recipe,
        "step": recipe,
        "natural_language": "en",
        "format": "java-member",
        "instruction": "Do it.",
        "input": "",
        "output": output,
        "group": "shop:A.java",
        "source": "shop",
        "source_class": "own",
        "licence": "LicenseRef-Acme",
        "generator": f"{recipe}@1",
        "inputs": [],
        "outputs": [span],
        "named": 1.0,
        "least_named": 0.0,
    }
    return Sample(**defaults | fields)


def file(path: str, blob: str, source: str = "shop", **fields: Any) -> File:  # noqa: ANN401
    """Return a file as `crawl` writes it."""
    defaults: dict[str, Any] = {
        "source": source,
        "commit": "c" * 40,
        "path": path,
        "blob": blob,
        "mode": "100644",
        "size": 1,
        "reading": "utf-8",
        "asset": "code",
        "source_class": "own",
    }
    return File(**defaults | fields)


def screened_file(path: str, blob: str, source: str = "shop", **fields: Any) -> ScreenedFile:  # noqa: ANN401
    """Return a file as `screen` writes it."""
    defaults: dict[str, Any] = {
        "source": source,
        "commit": "c" * 40,
        "path": path,
        "blob": blob,
        "size": 1,
        "reading": "utf-8",
        "asset": "code",
        "source_class": "own",
        "language": "java",
        "licence": "LicenseRef-Acme",
        "licence_basis": "declared",
        "policy_class": "own",
    }
    return ScreenedFile(**defaults | fields)


def drop(stage: str, item: str, rule: str, **fields: str) -> Drop:
    """Return a drop of `item` by `rule`."""
    source, _, path = item.partition(":")
    defaults = {
        "stage": stage,
        "item": item,
        "source": source,
        "path": path,
        "blob": "",
        "rule": rule,
        "value": "1.0",
        "threshold": "0.8",
        "duplicate_of": "",
    }
    return Drop(**defaults | fields)

"""Records of the shop with plausible fields: a test names those that it is about."""

import hashlib
from typing import Any

from stages.anonymize.ledger import GENESIS
from stages.core.records.base_model import BaseModel
from stages.core.records.blob import Blob
from stages.core.records.decision import Decision
from stages.core.records.document import Document
from stages.core.records.drop import Drop
from stages.core.records.file import File
from stages.core.records.origin import Origin
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


def blob(text: str, **fields: Any) -> Blob:  # noqa: ANN401
    """Return the content of a file in UTF-8."""
    raw = text.encode()
    defaults: dict[str, Any] = {
        "blob": blob_id(raw),
        "encoding": "utf-8",
        "hints": [],
        "reading": "utf-8",
        "sha256": hashlib.sha256(raw).hexdigest(),
        "size": len(raw),
        "text": text,
    }
    return Blob(**defaults | fields)


def decision(document: Document, start: int, end: int, **fields: Any) -> Decision:  # noqa: ANN401
    """Return the first row of a ledger: a password that became a constant."""
    defaults: dict[str, Any] = {
        "document": document.id,
        "blob": document.blob,
        "start": start,
        "end": end,
        "node": "text",
        "entity": "secret.password",
        "rule": "key-value",
        "version": "0" * 8,
        "detectors": ["core"],
        "confidence": 0.8,
        "action": "redact",
        "reason": "policy",
        "replacement": "REDACTED_PASSWORD",
        "fingerprint": "f1",
        "length": "1-8",
        "policy": "0" * 16,
        "review": "",
        "prev": GENESIS,
    }
    return Decision(**defaults | fields)


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


def origin(file: File, **fields: Any) -> Origin:  # noqa: ANN401
    """Return the fate of a file that was kept under its own path, or under another `path`."""
    path = fields.get("path", file.path)
    defaults: dict[str, Any] = {
        "document": f"{file.source}:{path}",
        "source": file.source,
        "commit": file.commit,
        "path": path,
        "blob": file.blob,
        "size": file.size,
        "asset": file.asset,
        "source_class": file.source_class,
        "licence": "LicenseRef-Acme",
        "licence_basis": "declared",
        "legal_basis": "register no. 1",
        "owner": "team",
        "status": "kept",
        "stage": "",
        "rule": "",
        "value": "",
        "duplicate_of": "",
    }
    return Origin(**defaults | fields)


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


def base_model(**fields: Any) -> BaseModel:  # noqa: ANN401
    """Return a base model without files that was made here."""
    defaults: dict[str, Any] = {
        "name": "tiny",
        "source": "scratch",
        "location": "out/base/model",
        "revision": "",
        "files": {},
        "sha256": "ba5e",
        "target_modules": [],
        "eos_token": "</s>",
        "dtype": "float32",
        "figures": {},
    }
    return BaseModel(**defaults | fields)


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

"""Measure what of real APIs survives table and OpenAPI, and what hostile and broken documents cost.

python -m bench.api_round_trip FOLDER    prints a figure a bar. FOLDER holds `paypal/` and `mermade/` with
`pass/`, `fail/` and `malicious/`: paypal-rest-api-specifications and openapi3-examples, as their projects
have them.

A JSON document goes to API tables, their text is read again, written as OpenAPI 3.1, and read once more; a
file of `paypal/` that is none, or no OpenAPI 3, is named and not counted. What
must survive is counted by a walk over the JSON of both documents, which shares no code with the readers:
operations, parameters, status codes, and names of fields by operation and body. Left out on purpose, and not
counted: headers that carry credentials or that HTTP itself defines, fields of a request that are read-only
and of a response that are write-only.
"""

import json
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from apps.convert.forms import render_tables, tables
from bench.measured import need_files, timed
from stages.core.formats import openapi
from stages.core.formats.api_table import ApiTable
from stages.core.params import load_params
from stages.core.records.api_asset import ApiAsset
from stages.core.records.document import Document
from stages.model.compose import compose_json, compose_yaml
from stages.model.model import read_document
from stages.model.openapi import is_hidden_header
from stages.model.openapi_faults import faults
from stages.model.params import ModelParams
from stages.model.refused import Refused
from stages.model.tree import Mapping

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
WHOLE = {"max_type_depth": 38, "max_type_fields": 100_000}
"""Limits within which every type of the documents is written whole."""
NOT_OPENAPI_3 = ("empty", "no OpenAPI 3")


class Kept(NamedTuple):
    """What a document says, as sets to compare."""

    operations: set[tuple[str, ...]]
    parameters: set[tuple[str, ...]]
    statuses: set[tuple[str, ...]]
    fields: set[tuple[str, ...]]


def said(document: dict[str, Any]) -> Kept:
    """Return what a document says of its operations."""
    kept = Kept(set(), set(), set(), set())
    for path, item in document["paths"].items():
        for method in (one for one in METHODS if one in item):
            operation, key = item[method], (method, path)
            kept.operations.add(key)
            for entry in [*item.get("parameters", []), *operation.get("parameters", [])]:
                given = follow(document, entry)
                if given["in"] not in ("header", "cookie") or not is_hidden_header(given["name"]):
                    kept.parameters.add((*key, given["in"], given["name"]))
            body = follow(document, operation.get("requestBody", {}))
            kept.fields.update((*key, "request", name) for name in names(document, body, "readOnly"))
            for status, answer in operation.get("responses", {}).items():
                kept.statuses.add((*key, status))
                found = names(document, follow(document, answer), "writeOnly")
                kept.fields.update((*key, status, name) for name in found)
    return kept


def follow(document: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference inside the document points to."""
    while "$ref" in value:
        found: Any = document
        for key in value["$ref"].removeprefix("#/").split("/"):
            found = found[key.replace("~1", "/").replace("~0", "~")]
        value = found
    return value


def names(document: dict[str, Any], holder: dict[str, Any], hidden: str) -> set[str]:
    """Return the names of all fields in a body."""
    first = next(iter(holder.get("content", {}).values()), {})
    return set(_names(document, first.get("schema", {}), hidden, ()))


def _names(document: dict[str, Any], schema: object, hidden: str, open_: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(schema, dict) or schema.get("$ref") in open_:
        return
    open_ = (*open_, schema["$ref"]) if "$ref" in schema else open_
    schema = follow(document, schema)
    for name, inner in schema.get("properties", {}).items():
        if not follow(document, inner).get(hidden):
            yield name
            yield from _names(document, inner, hidden, open_)
    for key in ("allOf", "oneOf", "anyOf"):
        for part in schema.get(key, []):
            yield from _names(document, part, hidden, open_)
    for key in ("items", "additionalProperties"):
        yield from _names(document, schema.get(key), hidden, open_)


def read(path: Path, text: str, params: ModelParams) -> list[ApiTable]:
    """Return the tables of a document; raises Refused."""
    language = "json" if path.suffix == ".json" else "yaml"
    blank = dict.fromkeys(("id", "source", "source_class", "commit", "path", "blob", "licence"), "")
    found = read_document(Document(**blank, language=language, asset="api", text=text, edits=[]), params)
    return [ApiTable(one.tag, tuple(one.operations)) for one in found if isinstance(one, ApiAsset)]


def is_openapi(path: Path) -> bool:
    """Say whether a file is a JSON document of OpenAPI 3."""
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        return False
    return isinstance(found, dict) and isinstance(found.get("paths"), dict) and "openapi" in found


def round_trip(path: Path, params: ModelParams) -> tuple[Kept, Kept, bool]:
    """Return what a document says, what is left of it, and whether the tables come back from OpenAPI."""
    text = path.read_text(encoding="utf-8")
    first = tables(render_tables(read(path, text, params))) or []
    written = openapi.render_document(first, path.stem)
    again = read(path, written, params)
    return said(json.loads(text)), said(json.loads(written)), _rows(again) == _rows(first)


def _rows(found: list[ApiTable]) -> set[tuple[str, str]]:
    return {
        (table.title, msgspec.json.encode(msgspec.structs.replace(row, operation_id="")).decode())
        for table in found
        for row in table.operations
    }


class Share(NamedTuple):
    """How many of one thing are left."""

    what: str
    before: int
    after: int


def shares(paths: list[Path], params: ModelParams) -> list[Share]:
    """Return what is left of each thing over all documents, and how many give the same tables again."""
    results = [round_trip(path, params) for path in paths]
    counted = [
        Share(
            what,
            sum(len(result[0][index]) for result in results),
            sum(len(result[0][index] & result[1][index]) for result in results),
        )
        for index, what in enumerate(Kept._fields)
    ]
    return [*counted, Share("documents with the same tables", len(results), sum(one[2] for one in results))]


def refusal(path: Path, params: ModelParams) -> str:
    """Return where and why a document is refused, `` when it is not, or what it is instead of OpenAPI 3."""
    text = path.read_bytes().decode("utf-8", "replace")
    try:
        root = (compose_json if path.suffix == ".json" else compose_yaml)(text, params)
    except Refused as refused:
        return "empty" if refused.value == "empty" else f"{refused.value}: {refused.rule}"
    if isinstance(root, Mapping) and "swagger" in root.items:
        return "no OpenAPI 3"
    found = faults(root, text)
    return f"line {found[0].line}: {found[0].rule}" if found else ""


def refusals(folder: Path, params: ModelParams) -> dict[Path, str]:
    """Return the refusal of each document of OpenAPI 3, empty for those that are not refused."""
    found = {path: refusal(path, params) for path in documents(folder)}
    return {path: reason for path, reason in found.items() if reason not in NOT_OPENAPI_3}


def documents(folder: Path) -> list[Path]:
    """Return the YAML and JSON files below a folder."""
    return [path for path in sorted(folder.rglob("*")) if path.suffix in (".json", ".yaml", ".yml")]


def hostile(paths: list[Path], params: ModelParams) -> None:
    """Print the most time and memory that one document takes, to read it and to find its faults."""
    worst, peak = 0.0, 0
    for path in paths:
        tracemalloc.start()
        taken = timed(lambda path=path: (_tried(path, params), refusal(path, params)))  # type: ignore[misc]
        worst, peak = max(worst, taken.seconds), max(peak, tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    print(f"malicious: {len(paths)} documents, at most {1000 * worst:.0f} ms and {peak / 1e6:.1f} MB each")


def _tried(path: Path, params: ModelParams) -> None:
    try:
        read(path, path.read_bytes().decode("utf-8", "replace"), params)
    except Refused:
        return


def percent(part: int, whole: int) -> str:
    """Return a share for people; none of nothing."""
    return f"{100 * part / whole:.2f} %" if whole else "not measured"


def main() -> None:
    """Print all figures."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.api_round_trip FOLDER")
    folder = Path(sys.argv[1])
    need_files(folder / "paypal", folder / "mermade")
    params = load_params("model", ModelParams)
    whole = msgspec.structs.replace(params, **WHOLE)
    given = documents(folder / "paypal")
    paypal = [path for path in given if is_openapi(path)]
    for path in sorted({*given} - {*paypal}):
        print(f"round trip: {path.relative_to(folder)} is no OpenAPI 3 in JSON, not counted")
    for name, limits in (("round trip", whole), ("round trip within the limits of params.yaml", params)):
        for share in shares(paypal, limits):
            kept = f"{share.after} of {share.before} {share.what} kept"
            print(f"{name}: {kept}, {percent(share.after, share.before)}")
    for kind, wanted in (("fail", True), ("pass", False)):
        found = refusals(folder / "mermade" / kind, params)
        refused = sum(bool(reason) for reason in found.values())
        print(f"{kind}: {refused} of {len(found)} refused, {percent(refused, len(found))}")
        for path in (path for path, reason in found.items() if bool(reason) is not wanted):
            print(f"  {path.relative_to(folder)}: {found[path] or 'not refused'}")
    hostile(documents(folder / "mermade/malicious"), params)


if __name__ == "__main__":
    main()

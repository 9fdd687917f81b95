"""Real and hostile documents of public projects, where ADAPTRAIL_EXTERNAL_DATA names their folder."""

import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from bench.api_round_trip import WHOLE, documents, refusals, shares
from stages.core.formats import api_table
from stages.core.formats.api_table import ApiTable
from stages.core.records.api_asset import ApiAsset
from stages.core.records.story_asset import StoryAsset
from stages.model.model import Found, read_document
from stages.model.refused import Refused
from tests.external import folder
from tests.model.documents import PARAMS, document

pytestmark = pytest.mark.external

LIMITS = msgspec.structs.replace(PARAMS, max_document_bytes=2_000_000, max_nodes=200_000, max_nesting=100)


def read(path: Path) -> list[Found]:
    language = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".txt": "text"}[path.suffix]
    text = path.read_bytes().decode("utf-8", "replace")
    return read_document(document(path.name, text, language=language, asset="api"), LIMITS)


def test_tables_of_real_apis_come_back_whole() -> None:
    files = sorted(folder("openapi/paypal").glob("*.json"))
    assert files
    for path in files:
        content = path.read_bytes()
        for asset in (found for found in read(path) if isinstance(found, ApiAsset)):
            text = api_table.render(ApiTable(asset.tag, tuple(asset.operations)))
            assert api_table.validate(text) == []
            table = api_table.parse(text)
            expected = [msgspec.structs.replace(found, operation_id="") for found in asset.operations]
            assert table == ApiTable(asset.tag, tuple(expected))
            for (span, *_), operation in zip(asset.spans, asset.operations, strict=True):
                assert (
                    content[span.start : span.end].lstrip(b'"').startswith(operation.method.lower().encode())
                )


def test_real_apis_survive_table_and_openapi_whole() -> None:
    found = shares(documents(folder("openapi/paypal")), msgspec.structs.replace(LIMITS, **WHOLE))
    assert [(share.what, share.before - share.after) for share in found if share.before] == [
        (share.what, 0) for share in found
    ]


def test_broken_documents_are_refused_at_their_line() -> None:
    found = refusals(folder("openapi/mermade/fail"), LIMITS)
    refused = [reason for reason in found.values() if reason]
    assert len(refused) >= 0.95 * len(found)
    assert all(reason.startswith("line ") for reason in refused)


def test_hostile_documents_take_bounded_time() -> None:
    files = [
        path for path in sorted(folder("openapi/mermade").rglob("*.*")) if path.suffix in (".json", ".yaml")
    ]
    assert files
    outcomes: set[str] = set()
    for path in files:
        start = time.process_time()
        try:
            read(path)
            outcomes.add("read")
        except Refused as refused:
            outcomes.add(refused.rule)
        assert time.process_time() - start < 2, path.name
    assert outcomes <= {"read", "no-asset", "parse-error", "nodes", "nesting"}


def test_malicious_documents_take_bounded_memory() -> None:
    files = documents(folder("openapi/mermade/malicious"))
    assert files
    for path in files:
        tracemalloc.start()
        with suppress(Refused):
            read(path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 16e6, path.name


def test_every_line_of_a_story_list_is_a_story() -> None:
    files = sorted(folder("stories").glob("*.txt"))
    assert files
    for path in files:
        stories = [found for found in read(path) if isinstance(found, StoryAsset)]
        assert len(stories) == sum(bool(line.strip()) for line in path.read_text().splitlines())
        assert all(story.role and story.want for story in stories)

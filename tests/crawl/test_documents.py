"""What people write beside code is read from a folder, a single file and a repository, down to its assets."""

import json
from pathlib import Path

import msgspec
import pytest
import yaml

from stages.core.records.blob import Blob
from stages.core.records.snapshot import Snapshot
from stages.crawl.assets import asset_kind
from stages.crawl.content import describe
from stages.crawl.read import read
from stages.crawl.tree_id import content_tree
from stages.model.model import Modelled, model
from stages.screen.annotate import annotate
from stages.screen.params import ScreenParams
from stages.screen.screen import screen
from tests import records
from tests.crawl.pdfs import pdf
from tests.crawl.repositories import PDF_LIMITS, bare, blobs_of, commit, params, source
from tests.layout import section_of
from tests.model.documents import PARAMS

SCREEN = msgspec.convert(section_of("screen"), ScreenParams)
PATHS = {"/carts": {"get": {"summary": "list", "responses": {"200": {"description": "ok"}}}}}
INFO = {"title": "Cart", "version": "1"}
STORY = "作为顾客\n我想退款\n以便于再买\n"
POSTMAN = {
    "info": {
        "name": "Cart",
        "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    "item": [{"name": "list", "request": {"method": "GET", "url": "/carts"}}],
}
CASES: list[tuple[str, bytes, str, str]] = [
    ("cart.yaml", yaml.safe_dump({"openapi": "3.1.0", "info": INFO, "paths": PATHS}).encode(), "api", "apis"),
    ("cart.json", json.dumps({"openapi": "3.0.3", "info": INFO, "paths": PATHS}).encode(), "api", "apis"),
    ("cart.yml", yaml.safe_dump({"swagger": "2.0", "info": INFO, "paths": PATHS}).encode(), "api", "apis"),
    ("old.json", json.dumps({"swagger": "2.0", "info": INFO, "paths": PATHS}).encode(), "api", "apis"),
    ("cart.postman_collection.json", json.dumps(POSTMAN).encode(), "postman", "apis"),
    ("story.md", f"# 退款\n\n### 用户故事：退款\n{STORY}".encode(), "story", "stories"),
    ("refund.feature", b"Feature: Refund\n  As a buyer\n  I want money\n  Scenario: x\n    When y\n", "story",
     "stories"),
    ("issues.csv", '标题,描述,验收标准\n退款,"作为顾客，我想退款",退到原卡\n'.encode(), "story", "stories"),
    ("issues.tsv", b"Title\tRole\tI want\tSo that\nRefund\tbuyer\tmoney\tlunch\n", "story", "stories"),
    ("issues.jsonl", b'{"summary": "x", "description": "As a buyer, I want to pay"}\n', "story", "stories"),
    ("guide.md", b"# Guide\n\nRead it.\n", "document", "sections"),
    ("guide.pdf", pdf([(20, "Guide"), (10, "Read all of it.")]), "document", "sections"),
    ("手册.pdf", pdf([(20, "开发手册"), (10, "所有人都要读。")]), "document", "sections"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()


def modelled(path: str, blob: Blob) -> Modelled:
    language = annotate(blob, path, SCREEN.annotate).language
    assert language in SCREEN.languages
    kind = asset_kind(path, blob.hints)
    return model([records.document(path, blob.text or "", language=language, asset=kind)], PARAMS)


def placed(kind: str, path: str, content: bytes) -> tuple[str, str]:
    """Put a content where a source of `kind` has it, and return its location and pin."""
    if kind == "git":
        return "data/x.git", commit(bare(Path("data/x.git")), {path.encode(): content})
    folder = Path("data/x") if kind == "folder" else Path("data")
    folder.mkdir(exist_ok=True)
    (folder / path).write_bytes(content)
    return str(folder if kind == "folder" else folder / path), content_tree({path: content})


@pytest.mark.parametrize("kind", ["git", "folder", "file"])
@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_document_gives_its_assets_from_every_kind_of_source(
    kind: str, case: tuple[str, bytes, str, str], tmp_path: Path
) -> None:
    path, content, asset, assets = case
    location, rev = placed(kind, path, content)
    where = source(location, rev, kind="git" if kind == "git" else "files")
    reading = read("shop", where, params(tmp_path, max_blob_bytes=100_000))
    ((entry, blob),) = [(entry, blobs_of(reading)[entry.blob]) for entry in reading.entries]
    assert (entry.path, asset_kind(entry.path, blob.hints)) == (path, asset)
    found = modelled(path, blob)
    assert len(getattr(found, assets)) == 1
    assert (found.drops, found.passed_over) == ([], [])


@pytest.mark.parametrize(
    ("path", "content", "asset", "rule"),
    [
        ("scan.pdf", pdf([]), "document", "encoding"),
        ("cut.pdf", pdf([(10, "text")])[:100], "document", "encoding"),
        ("long.pdf", pdf(*[[(10, "text")]] * 21), "document", "oversized"),
        ("guide.pdf", pdf([(10, "text")]), "document", None),
        ("domain.puml", b"@startuml\nclass Order\n@enduml\n", "model", None),
        ("flow.mmd", b"graph TD\n  a --> b\n", "model", None),
        ("shop.dbml", b"Table orders {\n  id int\n}\n", "model", "language"),
        ("prices.csv", b"id,price\n1,2\n", "other", "asset"),
    ],
    ids=["scanned", "cut off", "too long", "PDF", "PlantUML", "Mermaid", "DBML", "data"],
)
def test_what_no_later_stage_reads_has_a_row(path: str, content: bytes, asset: str, rule: str | None) -> None:
    blob = describe([content], len(content), 100_000, [], PDF_LIMITS)
    assert asset_kind(path, blob.hints) == asset
    file = records.file(path, blob.blob, size=blob.size, asset=asset)
    snapshot = Snapshot(
        source="shop", kind="files", location="data/x", commit="c" * 40, source_class="own", owner="team",
        licence="LicenseRef-Own", legal_basis="contract", history="none", contributors=[],
        ticket_keys={}, tags=[],
    )  # fmt: skip
    annotations = {(blob.blob, path): annotate(blob, path, SCREEN.annotate)}
    assert [drop.rule for drop in screen([snapshot], [file], annotations, SCREEN).drops] == (
        [rule] if rule else []
    )


def test_an_export_in_another_encoding_is_read(tmp_path: Path) -> None:
    text = (
        "标题;描述;验收标准\n"
        + '退款;"作为顾客，我想把钱退到原来的银行卡，以便于再买东西";退到原来的银行卡\n' * 3
    )
    Path("data/issues.csv").write_bytes(text.encode("gb18030"))
    where = source("data/issues.csv", content_tree({"issues.csv": text.encode("gb18030")}), kind="files")
    reading = read("shop", where, params(tmp_path, max_blob_bytes=100_000, encodings=["gb18030"]))
    (blob,) = blobs_of(reading).values()
    assert (blob.encoding, blob.text) == ("gb18030", text)
    assert len(modelled("issues.csv", blob).stories) == 3

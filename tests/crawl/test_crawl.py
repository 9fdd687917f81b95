"""Rows say what was read; tables say what each helper tells apart."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.errors import PipelineError
from stages.core.records.blob import Blob
from stages.crawl import contract
from stages.crawl.__main__ import main
from stages.crawl.assets import asset_kind, hints
from stages.crawl.content import describe
from stages.crawl.crawl import Crawled, Fact, Gathered, crawl, inventory, wanted
from stages.crawl.globs import chooser
from stages.crawl.licence_metadata import licence_of
from stages.crawl.params import AssetKind
from stages.crawl.reading import Entry, Reading, of
from stages.crawl.tree_id import blob_id
from tests.crawl.repositories import bare, blobs_of, commit, outs, source, write_params


def row(text: str) -> Blob:
    content = text.encode()
    return describe([content], len(content), 100)


def reading(files: dict[str, str]) -> Reading:
    rows = {path: row(text) for path, text in files.items()}
    entries = [Entry(path, "100644", found.blob) for path, found in rows.items()]
    contents = of({found.blob: found for found in rows.values()})
    return Reading("c" * 40, "MIT", [], {}, "whole", entries, frozenset(), contents, 2)


READINGS = {
    "b-shop": reading({"z.java": "class Z {}", "a.java": "class A {}", "Zulu.md": "# Z"}),
    "a-docs": reading({"a.java": "class A {}"}),
}


FACTS = {
    row.blob: Fact(row.size, row.hints, row.reading)
    for reading in READINGS.values()
    for row in blobs_of(reading).values()
}


SOURCES = {name: source("data/x", "c" * 40) for name in READINGS}


def crawled(**assets: AssetKind) -> Crawled:
    return crawl(READINGS, FACTS, SOURCES, assets)


def test_rows_are_sorted_and_each_content_stands_once() -> None:
    found = crawled()
    assert [(file.source, file.path) for file in found.files] == [
        ("a-docs", "a.java"),
        ("b-shop", "Zulu.md"),
        ("b-shop", "a.java"),
        ("b-shop", "z.java"),
    ]
    assert {blob for ids in wanted(READINGS).values() for blob in ids} == {file.blob for file in found.files}
    assert [snapshot.source for snapshot in found.snapshots] == ["a-docs", "b-shop"]


def test_the_inventory_counts_every_file_once() -> None:
    figures = inventory(crawled(), Gathered(READINGS, []), FACTS)
    assert figures["files"] == {"a-docs": 1, "b-shop": 3}
    assert figures["assets"] == {"code": 3, "document": 1}
    assert figures["inventory"] == {"a-docs/code": 1, "b-shop/code": 2, "b-shop/document": 1}
    assert figures["left_out"] == {"a-docs": 2, "b-shop": 2}


def test_a_source_may_say_what_its_files_are() -> None:
    found = crawl(READINGS, FACTS, SOURCES, {"b-shop": "story"})
    assert {(file.source, file.asset) for file in found.files} == {("a-docs", "code"), ("b-shop", "story")}


def test_an_asset_kind_of_no_source_is_refused() -> None:
    with pytest.raises(PipelineError, match=r"crawl.assets: names \['shop'\]"):
        crawled(shop="story")


def test_no_source_is_refused() -> None:
    with pytest.raises(PipelineError, match="crawl.sources: empty"):
        crawl({}, {}, {}, {})


OPENAPI = "openapi: 3.0.1\ninfo:\n  title: x\n"


@pytest.mark.parametrize(
    ("path", "head", "kind"),
    [
        ("src/main/java/a/Cart.java", "", "code"),
        ("src/main/java/a/Contest.java", "", "code"),
        ("src/main/java/a/LatestOrder.java", "", "code"),
        ("src/main/java/a/TestimonialService.java", "", "code"),
        ("src/main/java/a/TestData.java", "", "test"),
        ("src/main/java/a/SPLIT.java", "", "code"),
        ("src/main/java/a/AuditIT.java", "", "test"),
        ("src/test/java/a/Fixtures.java", "", "test"),
        ("src/main/java/a/CartTest.java", "", "test"),
        ("pkg/test_cart.py", "", "test"),
        ("pkg/contest_rules.py", "", "code"),
        ("tests/conftest.py", "", "test"),
        ("src/cart.spec.ts", "", "test"),
        ("src/cart.ts", "", "code"),
        ("db/schema.sql", "", "code"),
        ("api/order.yaml", OPENAPI, "api"),
        ("api/order.json", '{"swagger": "2.0"}', "api"),
        ("api/order.json", '{\n  "info": {},\n  "openapi": "3.1.0"}', "api"),
        ("conf/app.yaml", "springdoc:\n  swagger: true\n", "config"),
        ("conf/app.yaml", "swagger-ui: 2\n", "config"),
        ("x.postman_collection.json", '{"info": {"_postman_id": "1"}}', "postman"),
        (
            "x.json",
            '{"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/"}}',
            "postman",
        ),
        ("package.json", '{"name": "x"}', "config"),
        ("stories/cart.md", "# 购物车\n\n### 用户故事：加入购物车\n作为顾客\n", "story"),
        ("stories/cart.md", "# Cart\n\nAs a buyer\nI want\n", "story"),
        ("stories/cart.md", "### User story: add\n", "story"),
        ("docs/cart.md", "# Cart\n\nUsed as a buyer's list.\n", "document"),
        ("features/cart.feature", "Feature: cart\n", "story"),
        ("README.md", "# Shop\n", "document"),
        ("docs/手册.pdf", "# 手册\n", "document"),
        ("docs/domain.puml", "@startuml\n", "model"),
        ("docs/flow.mmd", "graph TD\n", "model"),
        ("db/shop.dbml", "Table order {}\n", "model"),
        ("export/issues.csv", "Summary,Acceptance Criteria\n", "story"),
        ("export/issues.csv", "\ufeffIssue key;Summary;Custom field (Acceptance Criteria)\n", "story"),
        ("export/issues.csv", 'sep=,\n"标题","描述","验收标准"\n', "story"),
        ("export/issues.tsv", "role\ti want\tso that\n", "story"),
        ("export/issues.csv", "title,description\nx,As a buyer I want to pay\n", "story"),
        ("export/issues.csv", "标题,描述\n退款,作为顾客，我想退款\n", "story"),
        ("export/issues.jsonl", '{"fields": {"summary": "x", "acceptanceCriteria": ""}}\n', "story"),
        ("export/products.csv", "title,description,price\nTea,As a gift it is fine,2\n", "other"),
        ("export/people.csv", "name,role\nAda,admin\n", "other"),
        ("export/rows.csv", "id,price\n1,2\n", "other"),
        ("export/rows.csv", "", "other"),
        ("export/rows.jsonl", '{"title": "x", "description": "y"}\n', "other"),
        ("src/Story.java", "// summary, acceptance criteria\n", "code"),
        ("export/notes.md", "title,description,acceptance criteria\n", "document"),
        ("feedback/events.jsonl", '{"action":"edited","suggestion":"x"}\n', "feedback"),
        ("data/rows.jsonl", '{"a":1}\n', "other"),
        ("Dockerfile", "FROM x\n", "config"),
        ("pom.xml", "<project/>", "config"),
        ("LICENSE", "MIT", "other"),
        ("logo.png", "", "other"),
    ],
)
def test_asset_kinds(path: str, head: str, kind: str) -> None:
    assert asset_kind(path, hints(head)) == kind


@pytest.mark.parametrize(
    ("glob", "path", "hit"),
    [
        ("**", "a/b.py", True),
        ("**", "", True),
        ("*.py", "b.py", True),
        ("*.py", "a/b.py", False),
        ("**/*.py", "b.py", True),
        ("**/*.py", "a/c/b.py", True),
        ("**/*.py", "a/b.pyc", False),
        ("a/**", "a/b/c", True),
        ("a/**", "ab/c", False),
        ("a/**/c", "a/c", True),
        ("a/**/c", "a/b/b/c", True),
        ("**/tests/**", "tests/x", True),
        ("**/tests/**", "contests/x", False),
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("a.c", "abc", False),
        ("[a].c", "[a].c", True),
        ("two*", "two\nlines", True),
    ],
)
def test_globs(glob: str, path: str, hit: bool) -> None:  # noqa: FBT001
    assert chooser([glob], [])(path) is hit
    assert chooser(["**"], [glob])(path) is not hit


@pytest.mark.parametrize(
    ("expression", "classifiers", "text", "licence"),
    [
        ("MIT", ["License :: OSI Approved :: BSD License"], "", "MIT"),
        ("", ["License :: OSI Approved :: Apache Software License"], "whatever", "Apache-2.0"),
        ("", ["License :: OSI Approved", "License :: OSI Approved :: MIT License"], "", "MIT"),
        (
            "",
            ["License :: OSI Approved :: MIT License", "License :: OSI Approved :: Apache Software License"],
            "",
            "Apache-2.0 AND MIT",
        ),
        ("", ["License :: OSI Approved :: MIT License", "License :: Other/Proprietary License"], "", ""),
        ("", ["Topic :: Office"], "MIT License", "MIT"),
        ("", [], "  Apache 2.0 ", "Apache-2.0"),
        ("", [], "MITRE", ""),
        ("", [], "", ""),
    ],
)
def test_licences_of_metadata(expression: str, classifiers: list[str], text: str, licence: str) -> None:
    assert licence_of(expression, classifiers, text) == licence


@given(st.binary(max_size=300), st.integers(1, 50), st.integers(0, 300))
def test_a_content_is_described_the_same_in_pieces(content: bytes, width: int, limit: int) -> None:
    pieces = [content[start : start + width] for start in range(0, len(content), width)]
    found = describe(pieces, len(content), limit)
    assert found == describe([content], len(content), limit)
    assert found.blob == blob_id(content)
    assert (found.encoding == "oversized") == (len(content) > limit)
    assert found.text is None or found.text.encode() == content


def test_the_stage_writes_the_same_bytes_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    repository = bare(tmp_path / "data/shop.git")
    head = commit(repository, {b"B.java": b"class B {}", b"a.md": b"# a"})
    write_params(tmp_path, {"shop": source("data/shop.git", head)})
    main()
    first = outs(tmp_path)
    main()
    shutil.rmtree(".store")
    main()
    assert first == outs(tmp_path)
    assert [file.path for file in contract.FILES.read_some()] == ["B.java", "a.md"]


def test_a_source_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    repository = bare(tmp_path / "data/shop.git")
    commit(repository, {b"a": b"1"})
    write_params(tmp_path, {"shop": source("data/shop.git", "b" * 40)})
    with pytest.raises(PipelineError, match="crawl: 1 of 1 sources cannot be read"):
        main()
    assert capsys.readouterr().err.startswith("error: source 'shop': no commit bbb")
    assert not Path("out").exists()

import hashlib
import random

import pytest

from stages.core.records.document import Document, Edit
from stages.core.records.type_asset import TypeAsset
from stages.core.spans import apply
from stages.model.model import model, read_document
from tests.model.documents import PARAMS, document

DOCUMENTS = [
    document("A.java", "class A { void f() { g(); } }"),
    document("ATest.java", "class ATest { void t() { new A().f(); } }"),
    document("bad.java", "class {"),
    document("notes.md", "# N\ntext\n", language="markdown"),
    document("empty.md", "# N\n", language="markdown"),
    document("story.md", "As a cook\nI want salt\n\nAC 1:\nGiven a\nWhen b\nThen c\n", language="markdown"),
    document("api.yaml", "openapi: 3.0.0\npaths: {/a: {get: {responses: {}}}}", language="yaml"),
    document("app.yaml", "a: 1", language="yaml"),
    document("logo.svg", "<svg/>", language="xml"),
]


def test_every_document_gives_an_asset_or_a_drop() -> None:
    found = model(DOCUMENTS, PARAMS)
    assert [(drop.item, drop.rule, drop.value) for drop in found.drops] == [
        ("shop:app.yaml", "no-asset", "yaml"),
        ("shop:bad.java", "parse-error", "line 1"),
        ("shop:empty.md", "no-asset", "markdown"),
        ("shop:logo.svg", "no-asset", "xml"),
    ]
    assert found.documents + len(found.drops) == len(DOCUMENTS)


def test_a_document_of_which_all_parts_are_passed_over_has_a_row_for_each() -> None:
    script = "SET NAMES utf8;\nUSE shop;\n"
    found = model([document("a.sql", script, language="sql")], PARAMS)
    assert [(drop.item, drop.rule) for drop in found.drops] == [("shop:a.sql", "no-asset")]
    assert [(part.item, part.rule) for part in found.passed_over] == [
        ("shop:a.sql#0-14", "other-statement"),
        ("shop:a.sql#16-24", "other-statement"),
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"A.java": "class A { }"}, ["A.java#A"]),
        ({"A.java": "class A { }\nclass A { }"}, ["A.java#A", "A.java#A~2"]),
        ({"A.java": "class A { }\n" * 3}, ["A.java#A", "A.java#A~2", "A.java#A~3"]),
        ({"A.java": "class A { class A { } }"}, ["A.java#A", "A.java#A.A"]),
        ({"a.py": "class A: ...\nclass A: ..."}, ["a.py#A", "a.py#A~2"]),
        ({"A.java": "class A { }", "B.java": "class A { }"}, ["A.java#A", "B.java#A"]),
    ],
)
def test_ids_of_assets_are_distinct_and_stable(texts: dict[str, str], expected: list[str]) -> None:
    languages = {"java": "java", "py": "python"}
    documents = [
        document(path, text, language=languages[path.rsplit(".", 1)[-1]]) for path, text in texts.items()
    ]
    assert [asset.id for asset in model(documents, PARAMS).types] == [f"shop:{one}" for one in expected]


def test_a_path_with_a_hash_does_not_take_the_id_of_another_file() -> None:
    operation = "get: {tags: ['%s'], responses: {}}"
    paths = "openapi: 3.0.0\npaths: {/a: {%s}}"
    found = model(
        [
            document("a.yaml", paths % (operation % "b.yaml#t"), language="yaml"),
            document("a.yaml#b.yaml", paths % (operation % "t"), language="yaml"),
        ],
        PARAMS,
    )
    assert [api.id for api in found.apis] == ["shop:a.yaml#b.yaml#t", "shop:a.yaml#b.yaml#t~2"]


def test_a_drop_says_which_bytes_of_the_raw_blob_it_drops() -> None:
    masked = document(
        "bad.java", "class N {", edits=[Edit(start=6, end=11, length=1)]
    )  # raw: "class Lilei {"
    (drop,) = model([masked], PARAMS).drops
    assert [(span.document, span.start, span.end) for span in drop.spans] == [("shop:bad.java", 0, 13)]


STORY = "As a cook\nI want salt\nAC 1:\nGiven a\nWhen b\nThen c\n"
REQUEST = '{"name": "x", "request": {"method": "%s", "url": "/a"}}'
COLLECTION = f'{{"info": {{"_postman_id": "1"}}, "item": [{REQUEST % "GET"}, {REQUEST % "LINK"}]}}'
PATHS = """openapi: 3.0.0
paths:
  /a: {get: {responses: {}}, link: {responses: {}}, x-link: {a: 1}}
  b: {get: {responses: {}}}
  /c: {$ref: 'other.yaml'}
  x-note: {get: {}}
"""


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("markdown", f"# Cart\n\nTopic: salt\n\n{STORY}", []),
        (
            "markdown",
            f"---\ndomain: x\n---\n# Cart\nA cart.\n\nIts goods.\n\n## S\n{STORY}\nEnd: 完。\n\n{STORY}",
            [("beside-story", "A cart.\n\nIts goods."), ("beside-story", "End: 完。")],
        ),
        ("markdown", "# Cart\nA cart.\n", []),
        ("text", f"{STORY}\nBye.", [("beside-story", "Bye.")]),
        (
            "yaml",
            PATHS,
            [
                ("no-method", "link: {responses: {}}"),
                ("no-path", "b: {get: {responses: {}}}"),
                ("no-operation", "/c: {$ref: 'other.yaml'}"),
            ],
        ),
        ("json", COLLECTION, [("no-method", REQUEST % "LINK")]),
    ],
    ids=["topic", "prose", "no story", "text", "paths", "requests"],
)
def test_what_gives_no_asset_beside_others_has_a_row(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    found = model([document("a", text, language=language)], PARAMS)
    places = [(drop.rule, *drop.spans) for drop in found.passed_over]
    assert [(rule, text.encode()[s.start : s.end].decode()) for rule, s in places] == expected
    assert [drop.item for drop in found.passed_over] == [f"shop:a#{s.start}-{s.end}" for _, s in places]
    assert (found.documents, list(found.drops)) == (1, [])


def test_the_order_of_the_documents_does_not_matter() -> None:
    shuffled = random.Random(7).sample(DOCUMENTS, len(DOCUMENTS))  # noqa: S311  a test's order
    assert model(shuffled, PARAMS) == model(DOCUMENTS, PARAMS)


def test_the_figures_count_assets() -> None:
    assert model(DOCUMENTS, PARAMS).figures == {
        "types": 2,
        "members": 2,
        "apis": 1,
        "operations": 1,
        "sql": 0,
        "sql_unparsed": 0,
        "sql_by_origin": {},
        "sql_by_kind": {},
        "diagrams_by_format": {},
        "builds_by_tool": {},
        "frameworks": {},
        "test_frameworks": {},
        "stories": 1,
        "criteria": 1,
        "passed_over": {},
        "changes": 0,
        "changes_by_kind": {},
        "changed_members": 0,
        "sections": 1,
        "suggestions": 0,
        "types_by_role": {"other": 1, "test": 1},
        "types_by_language": {"java": 2},
        "members_by_kind": {"method": 2},
        "tests_with_subject": 1,
        "tests_without_subject": 0,
    }


def test_a_span_leads_back_to_the_raw_bytes_of_a_masked_text() -> None:
    raw = '/* 李雷 */ class A { String mail = "li.lei@example.com"; void f() { } }'.encode()
    mail, name = raw.index(b"li.lei"), raw.index("李雷".encode())
    edits = [(name, name + 6, b"N"), (mail, mail + 18, b"m@x")]
    safe = apply(raw, edits)
    masked = document(
        "A.java",
        safe.decode(),
        edits=[Edit(start=start, end=end, length=len(new)) for start, end, new in edits],
    )
    (asset,) = read_document(masked, PARAMS)
    assert isinstance(asset, TypeAsset)
    field, method = asset.members
    assert raw[field.span.start : field.span.end] == b'String mail = "li.lei@example.com";'
    assert field.text == 'String mail = "m@x";'
    assert field.span.safe == hashlib.sha256(field.text.encode()).hexdigest()
    assert raw[method.span.start : method.span.end] == b"void f() { }"


@pytest.mark.parametrize(
    "language", ["java", "python", "typescript", "javascript", "json", "yaml", "markdown", "text"]
)
@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "\x00", "\u2028", "}" * 5_000, "[" * 5_000, "a<" * 5_000, "-,-;" * 5_000]
)
def test_no_text_is_a_surprise(language: str, text: str) -> None:
    odd: Document = document("odd." + language, text, language=language)
    found = model([odd], PARAMS)
    assert found.documents + len(found.drops) == 1

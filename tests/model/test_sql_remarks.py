"""`COMMENT ON TABLE` and `COMMENT ON COLUMN` of PostgreSQL and Oracle."""

import pytest

from stages.core.records.sql_asset import SqlAsset
from stages.model.model import read_document
from tests.model.documents import PARAMS, document

POSTGRES = """-- Name: orders; Type: TABLE; Schema: shop; Owner: postgres
CREATE TABLE shop."orders" (
    id bigserial PRIMARY KEY,
    total numeric(10, 2) NOT NULL
);
CREATE INDEX of_total ON shop.orders (total);
COMMENT ON TABLE shop.orders IS '订单；一个客户一张';
COMMENT ON COLUMN "shop"."orders"."total" IS 'in cents; the customer''s';
"""
ORACLE = """CREATE TABLE T_USER (
  ID NUMBER(19) NOT NULL,
  USER_NAME VARCHAR2(64 CHAR)
)
/
comment on table T_USER is 'users'
/
COMMENT ON COLUMN t_user.user_name IS 'what they sign in by'
/
"""


def told(script: str) -> tuple[SqlAsset, list[str]]:
    assets = read_document(document("db/schema.sql", script, language="sql"), PARAMS)
    table = next(one for one in assets if isinstance(one, SqlAsset) and one.kind == "create")
    return table, [column.comment for column in table.columns]


@pytest.mark.parametrize(
    ("script", "doc", "comments", "language"),
    [
        (POSTGRES, "订单；一个客户一张", ["", "in cents; the customer's"], "zh"),
        (ORACLE, "users", ["", "what they sign in by"], "en"),
    ],
)
def test_a_table_has_the_comments_on_it(script: str, doc: str, comments: list[str], language: str) -> None:
    table, said = told(script)
    assert (table.doc, said, table.natural_language) == (doc, comments, language)
    spans = [table.doc_span, *(column.comment_span for column in table.columns if column.comment)]
    for span in spans:
        assert span is not None
        assert script.encode()[span.start : span.end].lower().startswith(b"comment on ")


@pytest.mark.parametrize(
    ("after", "comment"),
    [
        ("COMMENT ON COLUMN a.t.c IS 'x'", "x"),
        ("COMMENT ON COLUMN t.c IS 'x'", "x"),
        ("COMMENT ON COLUMN b.t.c IS 'x'", ""),
        ("COMMENT ON COLUMN t.d IS 'x'", ""),
        ("COMMENT ON COLUMN u.c IS 'x'", ""),
        ("COMMENT ON COLUMN t.c IS NULL", ""),
        ("COMMENT ON INDEX t IS 'x'", ""),
        ("COMMENT ON VIEW t IS 'x'", ""),
        ("SELECT 'COMMENT ON COLUMN t.c IS x'", ""),
    ],
)
def test_a_comment_is_of_the_table_and_column_that_it_names(after: str, comment: str) -> None:
    table, said = told(f"CREATE TABLE a.t (c int);\n{after};\n")
    assert (said, table.doc) == ([comment], "")


def test_a_comment_before_its_table_is_of_none_and_a_columns_own_one_stays() -> None:
    before, own = "COMMENT ON TABLE t IS 'x';", "COMMENT ON COLUMN t.c IS 'y';"
    table, said = told(f"{before}\nCREATE TABLE t (c int COMMENT 'own');\n{own}\n")
    assert (table.doc, said) == ("", ["own"])


def test_of_two_tables_of_a_name_the_last_one_before_is_meant() -> None:
    script = "CREATE TABLE t (c int);\nDROP TABLE t;\nCREATE TABLE t (c int);\nCOMMENT ON TABLE t IS 'x';\n"
    assets = read_document(document("a.sql", script, language="sql"), PARAMS)
    assert [one.doc for one in assets if isinstance(one, SqlAsset)] == ["", "", "x", ""]

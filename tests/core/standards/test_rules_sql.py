"""SQL in strings and as an answer: hits and near misses of the rules that read statements."""

import pytest

from stages.core.standards.finding import Finding
from stages.core.standards.rules import (
    at_least_one_primary_key,
    insert_without_field,
    like_start_without_percent,
    limit_column_size,
    limit_joins,
    limit_table_name_length,
    snake_case_naming,
    unknown_column_size,
)
from tests.gate.given import answer, params

STANDARDS = params().standards
RULES = {
    "unknown-column-size": unknown_column_size.find,
    "like-start-without-percent": like_start_without_percent.find,
    "limit-joins": limit_joins.find,
    "at-least-one-primary-key": at_least_one_primary_key.find,
    "limit-table-name-length": limit_table_name_length.find,
    "snake-case-naming": snake_case_naming.find,
    "limit-column-size": limit_column_size.find,
    "insert-without-field": insert_without_field.find,
}


def found(rule: str, sql: str) -> list[Finding]:
    return RULES[rule](answer(sql, "sql"), STANDARDS[rule].threshold)


def joins(count: int) -> str:
    return " ".join(["SELECT a.id FROM a", *(f"JOIN b{n} ON b{n}.id = a.id" for n in range(count))])


def columns(count: int) -> str:
    return "CREATE TABLE t (id INT PRIMARY KEY, " + ", ".join(f"c{n} INT" for n in range(count - 1)) + ")"


@pytest.mark.parametrize(
    ("rule", "sql"),
    [
        ("unknown-column-size", "SELECT * FROM orders"),
        ("unknown-column-size", "SELECT t.* FROM orders t"),
        ("unknown-column-size", "SELECT id FROM a WHERE b IN (SELECT * FROM c)"),
        ("like-start-without-percent", "SELECT id FROM a WHERE b = 1 AND c LIKE '%x'"),
        ("like-start-without-percent", "SELECT id FROM a WHERE c LIKE CONCAT('%', :name)"),
        ("like-start-without-percent", "SELECT a FROM A a WHERE a.c LIKE %:name%"),
        ("like-start-without-percent", "DELETE FROM a WHERE c LIKE '%x%'"),
        ("limit-joins", joins(5)),
        ("limit-joins", "SELECT a.id FROM a, b, c, d, e, f"),
        ("at-least-one-primary-key", "CREATE TABLE t (id INT, name VARCHAR(20))"),
        ("limit-table-name-length", f"CREATE TABLE {'t' * 32} (id INT PRIMARY KEY)"),
        ("snake-case-naming", "CREATE TABLE orderItem (id INT PRIMARY KEY)"),
        ("snake-case-naming", "CREATE TABLE order_item (id INT PRIMARY KEY, itemCount INT)"),
        ("limit-column-size", columns(20)),
        ("insert-without-field", "INSERT INTO [dbo].[t] VALUES (1, NEWID())"),
        ("unknown-column-size", "SELECT TOP 10 * FROM [dbo].[t] WITH (NOLOCK)"),
        ("at-least-one-primary-key", "CREATE TABLE t (id NUMBER(19) NOT NULL, note VARCHAR2(64 CHAR))"),
        ("insert-without-field", "INSERT INTO t VALUES (1, 2)"),
        ("insert-without-field", "INSERT INTO t SELECT a, b FROM c"),
    ],
)
def test_a_fault_is_found(rule: str, sql: str) -> None:
    assert len(found(rule, sql)) == 1


@pytest.mark.parametrize(
    ("rule", "sql"),
    [
        ("unknown-column-size", "SELECT id FROM a WHERE EXISTS (SELECT * FROM b)"),
        ("unknown-column-size", "SELECT COUNT(*), a * b FROM c"),
        ("like-start-without-percent", "SELECT id FROM a WHERE c LIKE 'x%'"),
        ("like-start-without-percent", "SELECT id FROM a WHERE c LIKE CONCAT(:name, '%')"),
        ("like-start-without-percent", "SELECT a FROM A a WHERE a.c LIKE :name%"),
        ("like-start-without-percent", "SELECT id FROM a WHERE c = '%x'"),
        ("limit-joins", joins(4)),
        ("limit-joins", joins(3) + " JOIN (SELECT c.id FROM c JOIN d ON c.id = d.id) e ON e.id = a.id"),  # noqa: S608
        ("at-least-one-primary-key", "CREATE TABLE t (id INT PRIMARY KEY)"),
        (
            "at-least-one-primary-key",
            "CREATE TABLE `t` (`id` bigint NOT NULL, PRIMARY KEY (`id`)) ENGINE = InnoDB",
        ),
        ("at-least-one-primary-key", "CREATE TABLE t (id INT, CONSTRAINT pk PRIMARY KEY (id))"),
        (
            "at-least-one-primary-key",
            "CREATE TABLE t (id INT);\nALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (id)",
        ),
        (
            "at-least-one-primary-key",
            "CREATE TABLE shop.t (id integer);\nALTER TABLE ONLY shop.t ADD CONSTRAINT pk PRIMARY KEY (id)",
        ),
        (
            "at-least-one-primary-key",
            "CREATE TABLE [dbo].[t] ([id] [int] NOT NULL)\nGO\n"
            "ALTER TABLE [dbo].[t] WITH CHECK ADD CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([id])",
        ),
        ("at-least-one-primary-key", 'CREATE TABLE "T" ("ID" NUMBER(19,0) NOT NULL ENABLE PRIMARY KEY)'),
        ("at-least-one-primary-key", "CREATE TEMPORARY TABLE t (id INT)"),
        ("at-least-one-primary-key", "CREATE TABLE t AS SELECT a FROM b"),
        ("limit-table-name-length", f"CREATE TABLE {'t' * 31} (id INT PRIMARY KEY)"),
        ("snake-case-naming", "CREATE TABLE order_item_2 (id INT PRIMARY KEY, item_count INT)"),
        ("snake-case-naming", "CREATE TABLE ORDER_ITEM (ID INT PRIMARY KEY)"),
        ("snake-case-naming", "SELECT o.itemCount FROM OrderItem o"),
        ("limit-column-size", columns(19)),
        ("insert-without-field", "INSERT INTO t (a, b) VALUES (1, 2)"),
        ("insert-without-field", "INSERT INTO t (a) SELECT a FROM b"),
        ("insert-without-field", "insert into t set a = 1"),
    ],
)
def test_what_looks_like_a_fault_is_none(rule: str, sql: str) -> None:
    assert found(rule, sql) == []


@pytest.mark.parametrize(
    ("kind", "text", "faults"),
    [
        ("java-member", '@Insert("insert into t values(#{a}, #{b})")\n    int add(A a);', 1),
        ("java-member", 'void a() {\n        run("INSERT INTO t " + name + " VALUES (?, ?)");\n    }', 0),
        ("java-member", 'void a() {\n        run("INSERT INTO t " + "VALUES (?, ?)");\n    }', 1),
        ("java-member", 'void a() {\n        log("insert into the basket");\n    }', 0),
        ("python-function", 'def a(db):\n    db.run("INSERT INTO t VALUES (1)")\n', 1),
        ("typescript-function", "function a() { run(`INSERT INTO t VALUES (1)`); }", 1),
        ("kotlin-file", 'fun a() { run("""INSERT INTO t VALUES (1)""") }', 1),
        ("sql", "SELECT 1;\nINSERT INTO t VALUES ('a;b');\n-- told\nINSERT INTO t VALUES (2)", 2),
    ],
)
def test_statements_are_found_in_each_language(kind: str, text: str, faults: int) -> None:
    assert len(insert_without_field.find(answer(text, kind), 0)) == faults

"""A question in SQL is answered from files that are what they were, and from nothing else."""

from pathlib import Path

import pytest

from apps.adaptrail import execute
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.core.contract import publish_json
from stages.core.errors import PipelineError
from stages.core.records.ledger_shard import SCHEMA
from tests.audit.project import ask, forget, told

pytestmark = pytest.mark.usefixtures("project")
pytest.importorskip("duckdb", reason="needs the extra `analytics`")
Captured = pytest.CaptureFixture[str]


def test_tables_are_joined(capsys: Captured) -> None:
    sql = "SELECT o.source, count(*) AS n FROM ledger l JOIN origins o ON l.item = o.document GROUP BY ALL"
    code, rows = ask(capsys, "query", sql)
    assert (code, [row["source"] for row in rows]) == (0, ["shop"])
    assert rows[0]["n"] >= 2


def test_what_there_is_is_told(capsys: Captured) -> None:
    shown = told(capsys, "query", "SHOW TABLES")
    assert all(name in shown for name in ("ledger", "origins", "decisions", "candidates", "drops"))


@pytest.mark.parametrize("sql", ["SELECT * FROM ledger WHERE item = 'nothing'", "DROP TABLE ledger"])
def test_no_row_is_a_no(sql: str, capsys: Captured) -> None:
    assert ask(capsys, "query", sql) == (1, [])


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("SELEC 1", "syntax error"),
        ("", "No open result set"),
        ("SELECT * FROM origins a JOIN origins b USING (document)", "two columns '[a-z_]+', expected one"),
        ("SELECT * FROM read_text('params.yaml')", "[dD]isabled"),
        ("COPY origins TO 'stolen.csv'", "[dD]isabled"),
        ("SET enable_external_access = true", "locked|cannot"),
        ("INSTALL httpfs", "[dD]isabled"),
    ],
)
def test_a_statement_that_reaches_further_is_one_line(sql: str, fault: str) -> None:
    forget()
    with pytest.raises(PipelineError, match=fault) as raised:
        execute(["audit", "query", sql])
    assert "\n" not in str(raised.value)
    assert not Path("stolen.csv").exists()


def test_a_file_that_was_changed_is_not_read() -> None:
    path = Path(anonymize.ORIGINS.path)
    path.write_bytes(path.read_bytes().replace(b'"team"', b'"teem"'))
    forget()
    with pytest.raises(PipelineError, match="changed or half written"):
        execute(["audit", "query", "SELECT 1"])


def test_a_ledger_of_a_newer_schema_is_told_as_such() -> None:
    rows = attest.SHARDS.content().splitlines()
    newer = [row.replace(b'"schema":%d' % SCHEMA, b'"new":1,"schema":%d' % (SCHEMA + 1)) for row in rows]
    publish_json(attest.SHARDS.manifest, attest.SHARDS.write_encoded(newer))
    forget()
    with pytest.raises(PipelineError, match=f"shards.jsonl: schema {SCHEMA + 1}, expected {SCHEMA}"):
        execute(["audit", "query", "SELECT 1"])

"""Answer a question of one's own: SQL over ledger, origins, decisions, candidates and drops, by DuckDB.

The extra `analytics` is needed. Every file is compared with the manifest that vouches for it and then read
into memory; after that DuckDB opens no file and no socket.
"""

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from apps.audit import question
from apps.audit.question import Answer
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.shards import read_shards
from stages.core.contract import Rows
from stages.core.errors import PipelineError

if TYPE_CHECKING:
    import duckdb

DROPS = (attest.MODEL_DROPS, attest.BUILD_DROPS, attest.GATE_DROPS, attest.SPLIT_DROPS)
OFFLINE = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions,
        "query",
        "ask in SQL, of the tables ledger, origins, decisions, candidates and drops",
        answer,
    )
    asked.add_argument("sql", help="one statement; `SHOW TABLES` and `DESCRIBE ledger` say what there is")


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when there is a row."""
    if not find_spec("duckdb"):
        raise PipelineError(
            "duckdb: not installed, expected the extra `analytics`. "
            "pip install -e '.[analytics]' -c constraints.txt -c constraints-dev.txt."
        )
    import duckdb  # noqa: PLC0415  of an extra

    with duckdb.connect(":memory:") as base:
        _load(base)
        try:
            base.execute(arguments.sql)
            names = [column[0] for column in base.description or []]
            rows = base.fetchall()
        except duckdb.Error as error:
            raise PipelineError(
                f"query: {question.on_one_line(str(error).splitlines()[0])}. Mend the statement; "
                "`SHOW TABLES` and `DESCRIBE ledger` say what there is."
            ) from error
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise PipelineError(
            f"query: two columns {question.on_one_line(twice[0])!r}, expected one. Name them with AS."
        )
    document = [dict(zip(names, row, strict=True)) for row in rows]
    return Answer(document, [question.table(names, rows)], bool(rows))


def _load(base: "duckdb.DuckDBPyConnection") -> None:
    """Read the files into tables, a file without rows into none, and shut DuckDB off from everything else."""
    shards = [attest.shard(one.source) for one in read_shards()]
    tables: dict[str, Sequence[Rows[Any]]] = {
        "ledger": shards,
        "origins": [anonymize.ORIGINS],
        "decisions": [anonymize.DECISIONS],
        "candidates": [attest.CANDIDATES],
        "drops": DROPS,
    }
    for name, files in tables.items():
        filled = [file.path for file in files if file.content()]
        if filled:
            base.execute(
                f"CREATE TABLE {name} AS SELECT * FROM "  # noqa: S608  names of our own
                "read_json(?, format = 'newline_delimited', union_by_name = true, sample_size = -1)",
                [filled],
            )
    for setting in OFFLINE:
        base.execute(setting)

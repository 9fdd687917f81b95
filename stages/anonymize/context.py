"""Say what stands before a value: its line, its clause, and the heading of its column."""

import re

from stages.anonymize.finding import Subject

CLAUSE = re.compile(r"[,，;；。、|&{}\n]")
INSERT = re.compile(
    r"insert\s+(?:ignore\s+)?into\s+[\w.`\"\[\]]+\s*\((?P<columns>[^()]{1,4000})\)\s*values?", re.I
)
CALL = re.compile(r"\w+\([^()]*\)")
QUOTED = re.compile(r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"")
REACH = 60
"""Characters before a value in which its context is looked for."""
STATEMENT = 4000
"""Characters before a value in which the column names of an INSERT are looked for."""
ROWS = 200
"""Rows of a table above which the heading is looked for."""
ASSIGNED = re.compile(r"([A-Za-z_][\w.-]*)[\"'`\])]*\s*(?:[:=(]|=>|\s)\s*[\"'`]?$")


def line(text: str, start: int) -> str:
    """Return what stands before `start` on its line, at most REACH characters."""
    return text[max(0, start - REACH) : start].rsplit("\n", 1)[-1]


def clause(text: str, start: int) -> str:
    """Return what stands before `start` since the last comma, semicolon or full stop of its line."""
    return CLAUSE.split(line(text, start))[-1]


def key(text: str, start: int) -> str:
    """Return the name to which the value at `start` is assigned, or an empty string."""
    match = ASSIGNED.search(line(text, start))
    return match[1] if match else ""


def heading(subject: Subject, start: int) -> str:
    """Return the column name of a value in an INSERT, a Markdown table or a CSV file."""
    begin = subject.text.rfind("\n", 0, start) + 1
    row = subject.text[begin:start]
    if row.lstrip().startswith("|"):
        return _cell(_table_head(subject.text[:begin]).split("|"), row.count("|"))
    if subject.language == "csv":
        return _cell(subject.text.split("\n", 1)[0].split(","), QUOTED.sub("", row).count(","))
    return _column(subject.text[max(0, start - STATEMENT) : start])


def near(subject: Subject, start: int) -> str:
    """Return the clause before `start` and the heading of its column."""
    return f"{heading(subject, start)} {clause(subject.text, start)}"


def _table_head(above: str) -> str:
    rows = above.rstrip("\n").rsplit("\n", ROWS)[-ROWS:]
    table = next((n for n, row in enumerate(reversed(rows)) if not row.lstrip().startswith("|")), len(rows))
    return rows[len(rows) - table] if table else ""


def _column(before: str) -> str:
    """Return the name of the column whose value begins at the end of `before`."""
    inserts = list(INSERT.finditer(before))
    if not inserts:
        return ""
    values = CALL.sub("", QUOTED.sub("", before[inserts[-1].end() :]))
    if ";" in values:
        return ""
    return _cell(inserts[-1]["columns"].split(","), values.rsplit("(", 1)[-1].count(","))


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip(' `"[]\t\r') if place < len(cells) else ""

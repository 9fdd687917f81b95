"""SQL: one statement (`sql`): a query, a change of rows, or the definition of a table or an index.

    sql  one statement of MySQL, PostgreSQL, Oracle, SQL Server or JPQL, a semicolon at its end or none;
         parameters as `?`, `?1`, `:name`, `#{name}`, `${name}` and `%s`; comments where SQL has them

What sqlglot cannot read is refused; it lets an empty list pass, such as `update t set`. Names of tables and
columns are not looked up.
"""

import re

from sqlglot import exp

from stages.core import sql
from stages.core.formats.violation import Says, Violation, Words, violation

_KNOWN = (exp.Query, exp.Insert, exp.Update, exp.Delete, exp.Merge, exp.Create, exp.Alter, exp.Drop)
_WORD = re.compile(r"select|insert|replace|update|delete|merge|with|create|alter|drop|\(", re.IGNORECASE)
_HINT = Words("Write one SQL statement and nothing else.", "只写一条 SQL 语句，不写别的。")
_SAYS = {
    "sql.count": Says(Words("$count statements", "有 $count 条语句"), _HINT),
    "sql.word": Says(Words("text that begins no statement", "开头不是 SQL 语句"), _HINT),
    "sql.unread": Says(
        Words("a statement that cannot be read", "无法解析的语句"),
        Words(
            "Close brackets and quotes, and complete each clause.",
            "请闭合括号和引号，并写完整每个子句。",
        ),
    ),
}


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being one statement."""
    places = list(sql.statements(text))
    if len(places) != 1:
        line = text.count("\n", 0, places[1].start) + 1 if places else 0
        return [violation(_SAYS, "sql.count", line, count=len(places))]
    start, end = places[0]
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    if not _WORD.match(text, start):
        return [violation(_SAYS, "sql.word", line, column)]
    if isinstance(sql.tree(text[start:end]), _KNOWN):
        return []
    return [violation(_SAYS, "sql.unread", line, column)]

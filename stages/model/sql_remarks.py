"""What a script says of its tables in statements of their own: `COMMENT ON TABLE` and `COMMENT ON COLUMN`.

They are of the table of that name that was created last before them; where both name its schema, it is the
same. A comment on a table is its documentation, before what stands above its statement; one on a column adds
what the column itself leaves out. Not read: a text with escapes (`E'...'`).
"""

from collections.abc import Iterable, Iterator

import msgspec

from stages.core import sql
from stages.core.natural_language import natural_language
from stages.core.records.sql_asset import SqlAsset
from stages.model.documentation import documentation
from stages.model.passed_over import PassedOver

Found = SqlAsset | PassedOver


def with_remarks(found: Iterable[Found]) -> list[Found]:
    """Return what a script holds, in order, its tables with the comments on them."""
    told = list(found)
    created: dict[str, list[int]] = {}
    for number, one in enumerate(told):
        if not isinstance(one, SqlAsset):
            continue
        if one.kind == "create" and one.tables and one.columns:
            created.setdefault(one.tables[0].casefold(), []).append(number)
        elif one.kind == "comment" and (remark := sql.remark(one.text)) is not None:
            for place in _meant(remark, told, created):
                told[place] = _said(told[place], remark, one)
    return told


def _meant(remark: sql.Remark, told: list[Found], created: dict[str, list[int]]) -> Iterator[int]:
    """Yield where the table stands that a comment is of, if it does."""
    *schema, name = map(str.casefold, remark.path)
    for number in reversed(created.get(name, [])):
        one = told[number]
        if isinstance(one, SqlAsset) and _is_in(one, schema):
            yield number
            return


def _is_in(table: SqlAsset, schema: list[str]) -> bool:
    """Say whether a table may be of a schema: what one of both leaves out decides nothing."""
    own = [part.casefold() for part in sql.schema(table.text)] if schema else []
    return all(one == other for one, other in zip(reversed(own), reversed(schema), strict=False))


def _said(table: Found, remark: sql.Remark, at: SqlAsset) -> Found:
    if not isinstance(table, SqlAsset):
        return table
    if not remark.column:
        doc = documentation(remark.text, at.span)
        return msgspec.structs.replace(
            table, doc=doc.text, doc_span=doc.span, natural_language=natural_language(doc.text)
        )
    columns = [
        msgspec.structs.replace(column, comment=remark.text, comment_span=at.span)
        if column.name.casefold() == remark.column.casefold() and not column.comment
        else column
        for column in table.columns
    ]
    return msgspec.structs.replace(table, columns=columns)

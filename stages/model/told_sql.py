"""Make the asset of a statement, wherever it stands: in a script, a mapper, an annotation or a string."""

import re
from typing import NamedTuple

from sqlglot import exp

from stages.core import sql
from stages.core.natural_language import natural_language
from stages.core.records.span import Span
from stages.core.records.sql_asset import Column, SqlAsset
from stages.model.documentation import UNDOCUMENTED, Documentation
from stages.model.safe_text import SafeText


class Holder(NamedTuple):
    """What holds a statement."""

    owner: str = ""
    name: str = ""
    parameters: tuple[str, ...] = ()
    result: str = ""


class Told(NamedTuple):
    """What a reader knows of a statement."""

    key: str
    """What tells it from the others of its document."""
    origin: str
    text: str
    span: Span
    jpql: bool = False
    dynamic: bool = False
    looped: bool = False
    holder: Holder = Holder()
    doc: Documentation = UNDOCUMENTED


def sql_asset(source: SafeText, told: Told) -> SqlAsset:
    """Return the asset of a statement; one that cannot be parsed is kept, with a mark."""
    document = source.document
    tree = sql.tree(told.text)
    return SqlAsset(
        id=f"{document.id}#{told.key}",
        document=document.id,
        source=document.source,
        source_class=document.source_class,
        licence=document.licence,
        natural_language=natural_language(told.doc.text),
        origin=told.origin,
        kind=sql.kind(tree) if tree else _first_word(told.text),
        dialect="jpql" if told.jpql else sql.dialect(told.text),
        parsed=tree is not None,
        dynamic=told.dynamic,
        looped=told.looped,
        tables=sql.tables(tree, jpql=told.jpql) if tree else [],
        columns=[_column(found) for found in _schema(tree)],
        owner=told.holder.owner,
        name=told.holder.name,
        parameters=list(told.holder.parameters),
        result=told.holder.result,
        doc=told.doc.text,
        doc_span=told.doc.span,
        text=told.text,
        span=told.span,
    )


def _first_word(text: str) -> str:
    found = re.search(r"[A-Za-z]+", text)
    return found[0].lower() if found else ""


def _schema(tree: exp.Expr | None) -> list[exp.ColumnDef]:
    if not isinstance(tree, exp.Create) or tree.kind != "TABLE" or not isinstance(tree.this, exp.Schema):
        return []
    return [found for found in tree.this.expressions if isinstance(found, exp.ColumnDef)]


def _column(found: exp.ColumnDef) -> Column:
    comment = found.find(exp.CommentColumnConstraint)
    return Column(
        name=found.name,
        type=found.kind.sql() if found.kind else "",
        comment=comment.this.name if comment else "",
        comment_span=None,
    )

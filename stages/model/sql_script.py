"""Statements of an SQL script: definitions of tables, queries and changes of rows, one asset each.

What a script says to the server or the shell beside them (SET, USE, BEGIN, GRANT, ...), and what is longer
than a setting allows, is passed over.
"""

import re

from stages.core import sql
from stages.core.lines import with_lf
from stages.core.records.sql_asset import SqlAsset
from stages.model.documentation import documentation
from stages.model.params import ModelParams
from stages.model.passed_over import PassedOver
from stages.model.safe_text import SafeText
from stages.model.sql_remarks import with_remarks
from stages.model.told_sql import Told, sql_asset
from stages.model.tree import Place

_ASSETS = re.compile(
    r"(?:select|insert|replace|update|delete|merge|with|create|alter|drop|truncate|comment)\b", re.IGNORECASE
)
_ABOVE = re.compile(
    r"(?P<run>(?:^[ \t]*--[^\n]*\n|(?>/\*.*?\*/)[ \t]*\r?\n)+)|/\*.*?(?:\*/|\Z)", re.MULTILINE | re.DOTALL
)
"""Comments on lines of their own, one below the other; other comments are passed by."""
_MARKS = re.compile(r"^[ \t]*(?:--+|/\*+|\*+/|\*(?!/))[ \t]?|[ \t]*(?:\*+/|-{2,})?[ \t]*$", re.MULTILINE)


def read_script(source: SafeText, params: ModelParams) -> list[SqlAsset | PassedOver]:
    """Return the statements in their order, and what is passed over."""
    text = source.document.text
    places = [Place(*found) for found in sql.statements(text)]
    spans = source.spans(places)
    found: list[SqlAsset | PassedOver] = []
    for number, place in enumerate(places, 1):
        rule = _passed_over(text[place.start : place.end], params)
        before = places[number - 2].end if number > 1 else 0
        found.append(PassedOver(rule, spans[place]) if rule else _asset(source, number, before, place))
    return with_remarks(found)


def _passed_over(statement: str, params: ModelParams) -> str:
    if not _ASSETS.match(statement):
        return "other-statement"
    return "oversized" if len(statement) > params.max_statement_characters else ""


def _asset(source: SafeText, number: int, before: int, place: Place) -> SqlAsset:
    text = source.document.text
    span = source.spans([place])[place]
    comments = [*_ABOVE.finditer(text, before, place.start)]
    above = comments[-1] if comments and comments[-1].end() == place.start and comments[-1]["run"] else None
    doc = documentation("", span)
    if above:
        comment = Place(above.start(), above.end())
        said = " ".join(_MARKS.sub("", with_lf(above[0])).split())
        doc = documentation(said if re.search(r"\w", said) else "", source.spans([comment])[comment])
    statement = with_lf(text[place.start : place.end])
    return sql_asset(source, Told(str(number), "script", statement, span, doc=doc))

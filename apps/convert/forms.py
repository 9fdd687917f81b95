"""The forms of each kind of asset: how a text is read, what is wrong with it, and how an asset is written."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from apps.convert.documents import openapi_tables, openapi_violations, postman_tables, postman_violations
from apps.convert.left_out import nothing, of_openapi, of_postman, scenarios
from stages.core.formats import (
    api_lines,
    api_table,
    class_comment,
    class_info,
    class_short,
    gherkin,
    openapi,
    story,
)
from stages.core.formats.api_table import ApiTable
from stages.core.formats.violation import Violation


class Form(NamedTuple):
    """One way to write an asset."""

    kind: str
    """Kind of asset: forms of one kind can be converted into each other."""
    validate: Callable[[str], list[Violation]]
    parse: Callable[[str], Any]
    """Returns the asset, or None when `validate` finds an error, or when the text holds no such asset."""
    render: Callable[[Any], str] | None
    """None for a form that is only read."""
    left_out: Callable[[str], list[Violation]] = nothing
    """Returns, as warnings, what the text holds and its asset does not."""


_TABLE = re.compile(r"(?m)^(?=#{1,6}\s)")


def tables_violations(text: str) -> list[Violation]:
    """Return what is wrong with API tables, each below its heading."""
    found, before = [], 0
    for piece in _tables(text):
        found += [one._replace(line=one.line and one.line + before) for one in api_table.validate(piece)]
        before += piece.count("\n")
    return found


def tables(text: str) -> list[ApiTable] | None:
    """Return the API tables of a text, or None when one of them is none."""
    read = [api_table.parse(piece) for piece in _tables(text)]
    return [one for one in read if one] if all(read) else None


def _tables(text: str) -> list[str]:
    return [piece for piece in _TABLE.split(text) if piece.strip()] or [text]


def render_tables(found: list[ApiTable]) -> str:
    """Return API tables, a blank line between them."""
    return "\n\n".join(map(api_table.render, found)) + "\n"


FORMS: dict[str, Form] = {
    "api-lines": Form(
        "api", api_lines.validate, api_lines.parse, lambda one: api_lines.render_lines(one) + "\n"
    ),
    "api-table": Form("api", tables_violations, tables, render_tables),
    "class-comment": Form(
        "class",
        class_comment.validate,
        class_comment.parse,
        lambda one: class_comment.render(one, "//") + "\n",
    ),
    "class-info": Form(
        "class", class_info.validate, class_info.parse, lambda one: class_info.render(one) + "\n"
    ),
    "class-short": Form(
        "class", class_short.validate, class_short.parse, lambda one: class_short.render(one) + "\n"
    ),
    "gherkin": Form("story", gherkin.validate, gherkin.parse, gherkin.render, scenarios),
    "openapi": Form(
        "api",
        openapi_violations,
        openapi_tables,
        lambda one: openapi.render_document(one, one[0].title or "API"),
        of_openapi,
    ),
    "postman": Form("api", postman_violations, postman_tables, None, of_postman),
    "story": Form("story", story.validate, story.parse, lambda one: story.render(one) + "\n"),
}
"""The forms by name."""

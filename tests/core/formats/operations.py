"""Operations that Hypothesis draws."""

import re
from typing import NamedTuple

from hypothesis import strategies as st

from stages.core.formats.api_table import METHODS
from stages.core.records.api_asset import ApiParameter, Operation, Payload

NAMES = st.from_regex(r"[a-z_][a-zA-Z0-9_.-]{0,5}", fullmatch=True)
TYPES = st.sampled_from(
    ["string", "{id: string, lines: [{sku: string, qty?: integer}]}", "A | B", "[any]", "map<string, X>"]
)
PROSE = st.text(max_size=20).map(lambda text: " ".join(text.split()))


def payloads(statuses: list[str], types: st.SearchStrategy[str] = TYPES) -> st.SearchStrategy[list[Payload]]:
    return st.lists(
        st.builds(Payload, status=st.sampled_from(statuses), type=st.just("") | types),
        max_size=3,
        unique_by=lambda payload: payload.status,
    )


class Parts(NamedTuple):
    """What the parts of an operation are drawn from."""

    names: st.SearchStrategy[str] = NAMES
    """Of segments of the path and what stands in braces there."""
    others: st.SearchStrategy[str] = NAMES | PROSE
    """Names of other parameters."""
    asked: st.SearchStrategy[str] = TYPES
    """Types of parameters and requests."""
    summary: st.SearchStrategy[str] = PROSE
    responses: st.SearchStrategy[list[Payload]] = payloads(["200", "201", "204", "302", "2XX"])
    errors: st.SearchStrategy[list[Payload]] = payloads(["400", "404", "500", "4XX", "default"])


ANY = Parts()


@st.composite
def operations(draw: st.DrawFn, parts: Parts = ANY) -> Operation:
    ids = draw(st.lists(parts.names, max_size=2, unique=True))
    others = draw(st.lists(parts.others, max_size=3, unique=True))
    place = st.sampled_from(["query", "header", "cookie"])
    return Operation(
        path="/" + "/".join([draw(parts.names), *(f"{{{name}}}" for name in ids)]),
        method=draw(st.sampled_from(METHODS)),
        operation_id="",
        summary=draw(parts.summary),
        parameters=[
            *(
                ApiParameter(name=name, location="path", type=draw(parts.asked), required=True)
                for name in ids
            ),
            *(
                ApiParameter(
                    name=name, location=draw(place), type=draw(parts.asked), required=draw(st.booleans())
                )
                for name in others
            ),
        ],
        request=draw(st.just("") | parts.asked),
        responses=draw(parts.responses),
        errors=draw(parts.errors),
    )


def shape(operation: Operation) -> tuple[str, str]:
    return operation.method, re.sub(r"\{.*?\}", "{}", operation.path)

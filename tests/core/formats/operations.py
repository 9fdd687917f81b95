"""Operations that Hypothesis draws."""

import re

from hypothesis import strategies as st

from stages.core.formats.api_table import METHODS
from stages.core.records.api_asset import ApiParameter, Operation, Payload

NAMES = st.from_regex(r"[a-z_][a-zA-Z0-9_.-]{0,5}", fullmatch=True)
TYPES = st.sampled_from(
    ["string", "{id: string, lines: [{sku: string, qty?: integer}]}", "A | B", "[any]", "map<string, X>"]
)
PROSE = st.text(max_size=20).map(lambda text: " ".join(text.split()))
STATUS = {
    True: st.sampled_from(["200", "201", "204", "302", "2XX"]),
    False: st.sampled_from(["400", "404", "500", "4XX", "default"]),
}


def payloads(success: bool) -> st.SearchStrategy[list[Payload]]:
    return st.lists(
        st.builds(Payload, status=STATUS[success], type=st.one_of(st.just(""), TYPES)), max_size=3
    )


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    ids = draw(st.lists(NAMES, max_size=2, unique=True))
    others = draw(st.lists(st.one_of(NAMES, PROSE), max_size=2, unique=True))
    place = st.sampled_from(["query", "header", "cookie"])
    return Operation(
        path="/" + "/".join([draw(NAMES), *(f"{{{name}}}" for name in ids)]),
        method=draw(st.sampled_from(METHODS)),
        operation_id="",
        summary=draw(PROSE),
        parameters=[
            *(ApiParameter(name=name, location="path", type=draw(TYPES), required=True) for name in ids),
            *(
                ApiParameter(name=name, location=draw(place), type=draw(TYPES), required=draw(st.booleans()))
                for name in others
                if name not in ids
            ),
        ],
        request=draw(st.one_of(st.just(""), TYPES)),
        responses=draw(payloads(True)),
        errors=draw(payloads(False)),
    )


def shape(operation: Operation) -> tuple[str, str]:
    return operation.method, re.sub(r"\{.*?\}", "{}", operation.path)

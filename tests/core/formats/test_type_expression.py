import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats.type_expression import (
    Array,
    Field,
    Named,
    Object,
    Type,
    Union,
    Unreadable,
    parse,
    render,
)

WORDS = st.from_regex(r"[a-zA-Z_中文][a-zA-Z0-9_.$中-]{0,6}", fullmatch=True)


def _extend(inner: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    single = inner.filter(lambda found: not isinstance(found, Union))
    return st.one_of(
        st.builds(Named, WORDS, st.lists(inner, max_size=2).map(tuple)),
        st.builds(Array, inner),
        st.builds(
            Object,
            st.lists(
                st.builds(Field, st.one_of(WORDS, st.text(max_size=5)), st.booleans(), inner),
                max_size=3,
                unique_by=lambda field: field.name,
            ).map(tuple),
        ),
        st.builds(Union, st.lists(single, min_size=2, max_size=3).map(tuple)),
    )


TYPES: st.SearchStrategy[Type] = st.recursive(WORDS.map(Named), _extend, max_leaves=8)


@given(TYPES)
def test_what_is_rendered_is_read_again(type_: Type) -> None:
    assert parse(render(type_)) == type_


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("string", "string"),
        ('{"id": String }', "{id: String}"),
        ("{id:string,total?:number}", "{id: string, total?: number}"),
        ("Order[]", "[Order]"),
        ("string[][]", "[[string]]"),
        ("[{sku: string}]", "[{sku: string}]"),
        ("Page<Order>", "Page<Order>"),
        ("map<string,[integer]>", "map<string, [integer]>"),
        ("string|null", "string | null"),
        ("{}", "{}"),
        ('{"@type": string, 订单号: string}', '{"@type": string, 订单号: string}'),
    ],
)
def test_dialects_have_one_canonical_form(text: str, canonical: str) -> None:
    assert render(parse(text)) == canonical


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "expected a type, found the end at character 1"),
        ("{id}", "expected ':', found '}' at character 4"),
        ("{id: 12}", "expected a type, found '12' at character 6"),
        ('{id: "ORD-1"}', "expected a type"),
        ('{id: "strings"}', "expected a type"),
        ("{id: string", "expected ',', found the end"),
        ("[string", "expected ']'"),
        ("string string", "expected the end of the type, found 'string' at character 8"),
        ("{…}", "expected a name"),
        ("a |", "expected a type, found the end"),
        ('{"\\x": string}', "expected a name"),
        ("[" * 100_000, "expected at most 40 levels"),
    ],
)
def test_values_and_half_types_are_refused_with_their_place(text: str, fault: str) -> None:
    with pytest.raises(Unreadable) as raised:
        parse(text)
    assert fault in str(raised.value)

import json
import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from stages.model.compose import compose_json, compose_yaml
from stages.model.refused import Refused
from stages.model.tree import Mapping, Node, Plain, Scalar, Sequence, plain
from tests.model.documents import PARAMS

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=6),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


def as_text(value: object) -> Plain:
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


@example({"<<": {"a": 1}}, None, False)
@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_json_is_read_as_its_text(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert plain(compose_json(text, PARAMS)) == as_text(value)


@given(st.text(alphabet='{}[],:"a1 \\tnul-.', max_size=12))
def test_json_is_refused_where_the_standard_refuses_it(text: str) -> None:
    try:
        json.loads(text, object_pairs_hook=_without_repetition, parse_constant=_refuse)
        valid = True
    except ValueError:
        valid = False
    try:
        compose_json(text, PARAMS)
        assert valid
    except Refused:
        assert not valid


def _without_repetition(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError
    return dict(pairs)


def _refuse(_: str) -> None:
    raise ValueError


YAML = """# 注释
a: 中文
b: {c: 1, "d": [x, 'y']}
e:
  - f: 😀

  - |
    text

    more

g: &n {h: 1}
i: *n
# end
"""


def pieces(node: Node, text: str) -> list[str]:
    inner = (
        node.items.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else []
    )
    return [text[node.start : node.end], *(piece for child in inner for piece in pieces(child, text))]


@pytest.mark.parametrize(
    "text", [YAML, "\ufeff" + YAML, YAML.replace("\n", "\r\n")], ids=["lf", "bom", "crlf"]
)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_a_yaml_value_knows_where_it_stands(text: str, loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stages.model.compose._LOADER", loader)
    root = compose_yaml(text, PARAMS)
    found = [piece.replace("\r\n", "\n") for piece in pieces(root, text)]
    assert found == [
        YAML[YAML.index("a:") : YAML.index("\n# end")],
        "中文",
        "{c: 1, \"d\": [x, 'y']}",
        "1",
        "[x, 'y']",
        "x",
        "'y'",
        "- f: 😀\n\n  - |\n    text\n\n    more",
        "f: 😀",
        "😀",
        "|\n    text\n\n    more",
        "&n {h: 1}" if found[11].startswith("&") else "{h: 1}",
        "1",
        "*n",
        "1",
    ]


def test_a_merge_key_gives_what_the_mapping_does_not_say_itself() -> None:
    root = compose_yaml("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}", PARAMS)
    assert plain(root) == {"a": {"x": "1", "y": "2"}, "b": {"x": "1", "y": "3"}}


def test_scalars_stay_text_and_null_is_empty() -> None:
    assert plain(compose_yaml("a: 012\nb: yes\nc: null\nd: 'null'\ne:\nf: !!python/object:x 1", PARAMS)) == {
        "a": "012",
        "b": "yes",
        "c": "",
        "d": "null",
        "e": "",
        "f": "1",
    }


BOMB = "a0: &a0 [x, x, x]\n" + "".join(
    f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n" for i in range(1, 40)
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (BOMB, "nodes"),
        ("[x, " * 4 + "]" * 4 + "\n" + "- x\n" * 6_000, "parse-error"),
        ("- x\n" * 6_000, "nodes"),
        ("[" * 10_000, "nesting"),
        ("&a [*a]", "parse-error"),
        ("a: *b", "parse-error"),
        ("a: 1\na: 2", "parse-error"),
        ("{[a]: 1}", "parse-error"),
        ("a: 1\n---\nb: 2", "no-asset"),
        ("", "no-asset"),
        ("a: [1", "parse-error"),
        ("a: \x01", "parse-error"),
    ],
)
def test_hostile_and_broken_yaml_is_refused_in_bounded_time(text: str, rule: str) -> None:
    start = time.process_time()
    with pytest.raises(Refused) as raised:
        compose_yaml(text, PARAMS)
    assert raised.value.rule == rule
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "rule", "value"),
    [
        ("[" * 100_000, "parse-error", "line 1"),
        ("[" * 60 + "]" * 60, "nesting", "more than 50 levels"),
        ("[" + "1," * 6_000 + "1]", "nodes", "more than 5000 values"),
        ('{"a": 1,\n "a": 2}', "parse-error", "a key twice, at character 10"),
        ('{"a": 1}\n x', "parse-error", "line 2"),
        ('{"a": 1,\n}', "parse-error", "line 2"),
        (" ", "no-asset", "empty"),
    ],
)
def test_hostile_and_broken_json_is_refused_with_its_place(text: str, rule: str, value: str) -> None:
    with pytest.raises(Refused) as raised:
        compose_json(text, PARAMS)
    assert (raised.value.rule, raised.value.value) == (rule, value)


def test_what_is_shared_by_aliases_is_shared_in_the_plain_value() -> None:
    root = plain(compose_yaml("a: &a {x: 1}\nb: *a", PARAMS))
    assert isinstance(root, dict)
    assert root["a"] is root["b"]


def test_an_alias_stands_where_it_is_written() -> None:
    root = compose_yaml("a: &a x\nb: *a", PARAMS)
    assert isinstance(root, Mapping)
    assert root.items["b"] == Scalar(11, 13, "x")


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_a_fault_of_yaml_is_in_the_line_that_editors_count(sign: str) -> None:
    with pytest.raises(Refused) as raised:
        compose_yaml(f"a: 'x{sign}y'\nb: {{]\n", PARAMS)
    assert raised.value.value == "line 2"

"""Read the methods, annotations and strings of a Java or Python answer."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tree_sitter import Node

from stages.core.records.sample import Sample
from stages.core.syntax import parse

TESTS = frozenset(("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate"))
"""Annotations of a test method."""

_METHODS = frozenset(("method_declaration", "constructor_declaration"))
_CALLS = frozenset(("method_invocation", "object_creation_expression", "explicit_constructor_invocation"))
_ANNOTATION = re.compile(r"@(?:\w+\.)*(\w+)")


class Call(NamedTuple):
    """A call in a method."""

    name: str
    target: str
    """As written before the dot; empty when there is none."""


class Method(NamedTuple):
    """A method of an answer."""

    name: str
    text: str
    annotations: tuple[str, ...]
    """As written."""
    calls: tuple[Call, ...]
    asserts: bool
    """Whether an `assert` statement stands in it."""
    strings: tuple[str, ...]
    """Contents of its string literals, those of annotations included."""

    @property
    def annotation_names(self) -> set[str]:
        """Simple names of the annotations."""
        return {found[1] for found in map(_ANNOTATION.match, self.annotations) if found}

    @property
    def is_test(self) -> bool:
        """Whether it is a test method."""
        return not TESTS.isdisjoint(self.annotation_names)


class JavaText(NamedTuple):
    """An answer in Java."""

    annotations: tuple[str, ...]
    """Of the top-level type."""
    methods: tuple[Method, ...]


def java_text(sample: Sample) -> JavaText:
    """Return the methods of a Java answer; an answer of another format has none."""
    if sample.format == "java-type":
        return _read(sample.output)
    if sample.format == "java-member":
        return _read(f"class Frame {{\n{sample.output}\n}}\n")._replace(annotations=())
    return JavaText((), ())


@lru_cache(maxsize=4)
def _read(text: str) -> JavaText:
    root = parse("java", text.encode())
    types = [node for node in root.named_children if node.type.endswith("_declaration")]
    methods = [_method(node) for node in _walk(root) if node.type in _METHODS]
    return JavaText(_annotations(types[0]) if types else (), tuple(methods))


def _method(node: Node) -> Method:
    inside = list(_walk(node))
    name = node.child_by_field_name("name")
    return Method(
        name=_text(name) if name else "",
        text=_text(node),
        annotations=_annotations(node),
        calls=tuple(_call(call) for call in inside if call.type in _CALLS),
        asserts=any(found.type == "assert_statement" for found in inside),
        strings=tuple(_text(found).strip('"') for found in inside if found.type == "string_literal"),
    )


def _call(node: Node) -> Call:
    name, target = node.child_by_field_name("name"), node.child_by_field_name("object")
    return Call(_text(name) if name else "new", _text(target) if target else "")


def _annotations(node: Node) -> tuple[str, ...]:
    modifiers = next((child for child in node.named_children if child.type == "modifiers"), None)
    found = modifiers.named_children if modifiers else []
    return tuple(_text(child) for child in found if child.type in ("annotation", "marker_annotation"))


def strings(sample: Sample) -> list[tuple[str, str]]:
    """Return the string literals of a Java or Python answer, each after the method that holds it."""
    if sample.format == "python-function":
        root = parse("python", sample.output.encode())
        return [(sample.output, _text(node).strip("\"'")) for node in _walk(root) if node.type == "string"]
    return [(method.text, text) for method in java_text(sample).methods for text in method.strings]


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.named_children:
        yield from _walk(child)


def _text(node: Node) -> str:
    return (node.text or b"").decode()

import time
import tracemalloc

import pytest

from stages.core.syntax import Fault, TooCostly, fault, parse


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("java", "class A { int x; }", None),
        ("java", "class A {\n  int x\n}", Fault(2, 8, ";")),
        ("java", "class A {\n} )", Fault(2, 3, "")),
        ("python", "def f(:\n  pass", Fault(1, 7, ")")),
        ("typescript", "const a: string = 1", None),
        ("tsx", "const a = <b/>", None),
    ],
)
def test_a_fault_is_the_first_place_that_the_grammar_does_not_hold(
    language: str, text: str, expected: Fault | None
) -> None:
    assert fault(parse(language, text.encode())) == expected


@pytest.mark.parametrize("pattern", ["a<", "-;", "-,", "-->", "/*!", ";-"])
def test_text_that_costs_the_square_of_its_length_is_given_up(pattern: str) -> None:
    start = time.process_time()
    with pytest.raises(TooCostly):
        parse("java", (pattern * 50_000).encode())
    assert time.process_time() - start < 2
    assert fault(parse("java", b"class A { }")) is None


def test_the_line_of_the_place_is_told() -> None:
    with pytest.raises(TooCostly) as raised:
        parse("java", b"\n\n\n" + b"-;" * 50_000)
    assert raised.value.line == 4


def test_long_regular_text_is_no_effort() -> None:
    text = b"class A {" + b"int f(int a) { return a < 1 ? g(a, -a) : 0; }\n" * 5_000 + b"}"
    assert fault(parse("java", text)) is None


@pytest.mark.parametrize("size", [1, 1_000, 70_000])
def test_of_texts_that_were_parsed_only_the_last_few_stay_in_memory(size: int) -> None:
    parse("java", b"class A { }")
    tracemalloc.start()
    for number in range(60):
        parse("java", f"/*{number}{'x' * size}*/ class A {{ }}".encode())
    left, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert left < 12 * (size + 1_000)


@pytest.mark.parametrize("text", ["", ";", "class A { }", "/*" + "x" * 200_000 + "*/ class A { }"])
def test_nodes_have_their_text_after_others_were_parsed(text: str) -> None:
    root = parse("java", text.encode())
    parse("java", b"class B { }")
    assert root.text == text.encode()
    assert [child.text for child in root.children] == [
        text.encode()[child.start_byte : child.end_byte] for child in root.children
    ]

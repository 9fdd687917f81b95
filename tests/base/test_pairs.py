"""Documented functions become questions and answers; anything else does not."""

import pytest

from stages.base.pairs import INSTRUCTION, pairs_of
from stages.core.template import prompt
from tests.small_model import document

PYTHON = '''class Stock:
    @property
    def left(self) -> int:
        """Return what is left.

        Never below zero.
        """
        rest = self.all - self.sold
        return max(rest, 0)
'''
JAVA = """class Stock {
    /**
     * Returns what is left.
     */
    @Override
    public int left() {
        if (sold > all) {
            return 0;
        }
        return all - sold;
    }
}
"""


def test_a_python_method_is_asked_by_signature_and_first_paragraph() -> None:
    (pair,) = pairs_of(document("stock.py", PYTHON))
    question = "def left(self) -> int:\nReturn what is left."
    answer = "def left(self) -> int:\n    rest = self.all - self.sold\n    return max(rest, 0)"
    assert pair == prompt(INSTRUCTION, question) + answer


def test_a_java_method_keeps_its_nested_braces() -> None:
    java = JAVA.replace("    @Override\n", "")
    (pair,) = pairs_of(document("Stock.java", java))
    question, answer = pair.split("### Response:\n")
    assert question.endswith("public int left()\nReturns what is left.\n\n")
    assert answer.startswith("public int left() {\n    if (sold > all) {")
    assert answer.endswith("return all - sold;\n}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "def left():\n    return 1\n"),
        ("a.py", 'def left():\n    """Only words."""\n'),
        ("a.py", 'def left(:\n    """Broken."""\n    return 1\n'),
        ("a.py", 'def left():\n    """Long."""\n' + "    x = 1\n" * 200),
        ("A.java", "class A {\n    // Returns one.\n    int left() {\n        return 1;\n    }\n}\n"),
        ("A.java", "class A {\n    /** A field of note. */\n    int left;\n}\n"),
        ("A.java", "class A {\n    /** Not implemented here. */\n    int left();\n\n    int right;\n}\n"),
    ],
    ids=["no doc", "no body", "broken", "too long", "line comment", "field", "no method body"],
)
def test_what_is_no_documented_function_is_left_out(name: str, text: str) -> None:
    assert pairs_of(document(name, text)) == []


def test_other_languages_have_no_pairs() -> None:
    assert pairs_of(document("a.md", PYTHON, language="markdown")) == []

"""Render documented functions of open-source text as question and answer in the prompt template."""

import ast
import re
from collections.abc import Iterator
from textwrap import dedent

from stages.core.records.document import Document
from stages.core.template import prompt

LONGEST = 1200
"""Characters of a function that is still worth a pair: about the longest record of an adapter."""
INSTRUCTION = "Implement the function described below."
JAVA_METHOD = re.compile(
    r"^(?P<indent>[ \t]+)/\*\*(?P<doc>(?:[^*]|\*(?!/)){10,600})\*/\n"
    r"(?P<method>(?P=indent)\w[^;{}]*\{.*?\n(?P=indent)\}\n)",
    re.MULTILINE | re.DOTALL,
)
"""A documentation comment and the method below it, told by the indentation of its closing brace."""


def pairs_of(document: Document) -> list[str]:
    """Return one rendered pair per documented function or method; none for other languages."""
    if document.language == "python":
        return list(_python(document.text))
    return list(_java(document.text)) if document.language == "java" else []


def _python(text: str) -> Iterator[str]:
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    lines = text.splitlines(keepends=True)
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and len(node.body) > 1 and (doc := ast.get_docstring(node)):
            head = "".join(lines[node.lineno - 1 : node.body[0].lineno - 1])
            body = "".join(lines[node.body[1].lineno - 1 : node.end_lineno])
            yield from _rendered(f"{dedent(head)}{_first_paragraph(doc)}", dedent(head + body))


def _java(text: str) -> Iterator[str]:
    for match in JAVA_METHOD.finditer(text):
        doc = re.sub(r"(?m)^\s*\* ?", "", match["doc"]).strip()
        method = dedent(match["method"])
        yield from _rendered(f"{method.split('{')[0].strip()}\n{_first_paragraph(doc)}", method)


def _rendered(question: str, answer: str) -> Iterator[str]:
    if len(answer) <= LONGEST:
        yield prompt(INSTRUCTION, question) + answer.rstrip()


def _first_paragraph(doc: str) -> str:
    return doc.split("\n\n", maxsplit=1)[0]

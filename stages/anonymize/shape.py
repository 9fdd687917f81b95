"""Say what a settings file looks like apart from its words: JSON and YAML must keep their structure."""

import json
import re
from typing import TypeAlias

import yaml

Shape: TypeAlias = list[str] | None

STRUCTURE = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def shape(text: str, language: str) -> Shape:
    """Return the structure of a JSON or YAML text; None when it does not parse or is of another language."""
    if language == "json":
        return _json([text])
    if language == "jsonl":
        return _json(text.splitlines())
    return _yaml(text) if language == "yaml" else None


def _json(values: list[str]) -> Shape:
    """A flat list of signs: no depth of nesting is too deep, and keys and values count as one sign each."""
    try:
        for value in values:
            json.loads(value)
    except (ValueError, RecursionError):
        return None
    return [sign if sign in "{}[],:" else "scalar" for value in values for sign in STRUCTURE.findall(value)]


def _yaml(text: str) -> Shape:
    """Events, not objects: aliases stay aliases, so a bomb of aliases costs nothing."""
    try:
        return [type(event).__name__ for event in yaml.parse(text, Loader=yaml.CSafeLoader)]
    except yaml.YAMLError:
        return None

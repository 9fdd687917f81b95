"""Getters and setters: methods that only hand a field out or take it in."""

import re

from stages.core.standards.source import Method

_GET = re.compile(r"return\s+(?:this\.|self\.)?_?\w+\s*;?")
_SET = re.compile(r"(?:this\.|self\.)?_?\w+\s*=\s*\w+\s*;?(?:\s*return\s+this\s*;?)?")


def is_accessor(method: Method) -> bool:
    """Say whether all that a method does is to return a field or to set it."""
    body = " ".join(method.statements)
    if len(method.parameters) == 0:
        return bool(_GET.fullmatch(body))
    return len(method.parameters) == 1 and bool(_SET.fullmatch(body))

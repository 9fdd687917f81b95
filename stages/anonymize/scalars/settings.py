"""Read the values of a settings file of any format."""

import re
from functools import lru_cache

from stages.anonymize.scalars import lines, trees
from stages.anonymize.scalars.scalar import Scalar

BY_LINE = frozenset({"properties", "ini"})
SETTINGS = BY_LINE | trees.GRAMMARS.keys()
"""Languages whose files are settings."""
KUBERNETES = {
    "yaml": re.compile(r"""(?m)^(?P<indent>[ \t]*(?:- )?)kind:[ \t]*["']?Secret["']?[ \t]*(?:#.*)?\r?$"""),
    "json": re.compile(r'"kind"\s{0,40}:\s{0,40}"Secret"'),
}
"""What says that a manifest is a Secret, by language."""
DOCUMENT = re.compile(r"(?m)^---")
BRACES = re.compile(r'"(?:\\.|[^"\\\n])*"|[{}]')


@lru_cache(maxsize=1)
def scalars(text: str, language: str) -> tuple[Scalar, ...]:
    """Return the values with their keys; none when the file is broken or no settings file.

    Several rules ask for the same text one after the other.
    """
    if language in BY_LINE:
        return tuple(lines.scalars(text, language))
    return tuple(trees.scalars(text, language) or ()) if language in trees.GRAMMARS else ()


def of_kubernetes_secrets(text: str, language: str) -> list[Scalar]:
    """Return the values below `data` and `stringData` of the manifests that are Secrets."""
    kinds = list(KUBERNETES[language].finditer(text)) if language in KUBERNETES else []
    if not kinds:
        return []
    places = [kind.start() for kind in kinds]
    ranges = _objects(text, places) if language == "json" else [_block(text, kind) for kind in kinds]
    return [
        scalar
        for scalar in scalars(text, language)
        if scalar.owner in ("data", "stringData")
        and any(start <= scalar.start < end for start, end in ranges)
    ]


def _objects(text: str, places: list[int]) -> list[tuple[int, int]]:
    """Return the borders of the objects of JSON in which the places are, the innermost ones."""
    objects, opened, left = list[tuple[int, int]](), list[int](), list(places)
    for sign in BRACES.finditer(text):
        if sign[0] == "{":
            opened.append(sign.start())
        elif sign[0] == "}" and opened:
            start, before = opened.pop(), len(left)
            left = [place for place in left if not start < place < sign.end()]
            objects += [(start, sign.end())] if len(left) < before else []
    return objects


def _block(text: str, kind: re.Match[str]) -> tuple[int, int]:
    """Return the borders of the document of YAML that a `kind` is of, or of the entry of a list."""
    column = len(kind["indent"])
    border = re.compile(rf"(?m)^ {{0,{column - 1}}}[^\s#]") if column else DOCUMENT
    starts = [match.start() for match in border.finditer(text, 0, kind.start() + column)]
    end = border.search(text, kind.end())
    return starts[-1] if starts else 0, end.start() if end else len(text)

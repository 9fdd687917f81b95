"""Find the type that a test is about: by its name, or by what it creates and calls."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

import msgspec

from stages.core.records.type_asset import TypeAsset

_TEST_NAME = re.compile(
    r"(?P<before>\w+?)(?:Unit|Integration)?(?:Tests?|TestCase|IT|_test)"
    r"|(?:Test|test_)(?P<after>\w+)"
    r"|(?P<file>.+)\.(?:test|spec)"
)
_CLASS_LITERAL = re.compile(r"@WebMvcTest\([^)]*?(\w+)(?:\.class|::class)")
_WITH_PACKAGES = ("java", "kotlin")
"""Languages in which a name means a type of the same package, or an imported one."""


def with_subjects(types: list[TypeAsset]) -> list[TypeAsset]:
    """Return the types, the tests among them with the id of the type under test where one was found.

    Candidates are types of the same source and language that are no tests. Those that carry the name in the
    test's name come first, of the same package and the nearest folder before others, in Java and Kotlin the
    type before others of its file; without one, the types that the test holds in a field, creates or imports
    compete by how often the test calls their methods.
    """
    production: dict[tuple[str, str], list[TypeAsset]] = {}
    for found in types:
        if found.role != "test":
            production.setdefault((found.source, found.language), []).append(found)
    indexes = {key: _Index(group) for key, group in production.items()}
    return [
        msgspec.structs.replace(found, subject=_subject(found, indexes[found.source, found.language]))
        if found.role == "test" and (found.source, found.language) in indexes
        else found
        for found in types
    ]


class _Index:
    def __init__(self, types: list[TypeAsset]) -> None:
        self.types = types
        self.by_name: dict[str, list[TypeAsset]] = {}
        for found in types:
            for name in {_simple(found.name), _stem(found.document)}:
                self.by_name.setdefault(name, []).append(found)


def _simple(name: str) -> str:
    return name.rsplit(".", 1)[-1]


def _stem(document: str) -> str:
    return document.rsplit("/", 1)[-1].rsplit(":", 1)[-1].rsplit(".", 1)[0]


def _subject(test: TypeAsset, index: _Index) -> str:
    names = _tested_names(test)
    named = _same_package_first(test, [found for name in names for found in index.by_name.get(name, [])])
    if test.language in _WITH_PACKAGES:
        named = [found for found in named if _simple(found.name) in names] or named
    if len(named) == 1:
        return named[0].id
    used = _used(test, index)
    best = _most_called(test, named or used)
    if best is None and named and len({found.document for found in named}) == 1:
        return named[0].id
    return best.id if best else ""


def _tested_names(test: TypeAsset) -> list[str]:
    """Return the names that the test's name, or that of its file, says it tests."""
    found = [_TEST_NAME.fullmatch(name) for name in (_simple(test.name), _stem(test.document))]
    return list(dict.fromkeys(match["after"] or match["before"] or match["file"] for match in found if match))


def _same_package_first(test: TypeAsset, types: list[TypeAsset]) -> list[TypeAsset]:
    once = list({found.id: found for found in types}.values())
    near = [found for found in once if found.package == test.package] or once
    return [found for found in near if _shared(found, test) == max(_shared(other, test) for other in near)]


def _shared(one: TypeAsset, two: TypeAsset) -> int:
    """Return how many folders from the top are shared: modules of a repository often repeat packages."""
    pairs = zip(one.document.split("/")[:-1], two.document.split("/")[:-1], strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _used(test: TypeAsset, index: _Index) -> list[TypeAsset]:
    """Return the types that the test holds, creates or imports by name; in Go all of its package."""
    if test.language == "go":
        return [found for found in index.types if found.package == test.package]
    fields = [re.split(r"[<\[]", m.type, maxsplit=1)[0] for m in test.members if m.kind == "field"]
    created = [call for member in test.members for call in member.calls]
    imported = [re.split(r"[./]", target)[-1] for target in test.imports]
    literals = [name for annotation in test.annotations for name in _CLASS_LITERAL.findall(annotation)]
    names = dict.fromkeys([*literals, *fields, *created, *imported])
    return _same_package_or_imported(test, [found for name in names for found in index.by_name.get(name, [])])


def _same_package_or_imported(test: TypeAsset, types: Iterable[TypeAsset]) -> list[TypeAsset]:
    once = {found.id: found for found in types}.values()
    return [
        found
        for found in once
        if test.language not in _WITH_PACKAGES
        or found.package == test.package
        or f"{found.package}.{found.name}" in test.imports
    ]


def _most_called(test: TypeAsset, candidates: list[TypeAsset]) -> TypeAsset | None:
    """Return the candidate whose methods the test calls most; accessors of data say
    nothing, but Go has none."""
    calls = Counter(call for member in test.members for call in member.calls)
    scored = [
        (sum(calls[name] for name in {m.name for m in found.members if m.kind == "method"}), found)
        for found in candidates
        if (found.role not in ("dto", "entity") or found.language == "go")
        and found.kind not in ("enum", "annotation")
    ]
    best = max(scored, key=lambda entry: (entry[0], entry[1].id), default=(0, None))
    return best[1] if best[0] else None

"""Find the type that a test is about: by its name, or by what it creates and calls."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import msgspec

from stages.core.contract import canonical
from stages.core.on_disk import OnDisk
from stages.core.records.type_asset import TypeAsset

_TEST_NAME = re.compile(
    r"(?P<before>\w+?)(?:Unit|Integration)?(?:Tests?|TestCase|IT|_test)"
    r"|(?:Test|test_)(?P<after>\w+)"
    r"|(?P<file>.+)\.(?:test|spec)"
)
_CLASS_LITERAL = re.compile(r"@WebMvcTest\([^)]*?(\w+)(?:\.class|::class)")
_WORD = re.compile(r"[^\W\d]\w*")
_WITH_PACKAGES = ("java", "kotlin")
"""Languages in which a name means a type of the same package, or an imported one."""
_CALLED_ON = re.compile(r"\b([A-Z]\w*)\.\w+\(")
"""A type whose methods are called without an object of it."""
_PACKAGE = "package "
"""What stands before the name of a package, which no name of a type has."""

KEPT = 4096
"""Candidates that are kept once read: all tests of a package of Go ask for all its types."""


class Candidate(NamedTuple):
    """What tells whether a test is about a type."""

    id: str
    name: str
    document: str
    package: str
    language: str
    kind: str
    role: str
    methods: frozenset[str]


Called = Callable[[str], list[Candidate]]
"""Returns the types of the test's source that are called by a name, in order."""


class Subjects:
    """The types that a test may be about, by the names that it may call them; of each its number is held.

    Candidates are types of the same source and language that are no tests. Those that carry the name in the
    test's name come first, of the same package and the nearest folder before others, in Java and Kotlin the
    type before others of its file; without one, the types that the test holds in a field, creates or imports,
    or else those whose static methods it calls, compete by how often the test calls their methods.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._named: dict[tuple[str, str], dict[str, list[int]]] = {}
        self._tests: set[int] = set()
        self._count = 0

    def add(self, found: TypeAsset) -> None:
        """Take the next type."""
        if found.role == "test":
            self._tests.add(self._count)
        else:
            named = self._named.setdefault((found.source, found.language), {})
            for name in _names(found):
                named.setdefault(name, []).append(self._count)
        self._count += 1

    def with_subjects(self, types: OnDisk[TypeAsset]) -> Iterator[tuple[bytes, str | None]]:
        """Yield the rows of the types that were added, a test with the id of the type under test where one
        was found, and that id; None of what is no test."""
        read = lru_cache(KEPT)(lambda number: _candidate(types[number]))
        for number, row in enumerate(types.rows()):
            if number not in self._tests:
                yield row, None
                continue
            test = types[number]
            subject = _subject(test, self._called(test, read))
            yield canonical(msgspec.structs.replace(test, subject=subject)), subject

    def _called(self, test: TypeAsset, read: Callable[[int], Candidate]) -> Called:
        named = self._named.get((test.source, test.language), {})
        return lambda name: [*map(read, named.get(name, []))]


def _candidate(found: TypeAsset) -> Candidate:
    methods = frozenset(sys.intern(member.name) for member in found.members if member.kind == "method")
    return Candidate(
        found.id, found.name, found.document, found.package, found.language, found.kind, found.role, methods
    )


def _names(found: TypeAsset) -> set[str]:
    """Return what a test may call a type: in Go it may use all of its package."""
    package = {f"{_PACKAGE}{found.package}"} if found.language == "go" else set[str]()
    return {_simple(found.name), _stem(found.document)} | package


def _simple(name: str) -> str:
    return name.rsplit(".", 1)[-1]


def _stem(document: str) -> str:
    return document.rsplit("/", 1)[-1].rsplit(":", 1)[-1].rsplit(".", 1)[0]


def _subject(test: TypeAsset, called: Called) -> str:
    names = _tested_names(test)
    named = _same_package_first(test, [found for name in names for found in called(name)])
    if test.language in _WITH_PACKAGES:
        named = [found for found in named if _simple(found.name) in names] or named
    if len(named) == 1:
        return named[0].id
    used = _used(test, called)
    best = _most_called(test, named or used) or (
        _most_called(test, _static(test, called)) if not named else None
    )
    if best is None and named and len({found.document for found in named}) == 1:
        return named[0].id
    return best.id if best else ""


def _tested_names(test: TypeAsset) -> list[str]:
    """Return the names that the test's name, or that of its file, says it tests."""
    found = [_TEST_NAME.fullmatch(name) for name in (_simple(test.name), _stem(test.document))]
    return list(dict.fromkeys(match["after"] or match["before"] or match["file"] for match in found if match))


def _same_package_first(test: TypeAsset, types: list[Candidate]) -> list[Candidate]:
    once = list({found.id: found for found in types}.values())
    near = [found for found in once if found.package == test.package] or once
    return [found for found in near if _shared(found, test) == max(_shared(other, test) for other in near)]


def _shared(one: Candidate, two: TypeAsset) -> int:
    """Return how many folders from the top are shared: modules of a repository often repeat packages."""
    pairs = zip(one.document.split("/")[:-1], two.document.split("/")[:-1], strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _used(test: TypeAsset, called: Called) -> list[Candidate]:
    """Return the types that the test holds, creates or imports by name; in Go all of its package."""
    if test.language == "go":
        return called(f"{_PACKAGE}{test.package}")
    fields = [re.split(r"[<\[]", m.type, maxsplit=1)[0] for m in test.members if m.kind == "field"]
    created = [call for member in test.members for call in member.calls]
    imported = [re.split(r"[./]", target)[-1] for target in test.imports]
    literals = [name for annotation in test.annotations for name in _CLASS_LITERAL.findall(annotation)]
    names = dict.fromkeys([*literals, *fields, *created, *imported])
    return _same_package_or_imported(test, [found for name in names for found in called(name)])


def _static(test: TypeAsset, called: Called) -> list[Candidate]:
    """Return the types whose methods the test calls by the type's name."""
    names = dict.fromkeys(name for member in test.members for name in _CALLED_ON.findall(member.body))
    return _same_package_or_imported(test, [found for name in names for found in called(name)])


def _same_package_or_imported(test: TypeAsset, types: Iterable[Candidate]) -> list[Candidate]:
    once = {found.id: found for found in types}.values()
    return [
        found
        for found in once
        if test.language not in _WITH_PACKAGES
        or found.package == test.package
        or f"{found.package}.{found.name}" in test.imports
    ]


def _most_called(test: TypeAsset, candidates: list[Candidate]) -> Candidate | None:
    """Return the candidate whose methods the test calls most, of several the one that it makes or names, the
    nearest one; accessors of data say nothing, but Go has none."""
    calls = Counter(call for member in test.members for call in member.calls)
    said = {*_WORD.findall(test.text)}
    scored = [
        (
            sum(calls[name] for name in found.methods),
            calls[_simple(found.name)],
            _simple(found.name) in said,
            _shared(found, test),
            found.id,
            found,
        )
        for found in candidates
        if (found.role not in ("dto", "entity") or found.language == "go")
        and found.kind not in ("enum", "annotation")
    ]
    best = max(scored, key=lambda entry: entry[:-1], default=None)
    return best[-1] if best and best[0] else None

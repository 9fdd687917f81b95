"""What a test tries: the code under test as written, what that code uses, and what the test class offers."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from stages.build.class_context import class_info, constructed, signed
from stages.build.elided import ELIDED, short_member
from stages.build.endpoints import Endpoint, endpoints_of, is_called, rows_of
from stages.build.piece import Piece, Refusal, fitting, within
from stages.build.unit import Unit, comment, is_test, simple_name
from stages.build.words import flat, phrase
from stages.build.world import World, has_code, is_accessor
from stages.core.lines import lines_of
from stages.core.records.type_asset import Member, TypeAsset
from stages.core.standards.rules.ignore_test import SWITCHES
from stages.core.standards.source import simple_names

BEFORE_EACH = frozenset(("BeforeEach", "Before"))
"""Annotations of a method that runs before each test in Java."""
FIXTURE = frozenset(("fixture",))
"""Decorators of a function that makes what a test takes, in Python."""
REQUESTS = frozenset(("perform",))
"""Calls by which a test speaks HTTP."""

_DEF = re.compile(r"(?:async )?def ")
_SCRIPTS = ("typescript", "javascript")
_MADE = re.compile(
    r"^(?:const|let|var) (\w+)?(?:[^;]|;(?!\n))+;$"
    r"|^beforeEach\((?:[^\n]*\);|[^\n]*\n(?:[ \t][^\n]*\n|\n)*\}\);)$",
    re.MULTILINE,
)
"""What a test file of TypeScript has outside of tests: variables, by name, and what runs before each test."""
_WORD = re.compile(r"[^\W\d]\w*")
_CONSTANT = re.compile(r"[A-Z][A-Z0-9_]+")
_ON_MOCKS = re.compile(
    r"\b(?:when|given|verify)`?\(\s*\w+(?:,[^()]*(?:\(\w*\))?)?\s*\)\s*\.(\w+)\("
    r"|\b(?:when|given|every|verify)`?\s*[({]\s*\w+\.(\w+)\("
)
"""Methods of mocks that a test prepares or looks back at: it tries none of them."""
_MEASURES = re.compile(r"func (?:Benchmark|Fuzz|Example)\w*\(")
"""What a test file of Go holds beside its tests, of no use to one."""
_MARKS = "pytestmark"
"""What marks all tests of a module or class of pytest."""
_MARKED_OFF = re.compile(r"\bmark\.skip\b")
_SUITE_OFF = re.compile(r"(?:describe|suite)\.skip|xdescribe")
"""How a suite of JavaScript is called."""
_DISPLAY_NAME = re.compile(r'@DisplayName\(\s*"((?:[^"\\]|\\.)*)"')


class Tried(NamedTuple):
    """A member under test and the type that declares it."""

    owner: TypeAsset
    member: Member


def subject(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the class info of the type that declares what is tried first, this left out; without such a
    member that of the type under test."""
    found = _subject(unit, world)
    if found is None:
        return Refusal("no-subject", unit.name)
    tried = members_under_test(unit, world)
    owner, asked = tried[0] if tried else (found, None)
    return Piece(class_info(owner, most, asked), (owner.span,))


def code_under_test(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the members that a test tries, as written: first the one that it is named after or calls last.

    Then the members that this one calls in its own type, by their signatures where there is no room. The
    first one is whole: a longer one belongs to the recipe that elides its blocks.
    """
    if _subject(unit, world) is None or unit.member is None:
        return Refusal("no-subject", unit.name)
    if not REQUESTS.isdisjoint(_calls(unit)):
        return Refusal("over-http", unit.name)
    tried = members_under_test(unit, world)
    if not tried:
        return Refusal("no-code-under-test", unit.name)
    return _shown(tried, dedented(tried[0].member.text), most)


def handler_under_test(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the handlers of the endpoints that a test calls, as written; of a long first one inner blocks
    are elided."""
    found = _subject(unit, world)
    if found is None:
        return Refusal("no-subject", unit.name)
    tried = [Tried(found, endpoint.member) for endpoint in _tested_endpoints(unit, found)]
    if not tried:
        return Refusal("no-code-under-test", unit.name)
    owner, member = tried[0]
    return _shown(tried, short_member(owner.language, dedented(member.text), most), most)


def tested_endpoints(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the rows of the endpoints that a test calls by path."""
    found = _subject(unit, world)
    if found is None or unit.member is None:
        return Refusal("no-subject", unit.name)
    if not endpoints_of(found):
        return Refusal("no-endpoint", found.name)
    rows = rows_of(_tested_endpoints(unit, found), most)
    return rows if rows.text else Refusal("no-code-under-test", unit.name)


def constants(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the fields of the type under test that never change and that the code under test names, with
    their values: its own first, then those of the methods of its type that it calls."""
    tried = members_under_test(unit, world)
    if not tried:
        return Refusal("no-code-under-test", unit.name)
    owner, member = tried[0]
    called = (one for one in owner.members if one.kind == "method" and one.name in member.calls)
    said = dict.fromkeys(name for one in [member, *called] for name in _WORD.findall(one.text))
    known = {one.name: one for one in owner.members if one.kind == "field" and "=" in one.text}
    named = [known[name] for name in said if name in known and _CONSTANT.fullmatch(name)]
    text = within(map(_offered, named), "\n", most)
    return Piece(text, (owner.span,)) if text else Refusal("no-field", unit.name)


def used_by_code(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what the code under test uses: signatures of the methods that it calls on other types, then how
    the types that it takes and gives are made."""
    tried = members_under_test(unit, world)
    if not tried:
        return Refusal("no-code-under-test", unit.name)
    owner, member = tried[0]
    near = _near(member, owner, world)
    called = {
        asset.id: [m for m in asset.members if m.kind == "method" and m.name in member.calls]
        for asset in near
    }
    given = world.named_in((m.type for methods in called.values() for m in methods), owner)
    held = [asset for asset in near if asset.role == "entity"]
    made = {asset.id: asset for asset in [*world.signature_types(member, owner), *given, *held]}
    lines = {
        **{f"{simple_name(a)}: {', '.join(map(signed, called[a.id]))}": a for a in near if called[a.id]},
        **{line: asset for asset in made.values() for line in constructed(asset)},
    }
    text = within(lines, "\n", most)
    spans = dict.fromkeys(lines[line].span for line in lines_of(text))
    return Piece(text, tuple(spans)) if text else Refusal("no-related-type", unit.name)


def _near(member: Member, owner: TypeAsset, world: World) -> list[TypeAsset]:
    """Return the types of a member's signature and of the fields, and the entities of repositories."""
    fields = world.field_types(owner)
    held = world.named_in((s for f in fields if f.role == "repository" for s in f.supertypes), owner)
    return list({a.id: a for a in [*world.signature_types(member, owner), *fields, *held]}.values())


def fixtures(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a test can use of its class and of those around it: fields with their values, what runs
    before, other methods; and the types of its file that it names. What the test names finds room first."""
    if not isinstance(unit.asset, TypeAsset):
        return Refusal("no-type", unit.name)
    asset = unit.asset
    beside, around = world.neighbours(asset), _around(asset, world)
    made = {flat(one[0]): one[1] or "" for one in _MADE.finditer(asset.text)}
    lines = made if asset.language in _SCRIPTS else {}
    lines |= {_offered(m): m.name for one in [asset, *around] for m in one.members}
    said = {"", *(_WORD.findall(unit.member.text) if unit.member else ())}
    named = [one for one in beside if one not in around and one.kind != "module" and simple_name(one) in said]
    lines |= {one.text: simple_name(one) for one in named}
    first = sorted(filter(None, lines), key=lambda line: lines[line] not in said)
    kept = fitting(first, len("\n"), most)
    text = "\n".join(line for line in lines if line in kept)
    spans = tuple(one.span for one in [asset, *around, *named])
    return Piece(text, spans) if text else Refusal("no-field", unit.name)


def _around(asset: TypeAsset, world: World) -> list[TypeAsset]:
    """Return the types that a type stands in."""
    return [one for one in world.neighbours(asset) if asset.name.startswith(f"{one.name}.")]


def case(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a test says, in words, and its parameters."""
    if unit.member is None:
        return Refusal("no-member", unit.name)
    if _is_off(unit, world):
        return Refusal("switched-off", unit.name)
    listed = [p for p in unit.member.parameters if not p.type.startswith("*testing.")]
    parameters = ", ".join(f"{p.type} {p.name}".strip() for p in listed)
    said = f"{' '.join([phrase(unit.name), *titles(unit.member)])}" + (
        f" ({parameters})" if parameters else ""
    )
    return Piece(f"{comment(unit)} {flat(said)}", (unit.member.span,))


def _is_off(unit: Unit, world: World) -> bool:
    """Say whether the type or the suite around a test is switched off: IgnoreTest sees the test alone."""
    asset, member = unit.asset, unit.member
    if not isinstance(asset, TypeAsset) or member is None:
        return False
    marks = simple_names(mark for one in [asset, *_around(asset, world)] for mark in one.annotations)
    fields = (one.text for one in asset.members if one.name == _MARKS)
    return (
        not marks.isdisjoint(SWITCHES)
        or any(map(_SUITE_OFF.fullmatch, member.annotations))
        or any(map(_MARKED_OFF.search, fields))
    )


def titles(member: Member) -> list[str]:
    """Return what a test of JUnit 5 is displayed as."""
    return [found[1] for found in map(_DISPLAY_NAME.match, member.annotations) if found]


def _offered(member: Member) -> str:
    if member.kind == "field":
        kept = re.sub(r"^(?:(?:private|protected|public|static|final)\s+)+", "", member.text)
        return flat(re.sub(r"\s(?:private|protected|public|static|final)(?=\s)", "", kept))
    names = simple_names(member.annotations)
    if not names.isdisjoint(BEFORE_EACH):
        return f"@BeforeEach {flat(member.body)}"
    if not names.isdisjoint(FIXTURE):
        return dedented(member.text)
    if _MEASURES.match(member.signature) or member.kind != "method" or is_test(member):
        return ""
    return f"{flat(member.signature)};"


def _subject(unit: Unit, world: World) -> TypeAsset | None:
    return world.type(unit.asset.subject) if isinstance(unit.asset, TypeAsset) else None


def _helpers(unit: Unit) -> list[Member]:
    """Return the methods of the test class that the test calls."""
    called = unit.member.calls if unit.member and isinstance(unit.asset, TypeAsset) else []
    return [m for m in unit.asset.members if m.name in called] if isinstance(unit.asset, TypeAsset) else []


def _calls(unit: Unit) -> list[str]:
    """Return what a test calls, what it calls by methods of its own class first, and nothing that it calls on
    mocks alone."""
    told = [*_helpers(unit), *([unit.member] if unit.member else [])]
    calls = [call for member in told for call in member.calls]
    mocked = Counter(found[1] or found[2] for member in told for found in _ON_MOCKS.finditer(member.body))
    alone = {name for name, times in mocked.items() if calls.count(name) <= times}
    return [call for call in calls if call not in alone]


def _tested_endpoints(unit: Unit, controller: TypeAsset) -> list[Endpoint]:
    """Return the endpoints that a test calls; `/owners/new` calls no `/owners/{id}` where both are there."""
    text = "\n".join(member.text for member in [*_helpers(unit), *([unit.member] if unit.member else [])])
    called = [endpoint for endpoint in endpoints_of(controller) if is_called(endpoint.operation, text)]
    whole = {one.operation.path for one in called if "{" not in one.operation.path}
    rest = re.sub("|".join(f'"{re.escape(path)}(?=["?])' for path in whole), '"', text) if whole else text
    return [one for one in called if one.operation.path in whole or is_called(one.operation, rest)]


def called_endpoints(unit: Unit, world: World) -> list[Endpoint]:
    """Return the endpoints of the controller under test that a test calls by path."""
    found = _subject(unit, world)
    return _tested_endpoints(unit, found) if found is not None else []


def members_under_test(unit: Unit, world: World) -> list[Tried]:
    """Return the members under test, the most telling one first; all of its type for a test without calls.
    Accessors are tried by those tests alone that are named after them. A call means a member of one type
    alone: of one that the test names, or gets of what it calls, before others."""
    found = _subject(unit, world)
    if found is None or unit.member is None:
        return []
    calls = _calls(unit) or [member.name for member in reversed(found.members)]
    if not REQUESTS.isdisjoint(calls):
        return [Tried(found, endpoint.member) for endpoint in _tested_endpoints(unit, found)]
    owners = [found, *_implementations(calls, found, world), *world.neighbours(found)]
    said = unit.member.name.lower().replace("_", "")
    every = (
        Tried(owner, member)
        for owner in sorted(owners, key=_farness(unit.member, said, owners, calls))
        for member in owner.members
        if _is_tried(owner, member, calls)
    )
    meant: dict[str, str] = {}
    candidates = [one for one in every if meant.setdefault(_called_as(*one), one.owner.id) == one.owner.id]
    telling = [one for one in candidates if _is_said(one.member, said) or not is_accessor(*one)]
    return _first_one_first(telling, said, calls)


def _farness(
    test: Member, title: str, owners: list[TypeAsset], calls: list[str]
) -> Callable[[TypeAsset], tuple[bool, int]]:
    """Return what sorts types: those in a test's text, or given by what it calls, then by how much of its
    name, `title`, theirs is."""
    given = (m.type for owner in owners for m in owner.members if m.name in calls)
    said = {word for text in (test.text, *given) for word in _WORD.findall(text)}

    def far(owner: TypeAsset) -> tuple[bool, int]:
        name = simple_name(owner)
        return name not in said, -len(name) if name.lower() in title else 0

    return far


def _called_as(owner: TypeAsset, member: Member) -> str:
    return simple_name(owner) if member.kind == "constructor" else member.name


def _is_tried(owner: TypeAsset, member: Member, calls: list[str]) -> bool:
    return has_code(member) and member.kind != "field" and _called_as(owner, member) in calls


def _implementations(calls: Iterable[str], found: TypeAsset, world: World) -> list[TypeAsset]:
    """Return the types that a test creates and that implement or extend the type under test."""
    created = world.named_in((call for call in calls if call[:1].isupper()), found)
    return [a for a in created if simple_name(found) in (s.split("<")[0] for s in a.supertypes)]


def _is_said(member: Member, said: str) -> bool:
    """Say whether the name of a test holds that of a member; `id` is in too many words."""
    return len(member.name) > 2 and member.name.lower() in said


def _first_one_first(tried: list[Tried], said: str, calls: list[str]) -> list[Tried]:
    """Return methods before constructors, those in the test's name first, then the one called last."""
    last = {name: position for position, name in enumerate(calls)}
    return sorted(
        tried,
        key=lambda t: (
            t.member.kind != "method",
            not _is_said(t.member, said),
            -last.get(t.member.name, -1),
        ),
    )


def _shown(tried: list[Tried], first: str, most: int) -> Piece | Refusal:
    """Return members under test, the first one as `first`, then the members of its type that this one calls:
    whole, or by their signatures, as long as there is room."""
    owner, member = tried[0]
    if not 0 < len(first) <= most:
        return Refusal("too-long", str(len(dedented(member.text))), str(most))
    own = [
        Tried(owner, m)
        for m in owner.members
        if m.kind == "method" and m.name in member.calls and has_code(m)
    ]
    others = {one.member.span: one for one in [*tried, *own] if one.member is not member}
    shown, left = {member.span: first}, most - len(first)
    for span, one in others.items():
        text = next((text for text in (dedented(one.member.text), _declared(one)) if len(text) < left), "")
        if text:
            shown[span] = text
            left -= len(text) + 1
    return Piece("\n".join(shown.values()), tuple(shown))


def _declared(tried: Tried) -> str:
    """Return a member with its body elided."""
    member, language = tried.member, tried.owner.language
    is_arrow = member.text.partition(member.signature)[2].lstrip().startswith("=>")
    stop = ": " if language == "python" else " => " if is_arrow else " "
    return f"{flat(member.signature)}{stop}{ELIDED[language]}"


def dedented(text: str) -> str:
    """Return a member without the indentation of its type; its first line has none already."""
    first, *lines = text.split("\n")
    rest = [line for line in lines if line.strip()]
    depth = min((len(line) - len(line.lstrip()) for line in rest), default=0)
    if _DEF.match(first) and (first.rstrip().endswith(":") or not _closes(rest, depth)):
        depth = max(depth - 4, 0)
    return "\n".join([first, *(line[depth:] for line in rest)])


def _closes(lines: list[str], depth: int) -> bool:
    """Say whether a signature of several lines ends at the depth of its first one."""
    return any(line[depth : depth + 1] in "})]" and line.rstrip().endswith(":") for line in lines)

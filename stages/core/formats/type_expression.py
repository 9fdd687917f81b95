"""Type expressions of request and response bodies: what a value looks like, never a value.

    type    = option { "|" option }
    option  = ( object | array | named ) { "[]" }          `T[]` is read as `[T]`
    object  = "{" [ field { "," field } ] "}"
    field   = name [ "?" ] ":" type                        `?` marks a field that may be absent
    array   = "[" type "]"
    named   = word [ "<" type { "," type } ">" ]
    name    = word | JSON string                           a quoted word is read as the word
    word    = a letter or `_`, then letters, digits, `_`, `.`, `$`, `-`

Each field of an object has a name of its own.
A primitive may stand in quotes, as in `{"id": "string"}`; any other quoted text is a value and refused.
`render` writes the canonical form: one space after `:` and `,`, spaces around `|`.
"""

import json
import re
from collections.abc import Container
from typing import NamedTuple

from stages.core.formats.violation import Words

MAX_DEPTH = 40
"""Levels of nesting that `parse` reads; deeper text is refused before Python's own stack is in danger."""

PRIMITIVES = frozenset(
    ("any", "boolean", "date", "datetime", "file", "integer", "null", "number", "object", "string")
)
"""Types that need no declaration."""

_TOKEN = re.compile(r'\s*(?:([^\W\d][\w.$-]*)|("[^"\\]*(?:\\.[^"\\]*)*")|(\d\w*)|(.))', re.DOTALL)
_WORD = re.compile(r"[^\W\d][\w.$-]*")


class Unreadable(ValueError):
    """Text that the grammar does not hold: what was expected at which character."""

    def __init__(self, expected: Words, found: Words, position: int) -> None:
        """Say what stands at `position` in place of what was expected."""
        said = Words("expected $expected, found $found", "此处应为$expected，却是$found")
        self.told = said.filled({"expected": expected, "found": found})
        self.position = position
        super().__init__(f"{self.told.en} at character {position + 1}")


class Named(NamedTuple):
    """A type by its name: `string`, `Order`, `map<string, integer>`."""

    name: str
    arguments: tuple["Type", ...] = ()


class Array(NamedTuple):
    """A list of items of one type."""

    item: "Type"


class Field(NamedTuple):
    """A field of an object."""

    name: str
    optional: bool
    type: "Type"


class Object(NamedTuple):
    """An object with named fields, in the order of its document."""

    fields: tuple[Field, ...]


class Union(NamedTuple):
    """One of at least two options, none of which is a union itself."""

    options: tuple["Type", ...]


Type = Named | Array | Object | Union


class Token(NamedTuple):
    """A word, a JSON string, a number or a single character."""

    kind: str
    text: str
    position: int


class Tokens:
    """Reads a text token by token; the grammars of the table cells share it."""

    def __init__(self, text: str) -> None:
        """Cut `text` into tokens."""
        kinds = ("word", "string", "number", "mark")
        self._tokens = [
            Token(
                kinds[(match.lastindex or 1) - 1],
                match[match.lastindex or 1],
                match.start(match.lastindex or 1),
            )
            for match in _TOKEN.finditer(text.rstrip())
        ]
        self._end = Token("end", "", len(text))
        self._next = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return the next token, or one further `ahead`, without taking it."""
        index = self._next + ahead
        return self._tokens[index] if index < len(self._tokens) else self._end

    def take(self) -> Token:
        """Return the next token and go on."""
        token = self.peek()
        self._next += 1
        return token

    def skip(self, mark: str) -> bool:
        """Take the next token when it is `mark`, and say whether it was."""
        found = self.peek().text == mark
        self._next += found
        return found

    def expect(self, mark: str) -> None:
        """Take `mark`; raises Unreadable when something else stands there."""
        if not self.skip(mark):
            raise self.unreadable(Words(f"'{mark}'", f"“{mark}”"))

    def unreadable(self, expected: Words) -> Unreadable:
        """Return the fault of the next token."""
        token = self.peek()
        quoted = Words(f"'{token.text[:20]}'", f"“{token.text[:20]}”") if token.text else None
        return Unreadable(expected, quoted or Words("the end", "结尾"), token.position)


def parse(text: str) -> Type:
    """Return the type that `text` writes; raises Unreadable."""
    tokens = Tokens(text)
    found = read_type(tokens)
    if tokens.peek().kind != "end":
        raise tokens.unreadable(Words("the end of the type", "类型的结尾"))
    return found


def read_type(tokens: Tokens, depth: int = 0) -> Type:
    """Return the type at the next token; raises Unreadable."""
    if depth > MAX_DEPTH:
        raise tokens.unreadable(Words(f"at most {MAX_DEPTH} levels", f"最多 {MAX_DEPTH} 层"))
    options = [_option(tokens, depth)]
    while tokens.skip("|"):
        options.append(_option(tokens, depth))
    return options[0] if len(options) == 1 else Union(tuple(options))


def read_name(tokens: Tokens, known: Container[str] = ()) -> str:
    """Return the name at the next token, without quotes; raises Unreadable, also of one that is known."""
    token = tokens.peek()
    name = token.text if token.kind == "word" else _unquoted(token)
    if name is None:
        raise tokens.unreadable(Words("a name", "名称"))
    if name in known:
        raise tokens.unreadable(Words("another name", "另一个名称"))
    tokens.take()
    return name


def _unquoted(token: Token) -> str | None:
    if token.kind != "string":
        return None
    try:
        name: str = json.loads(token.text)
    except json.JSONDecodeError:  # no name, as the caller says
        return None
    return name


def _option(tokens: Tokens, depth: int) -> Type:
    found = _single(tokens, depth)
    while tokens.peek().text == "[" and tokens.peek(1).text == "]":
        tokens.take()
        tokens.take()
        found = Array(found)
    return found


def _single(tokens: Tokens, depth: int) -> Type:
    if tokens.skip("{"):
        return Object(read_fields(tokens, "}", depth))
    if tokens.skip("["):
        item = read_type(tokens, depth + 1)
        tokens.expect("]")
        return Array(item)
    if tokens.peek().kind == "string" and tokens.peek().text[1:-1] in PRIMITIVES:
        return Named(tokens.take().text[1:-1])
    if tokens.peek().kind != "word":
        raise tokens.unreadable(Words("a type", "类型"))
    return Named(tokens.take().text, _arguments(tokens, depth) if tokens.skip("<") else ())


def read_fields(tokens: Tokens, close: str, depth: int = 0) -> tuple[Field, ...]:
    """Return the fields at the next token, up to `close`, and take that too; raises Unreadable."""
    fields: list[Field] = []
    while not tokens.skip(close):
        if fields:
            tokens.expect(",")
        name = read_name(tokens, {field.name for field in fields})
        optional = tokens.skip("?")
        tokens.expect(":")
        fields.append(Field(name, optional, read_type(tokens, depth + 1)))
    return tuple(fields)


def _arguments(tokens: Tokens, depth: int) -> tuple[Type, ...]:
    arguments = [read_type(tokens, depth + 1)]
    while tokens.skip(","):
        arguments.append(read_type(tokens, depth + 1))
    tokens.expect(">")
    return tuple(arguments)


def render(type_: Type) -> str:
    """Return the canonical text of a type."""
    match type_:
        case Named(name, arguments):
            return f"{name}<{', '.join(map(render, arguments))}>" if arguments else name
        case Array(item):
            return f"[{render(item)}]"
        case Object(fields):
            return "{" + ", ".join(_render_field(field) for field in fields) + "}"
        case Union(options):
            return " | ".join(map(render, options))


def _render_field(field: Field) -> str:
    return f"{render_name(field.name)}{'?' if field.optional else ''}: {render(field.type)}"


def render_name(name: str) -> str:
    """Return a name as a word, or quoted when it is none."""
    return name if _WORD.fullmatch(name) else json.dumps(name, ensure_ascii=False)

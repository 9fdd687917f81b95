"""Type expressions of JSON Schemas and of JSON samples: types, never values.

Covers the schemas of Swagger 2 and OpenAPI 3.0 and 3.1: `$ref` inside the document, allOf, oneOf, anyOf,
arrays, tuples, maps, constants, nullable and type lists. What is one of several beside fields of its own is
one of several objects, each with these fields. A reference out of the document is never followed: it becomes
its last name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from stages.core.formats.type_expression import Array, Field, Named, Object, Type, Union
from stages.model.params import ModelParams
from stages.model.tree import Plain

ANY = Named("any")
NULL = Named("null")

_FORMATS = {"date": "date", "date-time": "datetime", "binary": "file"}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MAX_REFERENCES = 50
"""References in a row, such as an alias of an alias."""


class _Flat(NamedTuple):
    """An object schema with its allOf parts laid into each other."""

    properties: dict[str, Plain]
    required: frozenset[str]
    rest: list[dict[str, Plain]]
    """Parts that say something else than properties."""


def table(value: Plain | None) -> dict[str, Plain]:
    """Return `value` when it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: Plain | None) -> str:
    """Return `value` when it is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def sequence(value: Plain | None) -> list[Plain]:
    """Return `value` when it is a sequence, else an empty one."""
    return value if isinstance(value, list) else []


class Resolver:
    """Follows references inside one document and remembers which."""

    def __init__(self, root: dict[str, Plain]) -> None:
        """Keep the document."""
        self.root = root
        self.followed: set[str] = set()
        self._flat: dict[int, _Flat] = {}

    def follow(self, value: Plain | None) -> dict[str, Plain]:
        """Return the mapping that `value` is or refers to; an empty one when the reference leads nowhere."""
        found = table(value)
        for _ in range(_MAX_REFERENCES):
            reference = text(found.get("$ref"))
            if not reference:
                return found
            found = table(self.at(reference))
        return {}

    def at(self, reference: str) -> Plain | None:
        """Return what a JSON pointer such as `#/components/schemas/Order` points to."""
        if not reference.startswith("#/"):
            return None
        value: Plain | None = self.root
        for key in keys_of(reference):
            value = _child(value, key)
        if value is not None:
            self.followed.add(reference)
        return value

    def flatten(self, schema: dict[str, Plain]) -> _Flat:
        """Return a schema with its allOf parts laid into each other; each referenced part counts once."""
        if id(schema) not in self._flat:
            self._flat[id(schema)] = self._flatten(schema, set())
        return self._flat[id(schema)]

    def _flatten(self, schema: dict[str, Plain], seen: set[str]) -> _Flat:
        properties: dict[str, Plain] = {}
        rest, required = [schema], _words(schema.get("required"))
        for part in self._parts(schema, seen):
            inner = self._flatten(part, seen)
            properties = _both(properties, inner.properties)
            required |= inner.required
            rest += inner.rest
        return _Flat(_both(properties, table(schema.get("properties"))), required, rest)

    def _parts(self, schema: dict[str, Plain], seen: set[str]) -> Iterator[dict[str, Plain]]:
        """Yield the parts of allOf: what each reference leads to, once, then what stands beside it."""
        for part in map(table, sequence(schema.get("allOf"))):
            held, beside = part, list[dict[str, Plain]]()
            for _ in range(_MAX_REFERENCES):
                reference = text(held.get("$ref"))
                if not reference:
                    yield held
                    break
                beside.append(_beside(held))
                if reference in seen:
                    break
                seen.add(reference)
                held = table(self.at(reference))
            yield from filter(None, reversed(beside))


def _beside(schema: dict[str, Plain]) -> dict[str, Plain]:
    """Return what OpenAPI 3.1 lets stand beside a reference."""
    return {key: schema[key] for key in _SIBLINGS if key in schema}


def _both(one: dict[str, Plain], other: dict[str, Plain]) -> dict[str, Plain]:
    """Return the properties of two schemas that hold at once: what both declare must be what both say."""
    shared: dict[str, Plain] = {
        name: {"allOf": [one[name], value]} for name, value in other.items() if name in one
    }
    return one | other | {name: both for name, both in shared.items() if one[name] is not other[name]}


def keys_of(reference: str) -> list[str]:
    """Return the keys of a JSON pointer (RFC 6901) such as `#/components/schemas/Order`."""
    return [unquote(piece).replace("~1", "/").replace("~0", "~") for piece in reference[2:].split("/")]


def _child(value: Plain | None, key: str) -> Plain | None:
    if isinstance(value, list):
        return value[int(key)] if key.isdecimal() and int(key) < len(value) else None
    return table(value).get(key)


def name_of(reference: str) -> str:
    """Return the name that a reference ends in, as a word of a type expression."""
    last = re.split(r"[/#]", reference.rstrip("/#"))[-1]
    word = re.sub(r"[^\w.$-]", "_", unquote(last)).removesuffix(".json").removesuffix(".yaml")
    return word if re.match(r"[^\W\d]", word) else f"_{word}"


class SchemaTypes:
    """Writes one schema as a type expression, within the limits of depth and fields."""

    def __init__(self, resolver: Resolver, params: ModelParams, *, request: bool) -> None:
        """Begin with all fields left; a request marks optional fields and leaves out read-only ones."""
        self.resolver, self.params, self.request = resolver, params, request
        self.fields_left = params.max_type_fields
        self.open: list[str] = []

    def type_of(self, schema: Plain | None, depth: int = 0) -> Type:
        """Return the type of a schema; `any` when it says nothing."""
        reference = text(table(schema).get("$ref"))
        if not reference:
            return self._inline(table(schema), depth, "object")
        name, beside = name_of(reference), table(schema)
        if reference in self.open or self.resolver.at(reference) is None:
            found: Type = Named(name)
        else:
            self.open.append(reference)
            target = table(self.resolver.at(reference))
            if "$ref" in target and target.keys() & set(_SIBLINGS):
                found = self.type_of(target, depth)
            else:
                found = self._inline(self._with_siblings(beside, reference), depth, name)
            self.open.pop()
        return union([found, NULL]) if _is_nullable(beside) else found

    def _with_siblings(self, schema: dict[str, Plain], reference: str) -> dict[str, Plain]:
        """Return what a reference leads to, with what stands beside it."""
        beside = _beside(schema)
        if not beside:
            return self.resolver.follow(schema)
        parts: list[Plain] = [{"$ref": reference}, beside]
        return {"allOf": parts}

    def _inline(self, schema: dict[str, Plain], depth: int, name: str) -> Type:
        if not schema:
            return ANY
        flat = self.resolver.flatten(schema)
        choices = self._choices(flat)
        if depth >= self.params.max_type_depth or ((flat.properties or choices) and self.fields_left <= 0):
            found = self._shallow(schema, flat, name)
        elif choices and (flat.properties or len(choices) > 1):
            found = self._each(flat, choices, depth)
        elif flat.properties:
            found = self._object(flat, depth)
        elif choices:
            found = self._union(choices[0], depth)
        else:
            found = self._simple(schema, flat, depth, name)
        return union([found, NULL]) if _is_nullable(schema) else found

    def _choices(self, flat: _Flat) -> list[list[Plain]]:
        """Return the options of each part that has some; where one is held already, as of a base that names
        what is derived from it, they say nothing more."""
        found = ([*sequence(part.get("oneOf")), *sequence(part.get("anyOf"))] for part in flat.rest)
        held = set(map(id, flat.rest))
        return [
            options
            for options in found
            if options and not any(id(self.resolver.follow(option)) in held for option in options)
        ]

    def _shallow(self, schema: dict[str, Plain], flat: _Flat, name: str) -> Type:
        kind = text(schema.get("type"))
        if flat.properties or kind == "object" or not kind:
            return Named(name)
        return Array(Named("object")) if kind == "array" else self._simple(schema, flat, 0, name)

    def _each(self, flat: _Flat, choices: list[list[Plain]], depth: int) -> Type:
        """Return one of the first options, each with all that holds beside it."""
        first, *others = choices
        fields: dict[str, Plain] = {"properties": flat.properties, "required": [*flat.required]}
        beside: list[Plain] = [fields]
        beside += [{"oneOf": options} for options in others]
        return self._union([{"allOf": [*beside, option]} for option in first], depth)

    def _union(self, options: list[Plain], depth: int) -> Type:
        shown = options[: self.fields_left]
        self.fields_left -= len(shown)
        found = [self.type_of(option, depth + 1) for option in shown]
        return union(found if len(shown) == len(options) else [*found, ANY])

    def _object(self, flat: _Flat, depth: int) -> Type:
        hidden = "readOnly" if self.request else "writeOnly"
        shown = {
            name: value
            for name, value in flat.properties.items()
            if self.resolver.follow(value).get(hidden) != "true"
        }
        self.fields_left -= len(shown)
        if not shown:
            return Named("object")
        return Object(
            tuple(
                Field(name, self.request and name not in flat.required, self.type_of(value, depth + 1))
                for name, value in shown.items()
            )
        )

    def _simple(self, schema: dict[str, Plain], flat: _Flat, depth: int, name: str) -> Type:
        """Return the type of a schema without fields; an object that says no more is known by its name."""
        said = next((part for part in flat.rest if part.keys() & _SAYING), schema)
        kinds = said.get("type")
        if isinstance(kinds, list):
            return union([self._kind(text(kind), said, depth, name) for kind in kinds])
        return self._kind(text(kinds), said, depth, name)

    def _kind(self, kind: str, schema: dict[str, Plain], depth: int, name: str) -> Type:
        if kind == "array" or (not kind and schema.keys() & {"items", "prefixItems"}):
            parts = [*sequence(schema.get("prefixItems")), *filter(None, [table(schema.get("items"))])]
            return Array(union([self.type_of(part, depth + 1) for part in parts]))
        if kind == "object" or (not kind and "additionalProperties" in schema):
            extra = [
                table(schema.get("additionalProperties")),
                *table(schema.get("patternProperties")).values(),
            ]
            held = [self.type_of(one, depth + 1) for one in extra if one]
            return Named("map", (Named("string"), union(held))) if held else Named(name)
        if kind == "file":
            return Named("file")
        if not kind and schema.keys() & {"enum", "const"}:
            return _of_values([*sequence(schema.get("enum")), *filter(None, [schema.get("const")])])
        if kind == "string":
            return Named(_FORMATS.get(text(schema.get("format")), "string"))
        return Named(kind) if kind in ("integer", "number", "boolean", "null") else ANY


_SIBLINGS = ("allOf", "anyOf", "oneOf", "properties", "required")
_SAYING = frozenset(("type", "items", "prefixItems", "additionalProperties", "enum", "const"))


def _of_values(values: list[Plain]) -> Type:
    """Return the type of constants of which nobody says one."""
    said = [text(value) for value in values]
    if said and all(one in ("true", "false") for one in said):
        return Named("boolean")
    if said and all(map(_NUMBER.fullmatch, said)):
        return Named("integer" if all(one.lstrip("-").isdecimal() for one in said) else "number")
    return Named("string")


def _is_nullable(schema: dict[str, Plain]) -> bool:
    """Say whether null may stand for a value, as OpenAPI 3.0, 3.1, or Swagger 2 by an extension says."""
    said = (schema.get("nullable"), schema.get("x-nullable"))
    return "true" in said or "null" in sequence(schema.get("type"))


def _words(value: Plain | None) -> frozenset[str]:
    return frozenset(word for word in sequence(value) if isinstance(word, str))


def union(options: list[Type]) -> Type:
    """Return one of the options as a type: flattened, without repetitions, `null` last."""
    flat = [
        single
        for option in options
        for single in (option.options if isinstance(option, Union) else (option,))
    ]
    once = list(dict.fromkeys(flat))
    ordered = [option for option in once if option != NULL] + [NULL] * (NULL in once)
    return ordered[0] if len(ordered) == 1 else Union(tuple(ordered)) if ordered else ANY


_SAMPLED: dict[type, Type] = {
    bool: Named("boolean"),
    int: Named("integer"),
    float: Named("number"),
    str: Named("string"),
}

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


_VALUE_KEY = re.compile(r"\d.*|.*@.*|[0-9a-f]{16,}|(?=[\w-]*-)[\w-]*\d{3,}[\w-]*", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[A-Za-z]*\d[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9+/]{16,}")


def is_token(name: str) -> bool:
    """Say whether a text holds a long run of letters and digits, as keys and signatures do."""
    return _TOKEN.search(name) is not None


def is_value(name: str) -> bool:
    """Say whether what stands where a name is expected is a value: a number, an address, an id or a token."""
    return _VALUE_KEY.fullmatch(name) is not None or is_token(name)


def sample_type(sample: Json, params: ModelParams, depth: int = 0) -> Type:
    """Return the type that a JSON sample shows; an object whose keys are values is a map."""
    if isinstance(sample, dict | list) and depth >= params.max_type_depth:
        return Named("object") if isinstance(sample, dict) else Array(ANY)
    if isinstance(sample, dict) and any(map(is_value, sample)):
        held = list(sample.values())[: params.max_type_fields]
        return Named("map", (Named("string"), union([sample_type(one, params, depth + 1) for one in held])))
    if isinstance(sample, dict):
        shown = list(sample.items())[: params.max_type_fields]
        return Object(tuple(Field(k, False, sample_type(v, params, depth + 1)) for k, v in shown))
    if isinstance(sample, list):
        return Array(union([sample_type(item, params, depth + 1) for item in sample]))
    return _SAMPLED.get(type(sample), ANY)

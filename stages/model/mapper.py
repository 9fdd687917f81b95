"""Statements of a MyBatis mapper in XML, its dynamic tags resolved: each part stands once.

`include` is replaced by the fragment of the same file, `where`, `set` and `trim` put what they add and take
away what they override, `foreach` stands for one item, and of `choose` the first branch is taken. `bind` and
`selectKey` add nothing. Values as `#{name}` and `${name}` stay as written. A fragment of another file is
written `/* include name */`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.core.records.sql_asset import SqlAsset
from stages.model.documentation import UNDOCUMENTED, Documentation, documentation
from stages.model.params import ModelParams
from stages.model.passed_over import PassedOver
from stages.model.refused import Refused
from stages.model.safe_text import SafeText
from stages.model.told_sql import Holder, Told, sql_asset
from stages.model.xml import Element, root_of

STATEMENTS = frozenset(("select", "insert", "update", "delete"))
_DYNAMIC = frozenset(("if", "choose", "foreach", "where", "set", "trim"))
_SILENT = frozenset(("bind", "selectKey", "property"))
_PROPERTY = re.compile(r"\$\{(\w+)\}")
_TOUCHING = re.compile(r"[^\s(][^\s),;.]")
"""Ends of two pieces between which MyBatis writes a blank."""


class Written(NamedTuple):
    """The text of a statement, and what of it depends on values at run time."""

    text: str
    dynamic: bool
    looped: bool
    """Whether a part of it stands once for each item."""


class _Fragments(NamedTuple):
    by_id: dict[str, Element]
    depth: int
    """Levels of `include` and tags that may still be entered."""
    properties: dict[str, str]
    steps: Iterator[int]
    """Tags that may still be resolved in the whole file: fragments that include others grow fast."""
    most: int
    """Characters of a text before it is trimmed."""


def read_mapper(source: SafeText, root: Element, params: ModelParams) -> list[SqlAsset | PassedOver]:
    """Return the statements of a mapper in their order, and those that are passed over: their tags go too
    deep or grow too much."""
    namespace = root.attributes.get("namespace", "")
    held = {e.attributes.get("id", ""): e for e in root.elements if e.name == "sql"}
    held |= {f"{namespace}.{name}": element for name, element in held.items()}
    fragments = _fragments(held, params)
    owner = namespace.rpartition(".")[2]
    found: list[SqlAsset | PassedOver] = []
    for element in (e for e in root.elements if e.name in STATEMENTS):
        node = element.node
        span = source.span(node.start_byte, node.end_byte)
        try:
            written = resolved(element, fragments)
        except Refused as refused:
            found.append(PassedOver(refused.rule, span))
            continue
        name = element.attributes.get("id", "")
        attributes = element.attributes
        holder = Holder(
            owner,
            name,
            tuple(filter(None, [attributes.get("parameterType", "").rpartition(".")[2]])),
            (attributes.get("resultType") or attributes.get("resultMap") or "").rpartition(".")[2],
        )
        told = Told(
            f"{owner}.{name}", "mapper", written.text, span,
            dynamic=written.dynamic, looped=written.looped, holder=holder, doc=_above(source, element),
        )  # fmt: skip
        too_long = len(written.text) > params.max_statement_characters
        found.append(PassedOver("oversized", span) if too_long else sql_asset(source, told))
    return found


def script(text: str, params: ModelParams) -> Written:
    """Return the statement of an annotation `<script>...</script>`; raises Refused."""
    return resolved(root_of(text.encode()), _fragments({}, params))


def _fragments(held: dict[str, Element], params: ModelParams) -> _Fragments:
    return _Fragments(held, params.max_nesting, {}, iter(range(params.max_nodes)), params.max_code_bytes)


def resolved(element: Element, fragments: _Fragments) -> Written:
    """Return the text of an element, its tags resolved, without empty lines and common indentation."""
    text = _content(element, fragments)
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    depth = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    tags = _tags(element, fragments)
    return Written(
        "\n".join(line[depth:] for line in lines).strip(),
        dynamic=not tags.isdisjoint(_DYNAMIC) or "${" in text,
        looped="foreach" in tags,
    )


def _tags(element: Element, fragments: _Fragments) -> set[str]:
    """Return the names of the tags in an element, those of the fragments that it includes among them."""
    found: set[str] = set()
    known: set[str] = set()
    todo = [*element.elements]
    while todo:
        one = todo.pop()
        found.add(one.name)
        todo += one.elements
        name = one.attributes.get("refid", "") if one.name == "include" else ""
        todo += [fragments.by_id[name]] if name in fragments.by_id.keys() - known else []
        known.add(name)
    return found


def _content(element: Element, fragments: _Fragments) -> str:
    if fragments.depth <= 0:
        raise Refused("nesting", "tags of a mapped statement")
    inner = fragments._replace(depth=fragments.depth - 1)
    said: list[str] = []
    length = 0
    for child in element.children:
        piece = _filled(child, fragments) if isinstance(child, str) else _tag(child, inner)
        said += [" "] if said and _TOUCHING.fullmatch(said[-1][-1:] + piece[:1]) else []
        said += [piece] if piece else []
        length += len(piece)
        if length > fragments.most:
            raise Refused("oversized", "text of a mapped statement", str(fragments.most))
    return "".join(said)


def _filled(text: str, fragments: _Fragments) -> str:
    return _PROPERTY.sub(lambda found: fragments.properties.get(found[1], found[0]), text)


def _tag(element: Element, fragments: _Fragments) -> str:
    if next(fragments.steps, None) is None:
        raise Refused("nodes", "tags of a mapped statement")
    if element.name in _SILENT:
        return ""
    if element.name == "include":
        return _included(element, fragments)
    if element.name == "choose":
        return _content(element.elements[0], fragments) if element.elements else ""
    return _framed(element, _content(element, fragments))


def _framed(element: Element, body: str) -> str:
    """Return the content of a tag with what the tag puts around it."""
    given = element.attributes
    match element.name:
        case "where":
            return _trimmed(body, "WHERE ", ("AND", "OR"), "", ())
        case "set":
            return _trimmed(body, "SET ", (), "", (",",))
        case "trim":
            before, after = (_listed(given.get(name, "")) for name in ("prefixOverrides", "suffixOverrides"))
            return _trimmed(body, f"{given.get('prefix', '')} ", before, given.get("suffix", ""), after)
        case "foreach":
            return f"{given.get('open', '')}{body.strip()}{given.get('close', '')}"
    return body


def _listed(overrides: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in overrides.split("|") if word.strip())


def _included(element: Element, fragments: _Fragments) -> str:
    name = element.attributes.get("refid", "")
    held = fragments.by_id.get(name)
    if held is None:
        return f"/* include {name.replace('*/', '')} */"
    own = {
        child.attributes.get("name", ""): child.attributes.get("value", "")
        for child in element.elements
        if child.name == "property"
    }
    return _content(held, fragments._replace(properties=fragments.properties | own)).strip()


def _trimmed(text: str, prefix: str, before: tuple[str, ...], suffix: str, after: tuple[str, ...]) -> str:
    """Return a text with what stands around it put and what begins or ends it taken away."""
    bare = text.strip()
    words = "|".join(re.escape(word) + (r"\b" if word[-1:].isalnum() else "") for word in before)
    bare = re.sub(rf"\A(?:{words})\s*", "", bare, count=1, flags=re.IGNORECASE) if words else bare
    for end in after:
        bare = bare.removesuffix(end).rstrip()
    return f"{prefix}{bare}{' ' if suffix else ''}{suffix}" if bare else ""


def _above(source: SafeText, element: Element) -> Documentation:
    """Return the comment between an element and the one before it."""
    node = element.node.prev_named_sibling
    while node is not None and node.type == "CharData" and not (node.text or b"").strip():
        node = node.prev_named_sibling
    if node is None or node.type != "Comment":
        return UNDOCUMENTED
    text = source.piece(node.start_byte, node.end_byte).removeprefix("<!--").removesuffix("-->")
    return documentation(" ".join(text.strip("- \n\t").split()), source.span(node.start_byte, node.end_byte))

"""Open what stands around the object that an answer is about: `{code, msg, data}`, a page, `Result<T>`.

An object is an envelope when one of its fields is named as what is held, and all others as a code, a message
or a page. Names are compared in lower case, without `_` and `-`. One whose content is not known (`data` of
type `object`), a mere code with a message, and an operation of JSON Patch (RFC 6902) say nothing of the
domain.
"""

from stages.core.formats.type_expression import Array, Field, Named, Object, Type, Union
from stages.core.records.type_asset import TypeAsset

HELD = frozenset(("data", "content", "list", "lists", "records", "result", "results", "payload"))
"""Names of what an envelope holds."""
LISTED = frozenset(("items", "rows", "body", "value"))
"""Names of what one holds beside a code or a page; alone they are a part of an object as any other."""
ACKNOWLEDGED = frozenset(("msg", "message", "errmsg", "success", "ok", "succeeded", "issuccess"))
"""Names of which one at least stands in a mere acknowledgement."""
CODES = ACKNOWLEDGED | frozenset(
    ("code", "errcode", "errorcode", "errno", "retcode", "status", "statuscode", "errormessage", "error",
     "errors", "requestid", "traceid", "timestamp", "time", "version"),
)  # fmt: skip
"""Names of what says how a request went."""
PAGES = frozenset(
    ("page", "pages", "pageno", "pagenum", "pagenumber", "pageindex", "pagesize", "perpage", "currentpage",
     "current", "size", "limit", "offset", "number", "numberofelements", "first", "last", "empty", "sort",
     "pageable", "totalelements", "totalpages", "totalcount", "next", "previous", "prev", "hasnext",
     "hasmore", "cursor", "nextcursor", "links", "meta", "pagination"),
)  # fmt: skip
"""Names of what says which part of a list is shown."""
AROUND = CODES | PAGES | frozenset(("total", "count"))

_VERDICTS = ACKNOWLEDGED | {"code", "errcode", "errorcode", "errno", "retcode", "statuscode"}
"""Names beside which even a plain value is what an envelope holds: `{status, content}` is a note."""
_UNKNOWN = (Named("any"), Named("object"), Named("null"))


_PATCH = frozenset(("op", "path", "value", "from"))


def opened(type_: Type) -> Type | None:
    """Return what is in all envelopes around a type; None where that is not said."""
    found: Type | None = type_
    while isinstance(found, Object):
        held = _held(found)
        if held is None:
            return None if _acknowledges(found) or _patches(found) else found
        found = None if held.type in _UNKNOWN else held.type
    return found


def is_around(field: Field) -> bool:
    """Say whether a field tells of a request or of a page, and not of what is held."""
    return _plain(field.name) in AROUND


def is_link(field: Field) -> bool:
    """Say whether a field leads to other operations, as hypermedia does: `{href, rel, method}`."""
    held = _first(field.type)
    while isinstance(held, Array):
        held = _first(held.item)
    return isinstance(held, Object) and {"href", "rel"} <= {one.name for one in held.fields}


def holds_any(asset: TypeAsset) -> bool:
    """Say whether a type of the code is an envelope for any other: `Result<T>`, or one with an `Object`."""
    fields = {_plain(field.name): field.type for field in asset.members if field.kind == "field"}
    generic = {part.split()[0] for part in asset.type_parameters.strip("<> ").split(",") if part.strip()}
    named = [name for name, type_ in fields.items() if type_ in generic | {"Object", "any"}]
    return any(name in HELD | LISTED and fields.keys() - {name} <= AROUND for name in named)


def _held(envelope: Object) -> Field | None:
    names = {_plain(field.name) for field in envelope.fields}
    return next((field for field in envelope.fields if _is_held(field, names - {_plain(field.name)})), None)


def _is_held(field: Field, rest: set[str]) -> bool:
    name, plain = _plain(field.name), not isinstance(_first(field.type), Array | Object)
    named = name in HELD or (name in LISTED and not rest.isdisjoint(CODES | PAGES))
    return named and rest <= AROUND and not (plain and rest.isdisjoint(_VERDICTS))


def _first(type_: Type) -> Type:
    return type_.options[0] if isinstance(type_, Union) else type_


def _acknowledges(found: Object) -> bool:
    names = {_plain(field.name) for field in found.fields}
    return names <= CODES and not names.isdisjoint(ACKNOWLEDGED)


def _patches(found: Object) -> bool:
    return {"op", "path"} <= {field.name for field in found.fields} <= _PATCH


def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")

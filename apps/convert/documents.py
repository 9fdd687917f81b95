"""API documents that a person holds, read as `model` reads those of sources, within the same limits."""

from collections.abc import Callable

from stages.core.errors import PipelineError
from stages.core.formats.api_table import ApiTable
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.params import load_params
from stages.core.records.api_asset import ApiAsset
from stages.core.records.document import Document
from stages.model.compose import compose_json, compose_yaml
from stages.model.openapi import is_openapi, read_openapi
from stages.model.openapi_faults import faults
from stages.model.params import ModelParams
from stages.model.passed_over import PassedOver
from stages.model.postman import is_postman, read_postman
from stages.model.refused import Refused
from stages.model.safe_text import SafeText
from stages.model.tree import Mapping, Node

Reader = Callable[[SafeText, Mapping, ModelParams], list[ApiAsset | PassedOver]]


_SAYS = {
    "unread": Says(
        Words(
            "$found, no YAML or JSON within the limits of `model`",
            "$found，不是 `model` 限制内的 YAML 或 JSON",
        ),
        Words("Mend the document.", "请修改文档。"),
    ),
    "no-operation": Says(
        Words("no operation that can be read", "没有可读取的接口"),
        Words("Write at least one, by method and path.", "请至少写一个接口的方法和路径。"),
    ),
}


def openapi_violations(text: str) -> list[Violation]:
    """Return what keeps a text from being OpenAPI 3; of Swagger 2, only whether an operation can be read."""
    try:
        root = _composed(text)
    except Refused as refused:
        return [_unread(refused)]
    if isinstance(root, Mapping) and "swagger" in root.items:
        return _without_operation(text, is_openapi, read_openapi)
    return faults(root, text)


def postman_violations(text: str) -> list[Violation]:
    """Return what keeps a text from being a Postman collection: nothing more than that no request is read."""
    return _without_operation(text, is_postman, read_postman)


def _without_operation(text: str, is_kind: Callable[[Node], bool], read: Reader) -> list[Violation]:
    try:
        return [] if _read(text, is_kind, read) else [violation(_SAYS, "no-operation", 0)]
    except Refused as refused:
        return [_unread(refused)]


def _unread(refused: Refused) -> Violation:
    return violation(_SAYS, "unread", 0, found=_found(refused))


def openapi_tables(text: str) -> list[ApiTable] | None:
    """Return a table for each tag of an OpenAPI 3 or Swagger 2 document, or None when it has no operation."""
    return _tables(text, is_openapi, read_openapi)


def postman_tables(text: str) -> list[ApiTable] | None:
    """Return a table for each folder of a Postman collection, or None when it has no request."""
    return _tables(text, is_postman, read_postman)


def openapi_passed_over(text: str) -> list[PassedOver]:
    """Return the parts of an OpenAPI 3 or Swagger 2 document that give no operation."""
    return _passed_over(text, is_openapi, read_openapi)


def postman_passed_over(text: str) -> list[PassedOver]:
    """Return the requests of a Postman collection that give no operation."""
    return _passed_over(text, is_postman, read_postman)


def _passed_over(text: str, is_kind: Callable[[Node], bool], read: Reader) -> list[PassedOver]:
    return [one for one in _found_in(text, is_kind, read) if isinstance(one, PassedOver)]


def _tables(text: str, is_kind: Callable[[Node], bool], read: Reader) -> list[ApiTable] | None:
    try:
        return _read(text, is_kind, read)
    except Refused as refused:
        raise PipelineError(
            f"the document: {_found(refused)}, expected YAML or JSON within the limits of `model`. Mend it."
        ) from refused


def _read(text: str, is_kind: Callable[[Node], bool], read: Reader) -> list[ApiTable] | None:
    assets = [one for one in _found_in(text, is_kind, read) if isinstance(one, ApiAsset)]
    return [ApiTable(one.tag, tuple(one.operations)) for one in assets] or None


def _found_in(text: str, is_kind: Callable[[Node], bool], read: Reader) -> list[ApiAsset | PassedOver]:
    root = _composed(text)
    if not isinstance(root, Mapping) or not is_kind(root):
        return []
    return read(SafeText(_document(text)), root, load_params("model", ModelParams))


def _composed(text: str) -> Node:
    compose = compose_json if text.lstrip("\ufeff \t\r\n").startswith("{") else compose_yaml
    return compose(text, load_params("model", ModelParams))


def _found(refused: Refused) -> str:
    return f"{refused.rule}, {refused.value or 'no document'}"


def _document(text: str) -> Document:
    """Return the document of a text that comes from no source."""
    named = ("id", "source", "source_class", "commit", "path", "blob", "language", "licence")
    return Document(asset="api", text=text, edits=[], **dict.fromkeys(named, ""))

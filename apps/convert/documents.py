"""API documents that a person holds, read as `model` reads those of sources, within the same limits."""

from collections.abc import Callable

from stages.core.errors import PipelineError
from stages.core.formats.api_table import ApiTable
from stages.core.formats.violation import Violation
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


def openapi_violations(text: str) -> list[Violation]:
    """Return what keeps a text from being OpenAPI 3; raises PipelineError when it is no YAML or JSON."""
    root = _root(text)
    swagger = isinstance(root, Mapping) and "swagger" in root.items
    return [] if swagger else faults(root, text)


def openapi_tables(text: str) -> list[ApiTable] | None:
    """Return a table for each tag of an OpenAPI 3 or Swagger 2 document, or None when it has no operation."""
    return _tables(text, is_openapi, read_openapi)


def postman_tables(text: str) -> list[ApiTable] | None:
    """Return a table for each folder of a Postman collection, or None when it has no request."""
    return _tables(text, is_postman, read_postman)


def _tables(text: str, is_kind: Callable[[Node], bool], read: Reader) -> list[ApiTable] | None:
    root = _root(text)
    if not isinstance(root, Mapping) or not is_kind(root):
        return None
    try:
        found = read(SafeText(_document(text)), root, load_params("model", ModelParams))
    except Refused as refused:
        raise _stopped(refused) from refused
    assets = [one for one in found if isinstance(one, ApiAsset)]
    return [ApiTable(one.tag, tuple(one.operations)) for one in assets] or None


def _root(text: str) -> Node:
    compose = compose_json if text.lstrip("\ufeff \t\r\n").startswith("{") else compose_yaml
    try:
        return compose(text, load_params("model", ModelParams))
    except Refused as refused:
        raise _stopped(refused) from refused


def _stopped(refused: Refused) -> PipelineError:
    found = refused.value or "no document"
    return PipelineError(
        f"the document: {refused.rule}, {found}, expected YAML or JSON within the limits of `model`. Mend it."
    )


def _document(text: str) -> Document:
    """Return the document of a text that comes from no source."""
    named = ("id", "source", "source_class", "commit", "path", "blob", "language", "licence")
    return Document(asset="api", text=text, edits=[], **dict.fromkeys(named, ""))

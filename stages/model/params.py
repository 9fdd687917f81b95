"""Settings of `model`."""

from typing import Annotated, Literal

import msgspec

from stages.core.params import Params, Positive

Depth = Annotated[int, msgspec.Meta(ge=1, le=200)]
"""Levels that Python's stack can hold."""


class ModelParams(Params, frozen=True):
    """Section `model` of params.yaml."""

    max_document_bytes: Positive
    """Bytes of a YAML, JSON or prose document; a longer one is dropped unread by the rule `oversized`."""
    max_code_bytes: Positive
    """Bytes of a source file; a longer one is dropped unread by the rule `oversized`."""
    max_statement_characters: Positive
    """Characters of an SQL statement; a longer one, such as a dump of rows, is passed over by the rule
    `oversized`."""
    max_section_characters: Positive
    """Characters of a section of reStructuredText or AsciiDoc; a longer one is passed over by the rule
    `oversized`."""
    max_nodes: Positive
    """Values of a YAML or JSON document, each alias counted as all that it stands for; more: rule `nodes`."""
    max_nesting: Depth
    """Levels of a YAML or JSON document, or of types inside types; more: rule `nesting`."""
    max_type_depth: Depth
    """Levels of a type expression; what lies deeper is written by its name or as `object`."""
    max_type_fields: Positive
    """Fields of one type expression; further objects are written by their name or as `object`."""
    faulty_openapi: Literal["keep", "drop"]
    """What becomes of an OpenAPI 3 document with faults: its operations are read as far as they can be, or
    the document is dropped by the rule `faulty`."""

"""Settings of `model`."""

from stages.core.params import Params


class ModelParams(Params, frozen=True):
    """Section `model` of params.yaml."""

    max_document_bytes: int
    """Bytes of a YAML, JSON or prose document; a longer one is dropped unread by the rule `oversized`."""
    max_code_bytes: int
    """Bytes of a source file; a longer one is dropped unread by the rule `oversized`."""
    max_nodes: int
    """Values of a YAML or JSON document, each alias counted as all that it stands for; more: rule `nodes`."""
    max_nesting: int
    """Levels of a YAML or JSON document, or of types inside types; more: rule `nesting`."""
    max_type_depth: int
    """Levels of a type expression; what lies deeper is written by its name or as `object`."""
    max_type_fields: int
    """Fields of one type expression; further objects are written by their name or as `object`."""

"""Documents and settings for the tests of `model`."""

from stages.core.records.document import Document, Edit
from stages.model.params import ModelParams
from tests import records

PARAMS = ModelParams(
    max_document_bytes=200_000,
    max_code_bytes=200_000,
    max_statement_characters=2_000,
    max_section_characters=20_000,
    max_nodes=5_000,
    max_nesting=50,
    max_type_depth=4,
    max_type_fields=20,
    faulty_openapi="keep",
)


def document(
    path: str, text: str, *, language: str = "java", asset: str = "code", edits: list[Edit] | None = None
) -> Document:
    return records.document(path, text, language=language, asset=asset, edits=edits or [])

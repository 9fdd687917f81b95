"""Documents and settings for the tests of `model`."""

from stages.core.records.document import Document, Edit
from stages.model.params import ModelParams

PARAMS = ModelParams(
    max_document_bytes=200_000,
    max_code_bytes=200_000,
    max_nodes=5_000,
    max_nesting=50,
    max_type_depth=4,
    max_type_fields=20,
)


def document(
    path: str, text: str, *, language: str = "java", asset: str = "code", edits: list[Edit] | None = None
) -> Document:
    return Document(
        id=f"shop:{path}",
        source="shop",
        source_class="own",
        commit="c0ffee",
        path=path,
        blob="b10b",
        asset=asset,
        language=language,
        licence="LicenseRef-Lanhai",
        text=text,
        edits=edits or [],
    )

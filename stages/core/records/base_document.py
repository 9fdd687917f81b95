"""What the embedded base was made from."""

from stages.core.records.record import Record


class BaseDocument(Record, frozen=True):
    """One row per document that the embedded base was given, held-out ones first, each part in the order in
    which documents were drawn."""

    document: str
    """`source:path`, as in out/anonymize/documents.jsonl."""
    use: str
    """`train`: stands in the text that tokenizer and model are trained on; `held-out`: only measured on."""
    times: int
    """How often the whole text was taken."""
    pairs: int
    """Questions and answers that were rendered from its functions, repeats included."""

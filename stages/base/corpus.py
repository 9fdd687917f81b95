"""Choose the text of the embedded base."""

import hashlib
from collections import Counter
from typing import NamedTuple

from stages.base.pairs import pairs_of
from stages.base.params import Scratch
from stages.core.errors import PipelineError
from stages.core.records.base_document import BaseDocument
from stages.core.records.document import Document


class Texts(NamedTuple):
    """What is taken of one document, repeats included."""

    whole: list[str]
    pairs: list[str]


class Corpus(NamedTuple):
    """Texts to train on and to measure on, in an order that depends on seed and content alone."""

    train: list[str]
    held_out: list[str]
    documents: list[BaseDocument]
    """Documents behind both."""
    unused: dict[str, int]
    """Documents that were not taken, by reason."""


def corpus(documents: list[Document], scratch: Scratch, seed: int) -> Corpus:
    """Return the texts of the documents that `scratch` asks for.

    Raises PipelineError when there are none to train on or none to measure on.
    """
    refused = {document.id: _refusal(document, scratch) for document in documents}
    taken = sorted(
        (document for document in documents if not refused[document.id]),
        key=lambda document: _digest(f"{seed}:{document.id}"),
    )
    held = round(len(taken) * scratch.held_out) or 1
    if len(taken) <= held:
        raise PipelineError(
            f"out/anonymize/documents.jsonl: {len(taken)} of {'/'.join(scratch.source_classes)} sources, "
            "expected at least 2. Add an open-source source to conf/source/, or choose base=local."
        )
    learnt = {document.id: _texts(document, scratch) for document in taken[held:]}
    train = [text for texts in learnt.values() for text in (*texts.whole, *texts.pairs)]
    return Corpus(
        train=sorted(train, key=lambda text: _digest(f"{seed}:{text}")),
        held_out=[document.text for document in taken[:held]],
        documents=[
            *(_row(document.id, "held-out", Texts([document.text], [])) for document in taken[:held]),
            *(_row(name, "train", texts) for name, texts in learnt.items()),
        ],
        unused=dict(Counter(reason for reason in refused.values() if reason)),
    )


def _refusal(document: Document, scratch: Scratch) -> str:
    if document.source_class not in scratch.source_classes:
        return "source-class"
    return "" if document.asset in scratch.assets else "asset"


def _texts(document: Document, scratch: Scratch) -> Texts:
    return Texts(
        whole=[document.text] * scratch.repeats.get(document.language, 1),
        pairs=pairs_of(document) * scratch.pairs if scratch.pairs else [],
    )


def _row(document: str, use: str, texts: Texts) -> BaseDocument:
    return BaseDocument(document=document, use=use, times=len(texts.whole), pairs=len(texts.pairs))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()

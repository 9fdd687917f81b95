"""Train the embedded base model on open-source text, or pin a larger one by commit and digests."""

import hashlib
import shutil
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer
from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

from stages.base.contract import CORPUS
from stages.base.corpus import corpus
from stages.base.params import BaseParams, Scratch
from stages.base.pinned import examined_weights, refuse_unpinned
from stages.base.pretrain import measure, pretrain
from stages.base.tokens import PAD_TOKEN, train_tokenizer
from stages.core.contract import Counts, Figures, Rows, Written, canonical, publish_json, sha256_of
from stages.core.language_model.files import digests, publish_folder, unfinished
from stages.core.language_model.snapshot import weights_folder
from stages.core.records.base_document import BaseDocument
from stages.core.records.base_model import BaseModel
from stages.core.records.document import Document


class Made(NamedTuple):
    """What the stage reports."""

    counts: Counts
    """Documents for a base that is trained here, files of the model for others."""
    figures: Figures
    files: dict[str, Written]
    """Everything below out/base/."""


def made(documents: list[Document], params: BaseParams, folder: Path) -> Made:
    """Write base.json, corpus.jsonl, tokenizer.json and, for a base that is made here, model/ to `folder`."""
    if params.scratch:
        return trained_here(documents, params, params.scratch, folder)
    return pinned(params, folder)


def trained_here(documents: list[Document], params: BaseParams, scratch: Scratch, folder: Path) -> Made:
    """Train tokenizer and model on the documents that `scratch` asks for and write them to `folder`."""
    texts = corpus(documents, scratch, params.seed)
    tokenizer = train_tokenizer(texts.train, scratch.vocabulary, params.eos_token)
    model, tokens = pretrain(texts, tokenizer, params, scratch)
    held_out = measure(model, texts, tokenizer, params, scratch)
    figures: dict[str, float | int] = {
        "tokens": tokens,
        "parameters": sum(weight.numel() for weight in model.parameters()),
        "held_out_tokens": held_out.tokens,
        "nats_per_token": round(held_out.nats_per_token, 6),
        "bits_per_byte": round(held_out.bits_per_byte, 6),
    }
    building = unfinished(folder)
    _save(model, tokenizer, params.eos_token, building / "model")
    _list(building, texts.documents)
    shutil.copyfile(building / "model" / "tokenizer.json", building / "tokenizer.json")
    _describe(building, building / "model", str(folder / "model"), params, figures)
    counts = Counts(read=len(documents), written=len(texts.documents), dropped=texts.unused)
    return Made(
        counts,
        {**figures, "corpus_bytes": sum(len(text.encode()) for text in texts.train)},
        _published(folder),
    )


def pinned(params: BaseParams, folder: Path) -> Made:
    """Describe the model that `params` name in `folder`: digests and tokenizer, no copy of weights."""
    refuse_unpinned(params)
    weights = weights_folder(params.source, params.id, params.revision)
    size = examined_weights(weights, params)
    building = unfinished(folder)
    shutil.copyfile(weights / "tokenizer.json", building / "tokenizer.json")
    _list(building, [])
    described = _describe(building, weights, params.id, params, {})
    files = len(described.files)
    return Made(Counts(read=files, written=files, dropped={}), {"bytes": size}, _published(folder))


def _save(model: LlamaForCausalLM, tokenizer: Tokenizer, eos_token: str, folder: Path) -> None:
    model.config.use_cache = True
    model.save_pretrained(folder, safe_serialization=True)
    wrapped = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, eos_token=eos_token, pad_token=PAD_TOKEN
    )
    wrapped.save_pretrained(folder)


def _list(building: Path, rows: list[BaseDocument]) -> None:
    Rows(str(building / Path(CORPUS.path).name), CORPUS.record).write(rows)


def _describe(
    building: Path, weights: Path, location: str, params: BaseParams, figures: dict[str, float | int]
) -> BaseModel:
    files = digests(weights)
    described = BaseModel(
        name=params.name,
        source=params.source,
        location=location,
        revision=params.revision,
        files=files,
        sha256=hashlib.sha256(canonical(files)).hexdigest(),
        target_modules=sorted(params.target_modules),
        eos_token=params.eos_token,
        dtype=params.dtype,
        figures=figures,
    )
    publish_json(building / "base.json", described)
    return described


def _published(folder: Path) -> dict[str, Written]:
    publish_folder(folder)
    return {
        str(path): Written(rows=path.read_bytes().count(b"\n"), sha256=sha256_of(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

"""Inputs for the stages that train: some text, some records, a base of a few thousand weights."""

import hashlib
import os
from pathlib import Path
from typing import Any

import msgspec
import yaml

from stages.base.params import BaseParams, Scratch
from stages.core.contract import Counts, Rows, finish
from stages.core.records.document import Document
from stages.core.records.sample import Sample
from stages.core.records.span import Span
from stages.core.standards.settings import Standard
from stages.evaluate.params import EvaluateParams
from stages.probe.params import ProbeParams
from stages.train.params import Lora, TrainParams
from tests import records
from tests.layout import section_of

ADAPTER = "implement-method"
VERBS = ("add", "drop", "count", "list", "merge", "open", "close", "check", "print", "load")
NOUNS = ("order", "member", "price", "stock", "coupon", "store", "shift", "invoice")


def document(name: str, text: str, **changes: str) -> Document:
    fields = {
        "source_class": "open-source",
        "language": "java" if name.endswith(".java") else "python",
        "licence": "MIT",
    }
    return records.document(name, text, "open-toolkit", **fields | changes)


def documents() -> list[Document]:
    def method(verb: str, noun: str) -> str:
        return (
            f"    /** Returns the {noun}, ready to {verb}. */\n"
            f"    public int {verb}{noun.title()}(int {noun}) {{\n"
            f"        return {noun} + {len(verb)};\n    }}\n"
        )

    return [
        document(
            f"{noun.title()}.java",
            f"class {noun.title()} {{\n{''.join(method(v, noun) for v in VERBS)}}}\n",
        )
        for noun in NOUNS
    ]


def sample(verb: str, noun: str) -> Sample:
    name = f"{verb}{noun.title()}"
    span = Span(document=f"order-center:{noun}.java", blob="b", start=0, end=1, safe="s")
    return records.sample(
        hashlib.sha256(name.encode()).hexdigest(),
        f"public int {name}(int {noun}) {{\n    return {noun} + {len(verb)};\n}}",
        instruction=f"Implement {name}",
        input=f"int {name}(int {noun})",
        group=f"order-center:{noun}.java",
        source="order-center",
        inputs=[span],
        outputs=[span],
    )


def samples() -> list[Sample]:
    return sorted((sample(verb, noun) for verb in VERBS for noun in NOUNS), key=lambda row: row.id)


def scratch(**changes: object) -> Scratch:
    fields: dict[str, Any] = {
        "source_classes": ["open-source"],
        "assets": ["code", "test", "document"],
        "repeats": {"java": 2},
        "pairs": 1,
        "held_out": 0.2,
        "held_out_tokens": 2000,
        "vocabulary": 320,
        "layers": 2,
        "hidden": 32,
        "heads": 2,
        "feed_forward": 64,
        "context": 64,
        "long_context": 256,
        "long_share": 0.25,
        "step_tokens": 512,
        "matrix_rate": 0.02,
        "vector_rate": 0.01,
        "warmup": 0.1,
        "flat": 0.5,
    }
    return Scratch(**fields | changes)


def base_params(**changes: object) -> BaseParams:
    fields: dict[str, Any] = {
        "name": "small",
        "source": "scratch",
        "id": "",
        "revision": "",
        "target_modules": ["v_proj", "q_proj", "down_proj"],
        "dtype": "float32",
        "eos_token": "<|endoftext|>",
        "tokens": 10_000,
        "threads": 1,
        "seed": 3,
        "scratch": scratch(),
    }
    return BaseParams(**fields | changes)


def train_params(**changes: object) -> TrainParams:
    fields: dict[str, Any] = {
        "device": "cpu",
        "quantization": "none",
        "placebo": True,
        "lora": Lora(r=4, alpha=8, dropout=0.1, rslora=False),
        "epochs": 2,
        "batch": 8,
        "accumulation": 1,
        "group": 2,
        "max_tokens": 256,
        "rate": 0.01,
        "warmup": 0.1,
        "weight_decay": 0.0,
        "clip": 1.0,
        "optimizer": "adamw_torch",
        "gradient_checkpointing": False,
        "checkpoint_steps": 3,
        "threads": 1,
        "seed": 3,
    }
    return TrainParams(**fields | changes)


def evaluate_params(**changes: object) -> EvaluateParams:
    fields: dict[str, Any] = {
        "device": "cpu",
        "quantization": "none",
        "rows": 10,
        "batch": 4,
        "max_new_tokens": 24,
        "draws": 500,
        "confidence": 0.95,
        "threads": 1,
        "seed": 3,
        "naming": {},
        "layers": {},
        "standards": msgspec.convert(section_of("evaluate")["standards"], dict[str, Standard]),
    }
    return EvaluateParams(**fields | changes)


def probe_params(**changes: object) -> ProbeParams:
    fields: dict[str, Any] = {
        "device": "cpu",
        "quantization": "none",
        "prompts": 6,
        "batch": 4,
        "max_new_tokens": 24,
        "shortest": 6,
        "long": 9,
        "distinct": 3,
        "common": 50,
        "draws": 500,
        "confidence": 0.95,
        "threads": 1,
        "seed": 3,
    }
    return ProbeParams(**fields | changes)


def write_inputs(folder: Path) -> None:
    """Write what the four stages read, and params.yaml, into the current folder, which is `folder`."""
    assert Path.cwd() == folder
    rows = documents()
    finish("anonymize", Counts(read=len(rows), written=len(rows), dropped={}), {}, DOCUMENTS.write(rows))
    parts = {"train": samples()[:60], "validation": samples()[60:70], "test": samples()[70:]}
    files = {}
    for part, chosen in parts.items():
        files |= Rows(f"out/split/{part}/{{adapter}}.jsonl", Sample).of(ADAPTER).write(chosen)
    finish("split", Counts(read=80, written=80, dropped={}), {}, files, ADAPTER)
    write_params(train_params())


def write_params(train: TrainParams) -> None:
    sections = {
        "adapters": [ADAPTER],
        "base": base_params(),
        "train": train,
        "evaluate": evaluate_params(),
        "probe": probe_params(),
    }
    Path("params.yaml").write_text(yaml.safe_dump(msgspec.to_builtins(sections)), encoding="utf-8")


def tree(folder: Path) -> dict[str, str]:
    """The digest of every file below `folder`."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def environment(**changes: str) -> dict[str, str]:
    """The environment of a stage that is run as a process in another folder."""
    root = str(Path(__file__).parents[1])
    return {**os.environ, "PYTHONPATH": root, **changes}


DOCUMENTS = Rows("out/anonymize/documents.jsonl", Document)

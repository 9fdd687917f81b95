"""A small project after its run: two files of a shop, one of them masked, and one adapter."""

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
import yaml

from apps.adaptrail import execute
from apps.audit import evidence, revision
from stages.anonymize import contract as anonymize
from stages.anonymize.ledger import chained, policy_digest
from stages.anonymize.params import AnonymizeParams
from stages.attest import contract as attest
from stages.attest import outputs
from stages.attest.attest import Fates, ledger, sources
from stages.attest.commitments import commitments
from stages.attest.results import content
from stages.attest.shards import Run, commitment, shards
from stages.attest.shards import write_ledger as write_shards
from stages.attest.units import units
from stages.core.contract import Counts, Written, finish, publish, publish_json, sha256_of
from stages.core.params import PARAMS
from stages.core.records.decision import Decision
from stages.core.records.document import Document, Edit
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample
from stages.core.records.trained import Trained
from stages.core.spans import span_of
from stages.core.template import TEMPLATE_SHA256
from stages.crawl.tree_id import blob_id
from stages.gate import contract as gate
from tests import records
from tests.attest.told import told as run
from tests.layout import ROOT

ADAPTER = "implement-method"
PIN = "c" * 40
SECRET = "hunter2"
MASK = "REDACTED_PASSWORD"
METHODS = [f"int size{n}(int a{n}) {{ return a{n} + {n}; }}" for n in range(12)]
"""Answers: the first eight are trained on."""
RAW = f'class Key {{\n  String key = "{SECRET}";\n' + "".join(f"  {one}\n" for one in METHODS) + "}\n"
LIST = "".join(f"list.add(item{n}, value{n} * {n});\n" for n in range(30))
OTHER = f"class Other {{\n  void fill() {{\n{LIST}  }}\n}}\n"
"""Of about 400 lexemes, of which no record is made."""


class Split(NamedTuple):
    """Rows of the adapter."""

    train: list[Sample]
    validation: list[Sample]
    test: list[Sample]


def document(path: str, raw: str, **fields: Any) -> Document:  # noqa: ANN401
    """Return a safe file of the shop."""
    at = raw.find(SECRET)
    edits = [Edit(start=at, end=at + len(SECRET), length=len(MASK))] if at >= 0 else []
    shop = {"commit": PIN, "licence": "LicenseRef-Shop", "blob": blob_id(raw.encode()), "edits": edits}
    return records.document(path, raw.replace(SECRET, MASK), **shop | fields)


def origin(of: Document, **fields: Any) -> Origin:  # noqa: ANN401
    """Return the row of a file that was kept."""
    kept: dict[str, Any] = {
        "document": of.id,
        "source": of.source,
        "commit": of.commit,
        "path": of.path,
        "blob": of.blob,
        "size": 1,
        "asset": "code",
        "source_class": of.source_class,
        "licence": of.licence,
        "licence_basis": "declared",
        "legal_basis": "contract",
        "owner": "team",
        "status": "kept",
        "stage": "",
        "rule": "",
        "value": "",
        "duplicate_of": "",
    }
    return Origin(**kept | fields)


def sample(number: int, of: Document, **fields: Any) -> Sample:  # noqa: ANN401
    """Return the record of a method of `of`."""
    output = METHODS[number]
    start = of.text.index(output)
    spans = [span_of(of, start, start + len(output))]
    made = {
        "generator": "implement_method@2",
        "group": f"g{number}",
        "input": f"Key {number}",
        "licence": of.licence,
        "outputs": spans,
    }
    return records.sample(f"{number:02x}" * 32, output, **made | fields)


def decision(of: Document, **fields: Any) -> Decision:  # noqa: ANN401
    """Return what was decided about the password of a file."""
    edit = of.edits[0]
    made = {
        "node": "string",
        "replacement": MASK,
        "fingerprint": "f" * 32,
        "policy": policy_digest(setting("anonymize", AnonymizeParams).policy),
        "prev": "",
    }
    return msgspec.structs.replace(records.decision(of, edit.start, edit.end, **made), **fields)


def setting(section: str, kind: type[Any]) -> Any:  # noqa: ANN401
    """Return a section of params.yaml as it lies here."""
    return msgspec.convert(yaml.safe_load(PARAMS.read_text(encoding="utf-8"))[section], kind)


RUN = Run(units("", ["shop"]), "90" * 8, "c0" * 32)
KEY, OTHER_FILE = document("Key.java", RAW), document("Other.java", OTHER)
SAMPLES = [sample(number, KEY) for number in range(len(METHODS))]
GATED = [msgspec.structs.replace(one, tags=["EmptyTest"], weight=0.5) for one in SAMPLES[:1]] + SAMPLES[1:11]
SPLIT = Split(SAMPLES[:8], SAMPLES[8:9], SAMPLES[9:11])
ORIGINS = [
    origin(KEY),
    origin(OTHER_FILE),
    origin(
        document("Big.sql", "-- big"),
        status="dropped",
        stage="screen",
        rule="oversized",
        licence="",
        licence_basis="",
    ),
]


def make(folder: Path, split: Split = SPLIT, origins: list[Origin] = ORIGINS) -> None:
    """Write the project into `folder`, in which the test stands."""
    write_settings(folder)
    documents = [KEY, OTHER_FILE]
    chain = chained([decision(KEY)])
    publish_json(anonymize.LEDGER, anonymize.DECISIONS.write(chain) | anonymize.ORIGINS.write(origins))
    write(
        "anonymize",
        anonymize.DOCUMENTS.write(documents),
        {
            "policy": {"name": "default", "digest": chain[0].policy},
            "key_id": "demo",
            "key": "a demo key",
            "lexicon_digest": "1" * 16,
            "canaries_all": {"planted": 11, "refused": 1, "tried": 10, "left": 0, "high": 0.27},
        },
    )
    write("model", attest.MODEL_DROPS.write([]))
    drops = [records.drop("gate", SAMPLES[11].id, "format")]
    write("build", attest.CANDIDATES.write(SAMPLES) | attest.BUILD_DROPS.write([]))
    write("gate", attest.GATE_DROPS.write(drops) | attest.EDITS.write([]) | gate.SAMPLES.write(GATED))
    write("split", attest.SPLIT_DROPS.write([]))
    write_split(split)
    write_training(split)
    write_ledger(origins, split)


def write_settings(folder: Path) -> None:
    """Write params.yaml with one adapter and one source, and the pin of it."""
    shutil.copy(ROOT / PARAMS, folder / PARAMS)
    settings = yaml.safe_load((folder / PARAMS).read_text(encoding="utf-8"))
    settings["attest"]["adapters"] = [ADAPTER]
    shop = settings["crawl"]["sources"]["order-center"] | {"location": "data/shop.bundle", "owner": "team"}
    settings["crawl"]["sources"] = {"shop": shop}
    (folder / PARAMS).write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    lock = {"shop": {"kind": "git", "location": "data/shop.bundle", "pin": PIN}}
    (folder / attest.LOCK).write_text(yaml.safe_dump(lock), encoding="utf-8")


def write(stage: str, files: Any, figures: Any = None, adapter: str = "") -> None:  # noqa: ANN401
    """Write manifest and report of a stage."""
    finish(stage, Counts(read=0, written=0, dropped={}), figures or {}, files, adapter)


def write_split(split: Split) -> None:
    """Write the rows of the adapter."""
    files = [attest.TRAIN, attest.VALIDATION, attest.TEST]
    written = [rows.of(ADAPTER).write(some) for rows, some in zip(files, split, strict=True)]
    write("split", {path: one for some in written for path, one in some.items()}, adapter=ADAPTER)


def write_training(split: Split, weighed: bytes = b"weights") -> None:
    """Write base and adapter with these weights, and what trainer, `evaluate` and `probe` say."""
    base = records.base_model()
    publish_json(attest.BASE / "base.json", base)
    vouched_for = Written(rows=0, sha256=sha256_of(attest.BASE / "base.json"))
    write("base", attest.CORPUS.write([]) | {str(attest.BASE / "base.json"): vouched_for})
    weights = Path("out/train", ADAPTER, "adapter/weights")
    publish(weights, weighed)
    train, validation = (Path(rows.of(ADAPTER).path) for rows in (attest.TRAIN, attest.VALIDATION))
    digests = {
        "base_sha256": base.sha256,
        "order_sha256": "0d",
        "template_sha256": TEMPLATE_SHA256,
        "train_sha256": sha256_of(train),
        "validation_sha256": sha256_of(validation),
    }
    trained = Trained(
        adapter=ADAPTER,
        samples=[one.id for one in split.train],
        seed=13,
        files={"adapter/weights": sha256_of(weights)},
        figures={},
        **digests,
    )
    publish_json(weights.parents[1] / "trained.json", trained)
    vouched = {str(weights.parents[1] / "trained.json"): sha256_of(weights.parents[1] / "trained.json")}
    write("evaluate", {}, {"trained": digests, "digests": vouched, "verdict": "better"}, ADAPTER)
    copied = {"at_30": 0.0, "at_65": 0.0, "longest": 0}
    write("probe", {}, {"prompts": 8, "base": copied, "adapter": copied}, ADAPTER)


def fates(origins: list[Origin], split: Split) -> Fates:
    """Return what became of everything."""
    used = {one.id: [f"{ADAPTER}/{name}"] for name, rows in split._asdict().items() for one in rows}
    lost = [one for one in SAMPLES if one.id not in used]
    drops = [records.drop("gate", one.id, "format") for one in lost]
    return Fates(origins, [], [], SAMPLES, drops, used, {}, {})


def write_ledger(origins: list[Origin], split: Split) -> list[LedgerRow]:
    """Write ledger, commitments and reports/attest.json."""
    found = fates(origins, split)
    run_ = RUN._replace(units=units("", sources(found)))
    rows = ledger(found, run_.units)
    sharded = shards(rows, run_)
    written = write_shards(rows, sharded)
    settings = yaml.safe_load(PARAMS.read_text(encoding="utf-8"))
    sections = {name: settings[name] for name in attest.SETTINGS}
    committed = [
        *Path("out").glob("*/manifest.json"),
        *Path("out").glob("*/manifest/*.json"),
        *Path("reports").rglob("*.json"),
    ]
    reports = [content(stage, ADAPTER) for stage in ("evaluate", "probe")]
    publish_json(attest.COMMITMENTS, commitments(sections, sorted(committed), reports))
    exported = outputs.write(run())
    figures: dict[str, float | int | str | dict[str, float | int | str]] = {
        "ledger_root": commitment(sharded),
        "shards": len(sharded),
        "untraced": 0,
        "commitments_sha256": sha256_of(attest.COMMITMENTS),
        "exports": {path: file.sha256 for path, file in exported.items()},
    }
    finish("attest", Counts(read=len(rows), written=len(rows), dropped={}), figures, written | exported)
    return rows


def forget() -> None:
    """Let the next question read the files again, as the next command would."""
    for module in (evidence, revision):
        for function in vars(module).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """Return exit code and answer of `adaptrail audit`, read anew."""
    forget()
    capsys.readouterr()
    with pytest.raises(SystemExit) as done:
        execute(["audit", *words, "--json"])
    return int(done.value.code or 0), json.loads(capsys.readouterr().out)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return what `adaptrail audit` tells people."""
    forget()
    capsys.readouterr()
    with pytest.raises(SystemExit):
        execute(["audit", *words])
    return capsys.readouterr().out

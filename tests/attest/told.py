"""A small run, as exports are told of it: values in it would break a careless file."""

import msgspec

from stages.attest.attest import Fates
from stages.attest.exports.facts import Adapter, DataSet, Facts, Names, sources
from stages.attest.results import ReportContent, Result
from stages.core.contract import Counts, Figures, Written
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from tests.records import base_model

FIGURES: dict[str, Figures] = {
    "anonymize": {
        "entities": {"pii.email": 3, "secret.jwt": 1},
        "policy": {"name": "default", "digest": "ab12"},
        "key_id": "demo",
        "key": "demo key of the samples, known to everybody: not for real data",
        "canaries_certain": {"planted": 21, "refused": 1, "tried": 20, "left": 0, "high": 0.1684},
    },
    "gate": {"reviews": {"accept": 2, "stale": 1}},
}
DROPS = {"screen": {"licence-deny": 2, "binary": 1}, "build": {"no-recipe": 4}}
STAGES = ("crawl", "screen", "dedupe", "anonymize", "model", "build", "gate", "split", "base")


def origin(source: str, path: str, **other: object) -> Origin:
    said: dict[str, object] = {
        "document": f"{source}:{path}",
        "source": source,
        "commit": source[0] * 40,
        "path": path,
        "blob": "b" * 40,
        "size": 120,
        "asset": "code",
        "source_class": "own",
        "licence": "LicenseRef-Own",
        "licence_basis": "file:LICENSE",
        "legal_basis": "contract | no. <7>",
        "owner": "team-a",
        "status": "kept",
        "stage": "",
        "rule": "",
        "value": "",
        "duplicate_of": "",
    }
    return Origin(**(said | other))  # type: ignore[arg-type]


ORIGINS = [
    origin("a-repo", "A.java"),
    origin("a-repo", "x.bin", status="dropped", stage="screen", rule="binary", licence="", licence_basis=""),
    origin("d-dist", "d.py", source_class="open-source", licence="MIT OR Apache-2.0", licence_basis="header"),
    origin("feed", "f.jsonl", asset="feedback", licence_basis="declared"),
    origin("gone", "g.c", status="dropped", stage="screen", rule="licence-deny", licence="GPL-3.0-only"),
]
ROW = LedgerRow(
    item="1" * 64,
    kind="sample",
    source="a-repo",
    salt="5" * 32,
    licence="LicenseRef-Own",
    recipe="write_test",
    generator="write_test@1",
    content="c" * 64,
    used=["write-test/train"],
)
LEARNT = msgspec.structs.replace(ROW, item="d-dist:d.py", kind="file", source="d-dist", used=["base/train"])
UNUSED = msgspec.structs.replace(ROW, item="2" * 64, stage="gate", used=[])


def data(split: str, rows: int, sha256: str) -> DataSet:
    return DataSet(
        path=f"out/split/{split}/write-test.jsonl",
        adapter="write-test",
        split=split,
        rows=rows,
        sha256=sha256,
        licences={"LicenseRef-Own": rows},
        languages={"zh": rows},
        recipes={"write_test": rows},
        sources={"a-repo": rows},
        teachers={},
        size=100 * rows,
    )


def told(sha256: str = "0" * 64) -> Facts:
    """Return the facts of the run; `sha256` is that of the training rows."""
    evaluated: Figures = {
        "base": {"loss": 3.5, "valid": 0.0},
        "adapter": {"loss": 2.25, "valid": 0.5},
        "loss_adapter_minus_base": {"mean": -1.25, "low": -1.5, "high": -1.0, "verdict": "better"},
        "loss_adapter_minus_placebo": "not measured",
        "training": {"tokens": 400, "records": 2},
        "trained": {"template_sha256": "e" * 64},
        "verdict": "no evidence",
    }
    adapter = Adapter(
        name="write-test",
        description="Writes a test method",
        trained_sha256="d" * 64,
        data=[data("train", 2, sha256), data("validation", 1, "1" * 64), data("test", 1, "2" * 64)],
        result=Result(
            "write-test", "2 / 1", "3.50 / - / 2.25", "-1.25", "-", "0% / - / 50%", "0% / 0%", "no evidence"
        ),
        evaluated=evaluated,
        probed={"base": {"at_30": 0.0}, "adapter": {"at_30": 0.25}},
    )
    fates = Fates(ORIGINS, [], [], [], [], {}, {}, {})
    drops = {stage: DROPS.get(stage, {}) for stage in STAGES}
    counts = {stage: Counts(read=10, written=10 - sum(d.values()), dropped=d) for stage, d in drops.items()}
    return Facts(
        names=Names("Example & Sons", "https://example.org/ai"),
        base=base_model(sha256="f" * 64, eos_token="<|end|>", figures={"tokens": 1000, "parameters": 7}),
        sources=sources(
            fates, [ROW, LEARNT, UNUSED], {"a-repo": "git", "d-dist": "python-distribution", "feed": "files"}
        ),
        adapters=[adapter],
        ledger=Written(rows=5, sha256="3" * 64),
        ledger_root="4" * 64,
        untraced=0,
        commitments_sha256="5" * 64,
        stages={
            stage: ReportContent(counts=counts[stage], figures=FIGURES.get(stage, {})) for stage in STAGES
        },
        digests={
            **{f"reports/{stage}/write-test.json": "6" * 64 for stage in ("evaluate", "probe", "split")},
            "out/anonymize/manifest.json": "7" * 64,
        },
        settings={"train": "8" * 64},
        training={"epochs": 3, "lora": {"r": 16}},
        environment_sha256="9" * 64,
    )

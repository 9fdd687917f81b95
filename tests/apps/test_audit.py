"""The audit answers from the ledger, and notices every change."""

import argparse
import hashlib
import json
import os
from pathlib import Path

import msgspec
import pytest

from apps.audit import evidence, verify
from apps.audit.command import register
from apps.audit.proof import Way
from apps.audit.trace import Trace, find, trace
from apps.audit.where import Place, place, where
from stages.anonymize import contract as anonymize
from stages.anonymize.ledger import chained
from stages.attest import contract as attest
from stages.attest.attest import Fates, content_digest, ledger, size, untraced
from stages.attest.merkle import inclusion_proof, leaf_hash
from stages.attest.results import ReportContent
from stages.attest.shards import Erased, Run, commitment, lines_of, read_ledger, shards, write_ledger
from stages.attest.units import units
from stages.core.contract import Counts, Written, canonical, finish, publish_json
from stages.core.errors import PipelineError
from stages.core.records.document import Document, Edit
from stages.core.records.drop import Drop
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.ledger_shard import LedgerShard
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample
from stages.core.spans import span_of
from tests import records
from tests.audit.project import forget

Captured = pytest.CaptureFixture[str]
RAW = 'class Key {\n  String key = "hunter2";\n  int size() { return 1; }\n}\n'
START, END = RAW.index("hunter2"), RAW.index("hunter2") + len("hunter2")
SAFE = RAW.replace("hunter2", "REDACTED_PASSWORD")


BLOB = records.blob(RAW)
DOCUMENT = Document(
    id="shop:Key.java",
    source="shop",
    source_class="own",
    commit="c0ffee",
    path="Key.java",
    blob=BLOB.blob,
    asset="code",
    language="java",
    licence="LicenseRef-Shop",
    text=SAFE,
    edits=[Edit(start=START, end=END, length=len("REDACTED_PASSWORD"))],
)
MASKED = records.decision(DOCUMENT, START, END)


def origin(path: str, status: str = "kept", stage: str = "", rule: str = "") -> Origin:
    return Origin(
        document=f"shop:{path}",
        source="shop",
        commit="c0ffee",
        path=path,
        blob=BLOB.blob,
        size=1,
        asset="code",
        source_class="own",
        licence="LicenseRef-Shop",
        licence_basis="declared",
        legal_basis="contract",
        owner="team",
        status=status,
        stage=stage,
        rule=rule,
        value="",
        duplicate_of="",
    )


def sample(identity: str, output: str) -> Sample:
    start = SAFE.index(output)
    span = span_of(DOCUMENT, start, start + len(output))
    return Sample(
        id=identity,
        recipe="implement_method",
        step="implement_method",
        natural_language="en",
        format="java-member",
        instruction="Implement the method size",
        input="Key",
        output=output,
        group="g",
        source="shop",
        source_class="own",
        licence="LicenseRef-Shop",
        generator="implement_method@1",
        inputs=[],
        outputs=[span],
        named=1.0,
        least_named=0.5,
    )


def drop(stage: str, item: str, rule: str) -> Drop:
    return Drop(
        stage=stage,
        item=item,
        source="shop",
        path="",
        blob="",
        rule=rule,
        value="9",
        threshold="1",
        duplicate_of="",
    )


USED = sample("a1" * 32, "int size() { return 1; }")
REFUSED = sample("a2" * 32, 'String key = "REDACTED_PASSWORD";')


REFUSED_TYPE = msgspec.structs.replace(
    drop("build", "shop:Key.java#Key", "no-body"),
    recipe="implement_method",
    spans=[span_of(DOCUMENT, SAFE.index("  int"), len(SAFE))],
)
UNASKED = msgspec.structs.replace(
    drop("build", "shop:Key.java#1", "no-recipe"), spans=[span_of(DOCUMENT, 0, 5)]
)
FATES = Fates(
    origins=[origin("Key.java"), origin("Big.sql", "dropped", "screen", "oversized"), origin("pom.xml")],
    model_drops=[drop("model", "shop:pom.xml", "no-asset")],
    build_drops=[REFUSED_TYPE, UNASKED],
    candidates=[USED, REFUSED],
    later_drops=[drop("gate", REFUSED.id, "format")],
    used={USED.id: ["implement-method/train"]},
    learnt={"shop:pom.xml": "base/train"},
    reviewed={USED.id: "accept"},
)
RUN = Run(units("", ["shop"]), "90" * 8, "c0" * 32)
ROWS = ledger(FATES, RUN.units)
SHARDS = shards(ROWS, RUN)
UNIT = RUN.units["shop"]


def row(item: str) -> LedgerRow:
    return ROWS[find(ROWS, between, item)]


def between(first: str, last: str) -> list[int]:
    found = [(entry.item, index) for index, entry in enumerate(ROWS) if first <= entry.item < last]
    return [index for _, index in sorted(found)]


def traced(index: int) -> Trace:
    leaves = [leaf_hash(canonical(entry)) for entry in ROWS]
    proof = [node.hex() for node in inclusion_proof(leaves, index)]
    return trace(ROWS[index], [], FATES.origins, [MASKED], Way(index, proof, SHARDS[0], 0, []))


def test_the_ledger_has_a_row_for_everything_kept_or_dropped() -> None:
    fates = {(r.kind, r.item): (r.status, r.stage, r.rule) for r in ROWS}
    assert fates == {
        ("file", "shop:Key.java"): ("kept", "", ""),
        ("file", "shop:Big.sql"): ("dropped", "screen", "oversized"),
        ("file", "shop:pom.xml"): ("dropped", "model", "no-asset"),
        ("asset", "shop:Key.java#Key"): ("dropped", "build", "no-body"),
        ("asset", "shop:Key.java#1"): ("dropped", "build", "no-recipe"),
        ("sample", USED.id): ("kept", "", ""),
        ("sample", REFUSED.id): ("dropped", "gate", "format"),
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"later_drops": []}, "1 candidates are neither used nor dropped"),
        ({"candidates": [REFUSED]}, "1 used samples were never built"),
    ],
)
def test_a_hole_in_the_ledger_stops_the_run(change: dict[str, object], said: str) -> None:
    with pytest.raises(PipelineError, match=said):
        ledger(FATES._replace(**change), RUN.units)  # type: ignore[arg-type]


def test_used_samples_without_bytes_are_named() -> None:
    bare = msgspec.structs.replace(row(USED.id), made=[])
    assert untraced(ROWS) == []
    assert untraced([*ROWS, bare]) == [USED.id]


def test_trace_names_bytes_and_masking_and_proves_its_place() -> None:
    index = find(ROWS, between, REFUSED.id[:10] + REFUSED.id[10:])
    answer = traced(index)
    piece = answer.pieces[0]
    assert (piece.document, piece.blob, piece.commit) == ("shop:Key.java", BLOB.blob, "c0ffee")
    assert RAW[piece.start : piece.end] == 'String key = "hunter2";'
    assert piece.masked == {"secret.password": 1}
    assert answer.way.root(leaf_hash(canonical(answer.row)), 1) == commitment(SHARDS)
    with pytest.raises(ValueError, match="another shard"):
        answer.way.root(leaf_hash(b"another row"), 1)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("ffff", "no row 'ffff'"),
        ("a", "rows start with 'a', expected one"),
        ("", "rows start with '', expected one"),
        ("shop:\n", r"no row 'shop:\\n'"),
    ],
)
def test_an_unknown_or_ambiguous_id_is_one_line(item: str, said: str) -> None:
    with pytest.raises(PipelineError, match=said):
        find(ROWS, between, item)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shop:src/Key.java", Place("shop:src/Key.java", 0, 0)),
        ("shop:src/Key.java:3-9", Place("shop:src/Key.java", 3, 9)),
        ("shop:odd:name.md", Place("shop:odd:name.md", 0, 0)),
        ("shop:with space.md:1-2", Place("shop:with space.md", 1, 2)),
        ("shop:new\nline.md:1-2", Place("shop:new\nline.md", 1, 2)),
        ("shop:需求/故事.md:10-12", Place("shop:需求/故事.md", 10, 12)),
        ("shop:sheet:1-2", Place("shop:sheet:1-2", 0, 0)),
        ("shop:sheet:1-2:1-2", Place("shop:sheet:1-2", 1, 2)),
        ("shop:a.md:1-" + "9" * 5000, Place("shop:a.md:1-" + "9" * 5000, 0, 0)),
    ],
)
def test_a_place_is_a_file_or_lines_of_it(text: str, expected: Place) -> None:
    assert place(text, {"shop:sheet:1-2"}) == expected


@pytest.mark.parametrize("lines", ["0-3", "9-3", "0-0"])
def test_a_range_of_lines_counts_from_one(lines: str) -> None:
    with pytest.raises(PipelineError, match="expected lines as first-last"):
        place(f"shop:Key.java:{lines}")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("1-1", {"shop:Key.java#1": [(1, 1)]}),
        ("2-2", {REFUSED.id: [(2, 2)]}),
        ("3-3", {USED.id: [(3, 3)], "shop:Key.java#Key": [(3, 4)]}),
        ("4-4", {"shop:Key.java#Key": [(3, 4)]}),
    ],
)
def test_where_finds_samples_and_refused_assets_that_overlap_the_lines(
    lines: str, expected: dict[str, list[tuple[int, int]]]
) -> None:
    answer = where(ROWS, place(f"shop:Key.java:{lines}"), DOCUMENT)
    assert {found.row.item: found.lines for found in answer.rows} == expected


def test_a_file_that_the_base_was_given_says_so_and_is_no_used_sample() -> None:
    assert row("shop:pom.xml").used == ["base/train"]
    assert row("shop:Key.java").used == row("shop:Big.sql").used == []
    assert untraced(ROWS) == verify.coverage(ROWS, {"implement_method@1"}).faults == []
    assert verify.coverage(ROWS, {"implement_method@1"}).examined == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("pom.xml", "file shop:pom.xml: dropped by model: no-asset (9), in base/train\n"),
        ("Big.sql", "file shop:Big.sql: dropped by screen: oversized\n"),
        ("acme/pom.xml", "file shop:pom.xml: dropped by model: no-asset (9), in base/train\n"),
    ],
)
def test_where_shows_what_the_base_was_given_by_the_safe_path_and_by_the_raw_one(
    path: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    forget()
    pom = next(origin for origin in FATES.origins if origin.path == "pom.xml")
    rename = msgspec.structs.replace(
        MASKED, document=pom.document, start=0, end=5, node="path", replacement=""
    )
    Path(anonymize.BLOBS.path).mkdir(parents=True)
    publish_json(
        anonymize.CRAWLED.manifest, anonymize.CRAWLED.write([records.file("acme/pom.xml", pom.blob)])
    )
    ledger = anonymize.ORIGINS.write(FATES.origins) | anonymize.DECISIONS.write([MASKED, rename])
    publish_json(anonymize.LEDGER, ledger)
    publish_json(anonymize.DOCUMENTS.manifest, anonymize.DOCUMENTS.write([DOCUMENT]))
    counts = Counts(read=len(ROWS), written=len(ROWS), dropped={})
    finish("attest", counts, {"ledger_root": commitment(SHARDS)}, write_ledger(ROWS, SHARDS))
    capsys.readouterr()
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers())
    arguments = parser.parse_args(["audit", "where", f"shop:{path}"])
    assert arguments.command(arguments) == ("in base" not in said)
    assert capsys.readouterr().out == said


def test_where_tells_the_fate_of_a_dropped_file() -> None:
    answer = where(ROWS, place("shop:Big.sql"), None)
    assert (answer.file.status, answer.file.rule, answer.rows) == ("dropped", "oversized", [])


def test_where_lists_refused_assets_of_the_file() -> None:
    assert "shop:Key.java#Key" in {
        found.row.item for found in where(ROWS, place("shop:Key.java"), DOCUMENT).rows
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [("shop:None.java", "no file 'shop:None.java'"), ("shop:Key.java:2-99", "a range within 1-4")],
)
def test_a_place_that_does_not_exist_is_one_line(text: str, said: str) -> None:
    with pytest.raises(PipelineError, match=said):
        where(ROWS, place(text), DOCUMENT)


def test_raw_bytes_and_ledger_give_every_span_and_document() -> None:
    assert verify.spans([USED, REFUSED], [BLOB], [MASKED]).faults == []
    assert verify.documents([DOCUMENT], [BLOB], [MASKED]).faults == []
    assert verify.blobs([BLOB]).faults == []


def test_text_out_of_a_pdf_gives_documents_and_spans_and_is_not_asked_for_its_id() -> None:
    extracted = msgspec.structs.replace(BLOB, encoding="pdf", sha256="0" * 64, size=9)
    assert verify.spans([USED, REFUSED], [extracted], [MASKED]).faults == []
    assert verify.documents([DOCUMENT], [extracted], [MASKED]).faults == []
    assert verify.blobs([extracted]) == (0, [])
    forged = msgspec.structs.replace(extracted, text=RAW.replace("return 1", "return 2"))
    assert verify.documents([DOCUMENT], [forged], [MASKED]).faults == ["shop:Key.java"]


def test_a_changed_blob_is_noticed_by_its_id_and_by_its_spans() -> None:
    forged = msgspec.structs.replace(BLOB, text=RAW.replace("return 1", "return 2"))
    assert verify.blobs([forged]).faults == [BLOB.blob]
    assert verify.spans([USED], [forged], [MASKED]).faults != []
    assert verify.documents([DOCUMENT], [forged], [MASKED]).faults == ["shop:Key.java"]


def test_a_row_that_was_changed_breaks_the_chain_behind_it() -> None:
    rows = chained([msgspec.structs.replace(MASKED, start=start) for start in (9, 5, 7)])
    assert [row.start for row in rows] == [5, 7, 9]
    assert verify.chain(rows) == (3, [])
    forged = [rows[0], msgspec.structs.replace(rows[1], entity="pii.email"), rows[2]]
    assert verify.chain(forged).faults == ["row 3"]
    assert verify.chain(rows[1:]).faults == ["row 1"]


def test_a_row_that_keeps_a_value_is_no_edit() -> None:
    kept = msgspec.structs.replace(MASKED, action="keep", replacement="", start=START - 1)
    assert verify.documents([DOCUMENT], [BLOB], [MASKED, kept]).faults == []


def test_a_missing_row_of_the_ledger_is_noticed() -> None:
    assert verify.spans([REFUSED], [BLOB], []).faults != []
    assert verify.documents([DOCUMENT], [BLOB], []).faults == ["shop:Key.java"]


def test_a_missing_blob_is_a_fault_not_a_pass() -> None:
    assert verify.spans([USED], [], [MASKED]).faults != []


def looked(rows: list[LedgerRow], said: LedgerShard = SHARDS[0]) -> list[str]:
    return verify.shard(said, [canonical(entry) for entry in rows], rows).faults


def changed(of: LedgerRow, **fields: object) -> list[LedgerRow]:
    return [msgspec.structs.replace(entry, **fields) if entry is of else entry for entry in ROWS]


def test_a_shard_that_is_not_sorted_is_a_fault() -> None:
    shuffled = [*ROWS[1:], ROWS[0]]
    assert looked(ROWS) == []
    assert looked(shuffled, shards(shuffled, RUN)[0]) == ["shop: order of the rows"]


def test_a_changed_ledger_row_changes_the_root() -> None:
    assert looked(changed(row(USED.id), licence="MIT")) == ["shop: root"]
    assert looked(ROWS[:-1]) == ["shop: root", "shop: number of rows"]


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (USED.id, {"used": ["implement-method/test"]}),
        (USED.id, {"content": "0" * 64}),
        (USED.id, {"ops": ""}),
        (USED.id, {"made": []}),
        (USED.id, {"salt": "0" * 22}),
        (USED.id, {"source": "stall"}),
        (REFUSED.id, {"stage": "split"}),
        ("shop:Key.java", {"content": "0" * 40}),
        ("shop:Key.java#Key", {"stage": "model"}),
    ],
)
def test_operations_that_are_not_those_of_the_row_are_named(item: str, fields: dict[str, object]) -> None:
    forged = changed(row(item), **fields)
    assert looked(forged, shards(forged, RUN._replace(units=dict.fromkeys(("shop", "stall"), UNIT)))[0])[
        -1:
    ] == [item]


def test_the_list_of_shards_is_compared_with_the_attestation() -> None:
    counts = Counts(read=len(ROWS), written=len(ROWS), dropped={})
    figures = {"ledger_root": commitment(SHARDS), "shards": 1}
    assert verify.ledger(SHARDS, ReportContent(counts=counts, figures=figures)).faults == []
    forged = [msgspec.structs.replace(SHARDS[0], policy="0" * 16)]
    assert verify.ledger(forged, ReportContent(counts=counts, figures=figures)).faults == ["root"]
    none = verify.ledger([*SHARDS, *SHARDS], ReportContent(counts=counts, figures=figures))
    assert none.faults == ["root", "rows", "shards", "order"]


def test_salts_are_those_of_the_key_of_the_source(tmp_path: Path) -> None:
    (tmp_path / "shop.key").write_text("k" * 16, encoding="utf-8")
    own = units(str(tmp_path), ["shop"])
    sealed = ledger(FATES, own)
    assert {entry.salt for entry in sealed}.isdisjoint(entry.salt for entry in ROWS)
    assert (verify.salts(sealed, own).faults, len(verify.salts(ROWS, own).faults)) == ([], len(ROWS))
    assert ledger(FATES, own) == sealed


@pytest.mark.parametrize(
    ("key", "said"),
    [(None, "shop.key: not found, expected the key"), ("short", "5 bytes, expected at least 16")],
)
def test_a_unit_without_a_key_is_one_line(key: str | None, said: str, tmp_path: Path) -> None:
    if key:
        (tmp_path / "shop.key").write_text(key, encoding="utf-8")
    with pytest.raises(PipelineError, match=said):
        units(str(tmp_path), ["shop"])


def test_operations_say_what_was_done_until_a_stage_dropped_it() -> None:
    names = {entry.item: [one.partition(":")[0] for one in entry.operations] for entry in ROWS}
    assert [one.partition(":")[2] != "" for one in row(USED.id).operations] == [True, True, True, False, True]
    assert names[USED.id] == ["crawl", "anonymize", "build", "gate", "split"]
    assert names[REFUSED.id] == ["crawl", "anonymize", "build", "gate"]
    assert names["shop:Big.sql"] == ["crawl", "screen"]
    assert names["shop:pom.xml"] == ["crawl", "screen", "dedupe", "anonymize", "model"]
    assert (row(USED.id).review, row(REFUSED.id).review) == ("accept", "")


def test_a_row_that_was_erased_leaves_every_root_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    publish_json(attest.SHARDS.manifest, write_ledger(ROWS, SHARDS))
    lines = lines_of("shop")
    lines[2] = canonical(Erased(erased=leaf_hash(lines[2]).hex(), receipt="r1"))
    written = attest.shard("shop").write_encoded(lines) | attest.SHARDS.write(SHARDS)
    publish_json(attest.SHARDS.manifest, written)
    assert verify.shard(SHARDS[0], lines_of("shop"), read_ledger()).faults == []
    assert read_ledger() == [*ROWS[:2], *ROWS[3:]]


def test_no_two_rows_of_a_ledger_are_of_one_item_stage_rule_and_recipe() -> None:
    assert len({(r.kind, r.item, r.stage, r.rule, r.recipe) for r in ROWS}) == len(ROWS) == size(FATES)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"generator": "implement_method@2"}, [USED.id]),
        ({"files": [("shop:Key.java", "0" * 40)]}, [USED.id]),
        ({"files": [("shop:pom.xml", BLOB.blob)]}, [USED.id]),
    ],
)
def test_a_used_sample_names_a_recipe_and_bytes_of_a_kept_file(
    change: dict[str, object], faults: list[str]
) -> None:
    rows = [msgspec.structs.replace(r, **change) if r.item == USED.id else r for r in ROWS]
    assert verify.coverage(rows, {"implement_method@1"}).faults == faults


@pytest.mark.parametrize(
    ("change", "piece", "expected"),
    [
        ({}, "implementation", (1, [])),
        ({"output": "int size() { return 2; }"}, "implementation", (1, [USED.id])),
        ({"outputs": REFUSED.outputs}, "member", (1, [USED.id])),
        ({"outputs": [*USED.outputs, *USED.outputs]}, "member", (1, [USED.id])),
        ({}, "covering", (1, [])),
        ({"output": f"// AC 2, AC 3\n    {USED.output}"}, "covering", (1, [])),
        ({"output": f"// AC 2, later\n    {USED.output}"}, "covering", (1, [USED.id])),
        ({"output": "// AC 2\n    int size() { return 2; }"}, "covering", (1, [USED.id])),
        ({"output": "| put | together |"}, "table", (0, [])),
        ({"output": "int size() { return 2; }", "generator": "review@1"}, "implementation", (0, [])),
    ],
)
def test_an_answer_that_is_copied_is_the_text_of_its_bytes(
    change: dict[str, object], piece: str, expected: tuple[int, list[str]]
) -> None:
    made = msgspec.structs.replace(USED, **change)
    assert verify.answers([made], {"implement_method": piece}) == expected


def test_a_file_that_stands_at_another_commit_than_the_pin_is_named() -> None:
    assert verify.pins(FATES.origins, {"shop": "c0ffee"}).faults == []
    assert verify.pins(FATES.origins[:1], {"shop": "c0ffed"}).faults == ["shop:Key.java"]
    assert verify.pins(FATES.origins[:1], {}).faults == ["shop:Key.java"]


def test_a_changed_sample_text_is_noticed() -> None:
    forged = msgspec.structs.replace(USED, input="Lock")
    assert content_digest(forged) != content_digest(USED)
    assert verify.samples(ROWS, [USED]).faults == []
    assert verify.samples(ROWS, [forged, forged]).faults == [USED.id]
    moved = msgspec.structs.replace(USED, outputs=REFUSED.outputs)
    assert verify.samples(ROWS, [moved]).faults == [USED.id]
    assert verify.samples([], [USED]).faults == [USED.id]


def test_an_out_of_equal_size_and_time_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out = Path("out/toys/toys.jsonl")
    out.parent.mkdir(parents=True)
    out.write_text("ball\n")
    manifest = Path("out/toys/manifest.json")
    publish_json(manifest, {str(out): Written(rows=1, sha256=hashlib.sha256(b"ball\n").hexdigest())})
    assert verify.outs([manifest]).faults == []
    before = out.stat()
    out.write_text("bell\n")
    os.utime(out, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert verify.outs([manifest]).faults == [str(out)]


def test_an_answer_as_json_keeps_the_names_of_its_parts() -> None:
    answer = traced(find(ROWS, between, REFUSED.id))
    shown = json.loads(evidence.as_json(answer))
    assert shown["row"]["item"] == REFUSED.id
    assert shown["pieces"][0]["masked"] == {"secret.password": 1}
    finding = json.loads(evidence.as_json([verify.blobs([BLOB])]))[0]
    assert (finding["examined"], finding["faults"]) == (1, [])

"""The index finds what reading everything finds, is made again for another root, and hides nothing."""

import os
from pathlib import Path

import msgspec
import pytest

from apps.adaptrail import execute
from apps.audit.index import BLOCK, PLACE, Index, opened
from apps.audit.trace import documents, find
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.attest import content_digest
from stages.attest.merkle import leaf_hash
from stages.attest.shards import commitment, read_ledger, read_shards, shards
from stages.attest.shards import write_ledger as write_shards
from stages.core.contract import canonical, publish_json
from stages.core.errors import PipelineError
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.verdict import Verdict
from stages.gate.reviews import VERDICTS, digest
from tests.audit.project import ADAPTER, KEY, ORIGINS, RUN, SAMPLES, SPLIT, ask, forget, told, write_ledger

Captured = pytest.CaptureFixture[str]
SHARD = attest.shard("shop").path


def rows() -> list[LedgerRow]:
    return read_ledger()


def index_of() -> Index:
    return opened(commitment(read_shards()))


@pytest.mark.usefixtures("project")
def test_rows_and_proofs_are_those_of_the_whole_ledger() -> None:
    every = rows()
    index = index_of()
    assert [index[n] for n in range(len(index))] == every
    roots = {index.way(n).root(leaf_hash(canonical(row)), 1) for n, row in enumerate(every)}
    assert roots == {commitment(read_shards())}
    assert index.origin(KEY.id) == ORIGINS[0]
    assert [one.entity for one in index.decisions(KEY.id)] == ["secret.password"]
    assert (index.origin("shop:nope"), index.decisions("shop:nope")) == (None, [])


@pytest.mark.usefixtures("project")
def test_what_stands_in_a_file_is_what_the_whole_ledger_says_of_it() -> None:
    every = rows()
    index = index_of()
    inside = [row for row in every if KEY.id in {row.item, *documents(row)}]
    assert index.touching(KEY.id) == inside
    assert len(inside) == 1 + len(SAMPLES)
    assert [row.item for row in index.touching("shop:Big.sql")] == ["shop:Big.sql"]
    assert index.touching("shop:nope") == []
    assert (index.document(KEY.id), index.document("shop:Big.sql")) == (KEY, None)


@pytest.mark.usefixtures("project")
def test_a_file_and_its_lines_are_told(capsys: Captured) -> None:
    code, answer = ask(capsys, "where", f"{KEY.id}:3-4")
    assert (code, answer["file"]["item"]) == (0, KEY.id)
    assert [one["row"]["item"] for one in answer["rows"]] == [SAMPLES[0].id, SAMPLES[1].id]
    assert ask(capsys, "where", "shop:Big.sql")[0] == 1


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("place", ["", "shop", "shop:", ":"])
def test_a_place_without_a_path_is_no_file(place: str) -> None:
    forget()
    with pytest.raises(PipelineError, match="no file .*, expected `source:path`"):
        execute(["audit", "where", place])


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("size", [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 1, 5 * BLOCK + 77])
def test_blocks_give_the_tree_of_any_size(size: int) -> None:
    units = {name: RUN.units["shop"] for name in ("bazaar", "shop", "stall")}
    many = [
        msgspec.structs.replace(rows()[0], item=f"{source}:{n:05}", source=source)
        for source in units
        for n in range(size)
    ]
    found = shards(many, RUN._replace(units=units))
    publish_json(attest.SHARDS.manifest, write_shards(many, found))
    index = opened(commitment(found))
    for place in {0, size // 2, size - 1, size, 3 * size - 1}:
        assert index.way(place).root(leaf_hash(canonical(many[place])), 3) == commitment(found)
        assert find(index, index.between, many[place].item) == place
    with pytest.raises(IndexError):
        index[3 * size]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "item",
    [
        SAMPLES[2].id,
        SAMPLES[2].id[:9],
        f"{ADAPTER}/train:3",
        content_digest(SAMPLES[2]),
        content_digest(SAMPLES[2])[:8],
        "answer.java",
    ],
    ids=["id", "start", "line", "digest", "start of a digest", "text"],
)
def test_a_record_is_found_by_whatever_an_auditor_has_of_it(item: str, capsys: Captured) -> None:
    Path("answer.java").write_text(f"\n{SAMPLES[2].output}\n", encoding="utf-8")
    code, answer = ask(capsys, "trace", item)
    assert (code, answer["row"]["item"]) == (0, SAMPLES[2].id)


@pytest.mark.usefixtures("project")
def test_a_record_names_its_reviewers_and_what_gate_marked(capsys: Captured) -> None:
    kept = SAMPLES[0]
    verdict = Verdict(1, kept.id, digest(kept.output), "accept", "li.lei")
    VERDICTS.parent.mkdir(parents=True)
    VERDICTS.write_bytes(canonical(verdict) + b"\n")
    judged = ask(capsys, "trace", kept.id)[1]["judged"]
    assert judged == {"reviewers": ["li.lei"], "tags": ["EmptyTest"], "weight": 0.5}
    dropped = ask(capsys, "trace", SAMPLES[11].id)[1]["judged"]
    assert dropped == {"reviewers": [], "tags": [], "weight": None}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("0123456789abcdef", "no row '0123456789abcdef'"),
        (
            "other.java",
            "other.java: the answer of no record, expected one. `adaptrail audit prove-absent other",
        ),
        ("params.yaml", "params.yaml: the answer of no record"),
    ],
)
def test_what_no_record_holds_is_one_line(item: str, said: str, capsys: Captured) -> None:
    Path("other.java").write_text("int other() { return 0; }", encoding="utf-8")
    with pytest.raises(PipelineError) as error:
        told(capsys, "trace", item)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.usefixtures("project")
def test_another_run_has_another_index(capsys: Captured) -> None:
    assert ask(capsys, "trace", SAMPLES[0].id)[1]["row"]["used"] == [f"{ADAPTER}/train"]
    before = PLACE.read_bytes()
    assert ask(capsys, "trace", SAMPLES[0].id)[0] == 0
    assert PLACE.read_bytes() == before
    write_ledger(ORIGINS, SPLIT._replace(train=SPLIT.train[1:]))
    assert ask(capsys, "trace", SAMPLES[0].id)[1]["row"].get("used") is None


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 100])
def test_a_corrupt_index_is_made_again(content: bytes, capsys: Captured) -> None:
    expected = ask(capsys, "trace", SAMPLES[0].id)
    PLACE.write_bytes(content)
    assert ask(capsys, "trace", SAMPLES[0].id) == expected


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (SHARD, b"method/train", b"method/xrain", "does not lead to the root"),
        (SHARD, b'"rule":"oversized"', b'"rule":"overlarge"', "does not lead to the root"),
        (SHARD, b"\n", b"\n\n", "does not lead to the root"),
        (anonymize.DECISIONS.path, b"secret.password", b"secret.passwort", "other bytes than when it was"),
        (anonymize.ORIGINS.path, b'"owner":"team"', b'"owner":"teem"', "other bytes than when it was"),
    ],
)
def test_what_was_altered_behind_the_index_is_one_line(
    path: str, old: bytes, new: bytes, said: str, capsys: Captured
) -> None:
    assert ask(capsys, "trace", SAMPLES[0].id)[0] == 0
    file = Path(path)
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(old, new))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(PipelineError, match=said):
        told(capsys, "trace", SAMPLES[0].id)


@pytest.mark.usefixtures("project")
def test_no_folder_for_the_index_is_one_line(capsys: Captured) -> None:
    PLACE.parent.write_text("a file", encoding="utf-8")
    with pytest.raises(PipelineError, match=r".audit: File exists, expected a folder for the index"):
        told(capsys, "trace", SAMPLES[0].id)


@pytest.mark.usefixtures("project")
def test_a_ledger_that_does_not_give_the_root_has_no_index(capsys: Captured) -> None:
    forged = [row for row in rows() if row.item != SAMPLES[3].id]
    publish_json(attest.SHARDS.manifest, write_shards(forged, read_shards()))
    with pytest.raises(PipelineError, match="does not give the root of reports/attest.json"):
        told(capsys, "trace", SAMPLES[0].id)

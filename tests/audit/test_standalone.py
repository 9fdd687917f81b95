"""One file of Python, without the project, finds every change of a project and every forged proof."""

import ast
import base64
import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.audit import standalone
from apps.audit.export import VERIFIER
from apps.audit.standalone import check_proof, grew, root_of
from stages.attest.merkle import consistency_proof, leaf_hash, root
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from tests.audit.project import ADAPTER, ask, told

Captured = pytest.CaptureFixture[str]
FLIPS = 500


def verifier(*words: str) -> tuple[int, str]:
    """Run the file in a Python that does not see the project."""
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), *words], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_it_is_short_and_needs_python_and_cryptography_only() -> None:
    source = VERIFIER.read_text(encoding="utf-8")
    names = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names | {"cryptography"}
    assert len(source.splitlines()) <= 300


@given(st.lists(st.binary(max_size=4), max_size=40))
def test_it_gives_the_root_that_the_project_gives(rows: list[bytes]) -> None:
    assert root_of(rows) == root([leaf_hash(row) for row in rows]).hex()


def checkpoint(leaves: list[bytes]) -> tuple[int, bytes]:
    return len(leaves), root(leaves)


def proof(leaves: list[bytes], first: int) -> list[bytes]:
    return [base64.b64encode(node) for node in consistency_proof(leaves, first)]


@pytest.mark.parametrize("size", range(2, 20))
def test_a_log_that_grew_is_proven_for_every_size_before(size: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    for first in range(1, size):
        assert grew(checkpoint(leaves[:first]), checkpoint(leaves), proof(leaves, first))


@given(st.integers(2, 40), st.data())
def test_nothing_but_growth_is_proven(size: int, data: st.DataObject) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    first = data.draw(st.integers(1, size - 1))
    altered = data.draw(st.integers(0, first - 1))
    rewritten = [*leaves[:altered], leaf_hash(b"another row"), *leaves[altered + 1 :]]
    old, new, right = checkpoint(leaves[:first]), checkpoint(leaves), proof(leaves, first)
    assert not grew(old, checkpoint(rewritten), proof(rewritten, first))
    assert not grew(new, old, right)
    assert not grew(old, new, [*right, base64.b64encode(b"x" * 32)])
    assert not grew(new, new, [])
    assert not grew((0, old[1]), new, right)
    with pytest.raises(IndexError):
        grew(old, new, right[:-1])


@given(st.dictionaries(st.text(), st.text() | st.integers(-(2**63), 2**63 - 1) | st.lists(st.text())))
def test_it_writes_the_bytes_that_the_project_hashes(row: dict[str, Any]) -> None:
    encodable = json.dumps(row, ensure_ascii=False).encode(errors="surrogatepass")
    if encodable.decode(errors="ignore").encode() == encodable:
        assert standalone.canonical(row).encode() == canonical(row)


@pytest.mark.usefixtures("project")
def test_an_untouched_project_is_a_yes() -> None:
    code, said = verifier("project")
    assert (code, [line[:4] for line in said.splitlines()]) == (0, ["yes "] * 4)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "path",
    [
        "reports/attest.json",
        "reports/commitments.json",
        "reports/anonymize.json",
        f"reports/evaluate/{ADAPTER}.json",
        "out/anonymize/documents.jsonl",
        "out/anonymize/decisions.jsonl",
        "out/anonymize/manifest.json",
        "out/anonymize/manifest/ledger.json",
        "out/attest/ledger/shop.jsonl",
        "out/attest/shards.jsonl",
        "out/base/base.json",
        f"out/split/train/{ADAPTER}.jsonl",
        f"out/train/{ADAPTER}/adapter/weights",
        f"out/train/{ADAPTER}/trained.json",
    ],
)
def test_a_flipped_bit_is_a_no(path: str) -> None:
    content = Path(path).read_bytes()
    for place in (0, len(content) // 3, len(content) - 2):
        flipped = bytes([content[place] ^ 1])
        Path(path).write_bytes(content[:place] + flipped + content[place + 1 :])
        assert verifier("project")[0] == 1, place
    Path(path).write_bytes(content)
    assert verifier("project")[0] == 0
    Path(path).unlink()
    assert verifier("project")[0] == 1


UNBOUND = {"reports/attest.json", "out/attest/manifest.json"}
"""The anchor itself, and a manifest of which the anchor says more."""


def test_random_flips_in_any_file_are_all_found(project: Path) -> None:
    draw = Random(13)  # noqa: S311  seeded, no secret
    files = [
        path for folder in ("out", "reports") for path in sorted(Path(folder).rglob("*")) if path.is_file()
    ]
    bound = [path for path in files if str(path) not in UNBOUND and path.stat().st_size]
    missed = []
    for path in draw.choices(bound, k=FLIPS):
        content = path.read_bytes()
        place, bit = draw.randrange(len(content)), 1 << draw.randrange(8)
        path.write_bytes(content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :])
        if standalone.check_all(standalone.PROJECT, project):
            missed.append((path, place, bit))
        path.write_bytes(content)
    assert missed == []
    assert standalone.check_all(standalone.PROJECT, project)


@pytest.mark.usefixtures("project")
def test_proofs_of_presence_and_absence_hold(capsys: Captured) -> None:
    asked = [
        ["trace", f"{ADAPTER}/train:1"],
        ["trace", "shop:Key.java"],
        ["prove-absent", "--named", "stall"],
    ]
    for words in asked:
        Path("answer.json").write_text(json.dumps(ask(capsys, *words)[1]), encoding="utf-8")
        code, said = verifier("proof", "answer.json", "reports/attest.json")
        assert (code, said[:4]) == (0, "yes "), said


def attested() -> tuple[str, int]:
    figures = json.loads(Path("reports/attest.json").read_bytes())["figures"]
    return figures["ledger_root"], figures["shards"]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "change",
    [
        {"position": 4},
        {"position": -1},
        {"position": 10**9},
        {"proof": []},
        {"proof": ["00" * 32]},
        {"place": 1},
        {"above": ["00" * 32]},
        {"shard": {"rows": 3}},
        {"shard": {"source": "stall"}},
        {"shard": {"root": "00" * 32}},
    ],
)
def test_a_forged_place_proves_nothing(change: dict[str, Any], capsys: Captured) -> None:
    answer = ask(capsys, "trace", f"{ADAPTER}/train:1")[1]
    way = answer["way"] | change
    if "shard" in change:
        way["shard"] = answer["way"]["shard"] | change["shard"]
    with pytest.raises((ValueError, IndexError)):
        check_proof(answer | {"way": way}, *attested())


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("field", ["salt", "ops", "licence", "item", "used"])
def test_a_forged_row_proves_nothing(field: str, capsys: Captured) -> None:
    answer = ask(capsys, "trace", f"{ADAPTER}/train:1")[1]
    answer["row"][field] = "x"
    with pytest.raises(ValueError, match="another root"):
        check_proof(answer, *attested())


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "change",
    [
        {"first": "shop:A", "last": "shop:Z"},
        {"first": "shop:Key.java", "last": "shop:Key.java\0"},
        {"kind": "sample"},
        {"first": "z", "last": "a"},
        {"before": None},
        {"after": None},
        {"before": None, "after": None},
        {"shard": None},
        {"first": "stall:M", "last": "stall:N"},
    ],
    ids=["more", "something", "kind", "empty", "no left", "no right", "none", "no shard", "other shard"],
)
def test_a_forged_absence_proves_nothing(change: dict[str, Any], capsys: Captured) -> None:
    answer = ask(capsys, "prove-absent", "--named", "shop:M")[1]
    assert answer["proof"]["shard"]
    assert check_proof(answer, *attested())
    answer["proof"] |= change
    with pytest.raises(ValueError, match="."):
        check_proof(answer, *attested())


@pytest.mark.usefixtures("project")
def test_rows_that_are_no_neighbours_prove_nothing(capsys: Captured) -> None:
    low, high = (ask(capsys, "prove-absent", "--named", name)[1]["proof"] for name in ("shop:C", "shop:M"))
    forged = {"proof": high | {"before": low["before"], "first": "shop:C"}}
    with pytest.raises(ValueError, match="no neighbours"):
        check_proof(forged, *attested())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("project", "/nowhere"), "FileNotFoundError"),
        (("proof", "/nowhere", "reports/attest.json"), "FileNotFoundError"),
        (("proof", "reports/attest.json", "reports/attest.json"), "ValueError: the answer holds no proof"),
        ((), "python verifier.py project"),
        (("proof",), "python verifier.py proof"),
    ],
)
@pytest.mark.usefixtures("project")
def test_what_cannot_be_checked_is_a_no(words: tuple[str, ...], said: str) -> None:
    code, printed = verifier(*words)
    assert code == 1
    assert said in printed


@pytest.mark.usefixtures("project")
def test_it_is_written_where_nothing_is(capsys: Captured) -> None:
    assert ask(capsys, "export", "--verifier", "v.py")[0] == 0
    assert Path("v.py").read_bytes() == VERIFIER.read_bytes()
    with pytest.raises(PipelineError, match=r"v.py: is there already, expected a new file"):
        told(capsys, "export", "--verifier", "v.py")

"""`adaptrail audit replay` compares every byte and names, one a line, each document that differs."""

import json
from pathlib import Path

import msgspec
import pytest

from apps.adaptrail import execute
from stages.anonymize import contract
from stages.core.contract import canonical, publish_json
from stages.core.errors import PipelineError
from stages.core.records.blob import Blob
from stages.core.records.decision import Decision
from stages.core.records.document import Document, Edit
from tests import records

Captured = pytest.CaptureFixture[str]
RAW, SAFE = "password: hunter2\n", "password: REDACTED_PASSWORD\n"
BLOB = records.blob(RAW)
NAMES = ("a.yml", "odd\n\x1b[31mname.yml")
DOCUMENTS = [
    records.document(name, SAFE, blob=BLOB.blob, edits=[Edit(start=10, end=17, length=17)]) for name in NAMES
]
ROWS = [records.decision(document, 10, 17) for document in DOCUMENTS]
PATHS = "yes raw paths and ledger give every safe path: 2 paths, 0 replacements\n"
COUNTS = "2 documents, 2 replacements, "


def write(documents: list[Document], rows: list[Decision], blobs: list[Blob]) -> None:
    """Write files and manifests: whoever forges a file can forge its manifest, too."""
    files = [records.file(document.path, document.blob) for document in documents]
    publish_json(contract.DOCUMENTS.manifest, contract.DOCUMENTS.write(documents))
    publish_json(
        contract.LEDGER,
        contract.DECISIONS.write(rows) | contract.ORIGINS.write([records.origin(file) for file in files]),
    )
    publish_json(
        contract.BLOBS.manifest,
        contract.BLOBS.write(lambda digit: (canonical(blob) for blob in blobs if blob.blob.startswith(digit)))
        | contract.CRAWLED.write(files),
    )


@pytest.fixture(autouse=True)
def zones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where both zones are, with nothing altered."""
    monkeypatch.chdir(tmp_path)
    write(DOCUMENTS, ROWS, [BLOB])


def answer(capsys: Captured, code: int, *words: str) -> str:
    """Run the command and return what it printed."""
    with pytest.raises(SystemExit) as done:
        execute(["audit", "replay", *words])
    assert done.value.code == code
    return capsys.readouterr().out


def test_counts_are_printed_when_nothing_differs(capsys: Captured) -> None:
    assert answer(capsys, 0) == (
        f"yes raw blobs and ledger give every document: {COUNTS}56 of 56 bytes equal\n{PATHS}"
    )


def test_every_document_that_differs_is_one_line(capsys: Captured) -> None:
    write(DOCUMENTS, [msgspec.structs.replace(row, replacement="REDACTED") for row in ROWS], [BLOB])
    assert answer(capsys, 1).splitlines() == [
        f"NO  raw blobs and ledger give every document: {COUNTS}36 of 56 bytes equal",
        "    shop:a.yml: another text from byte 18 on",
        r"    shop:odd\n\x1b[31mname.yml: another text from byte 18 on",
        PATHS.strip(),
    ]


def test_a_path_that_no_crawled_one_gives_is_one_line(capsys: Captured) -> None:
    row = msgspec.structs.replace(ROWS[0], node="path", start=0, end=1, replacement="b")
    write(DOCUMENTS, [row, *ROWS], [BLOB])
    assert answer(capsys, 1).splitlines()[1:] == [
        "NO  raw paths and ledger give every safe path: 2 paths, 1 replacements",
        "    shop:a.yml: no crawled path gives its path",
    ]


def test_no_list_is_cut(capsys: Captured) -> None:
    many = [records.document(f"{number}.yml", SAFE, blob=BLOB.blob) for number in range(40)]
    write(many, [], [BLOB])
    assert len(answer(capsys, 1).splitlines()) == 42


def test_an_altered_document_is_named(capsys: Captured) -> None:
    write([msgspec.structs.replace(DOCUMENTS[0], text=SAFE.upper()), DOCUMENTS[1]], ROWS, [BLOB])
    said = answer(capsys, 1)
    assert "    shop:a.yml: another text from byte 0 on\n" in said
    assert "PASSWORD: " not in said


def test_a_lost_blob_is_named_by_its_documents(capsys: Captured) -> None:
    write(DOCUMENTS, ROWS, [])
    assert answer(capsys, 1).count(f": no text of its blob {BLOB.blob}\n") == 2


def test_the_answer_as_json_has_the_same_numbers(capsys: Captured) -> None:
    write(DOCUMENTS, ROWS[1:], [BLOB])
    assert json.loads(answer(capsys, 1, "--json")) == {
        "differing": [{"document": "shop:a.yml", "why": "another text from byte 10 on"}],
        "documents": 2,
        "equal": 38,
        "paths": 2,
        "renames": 0,
        "rows": 1,
        "size": 56,
    }


def refused() -> str:
    """Run the command and return its error, one line."""
    with pytest.raises(PipelineError) as error:
        execute(["audit", "replay"])
    assert "\n" not in str(error.value)
    return str(error.value)


def test_without_raw_blobs_the_line_says_how_to_get_them(tmp_path: Path) -> None:
    (tmp_path / contract.BLOBS.path).rename(tmp_path / "elsewhere")
    assert refused() == (
        "out/crawl/blobs: not found, expected the raw blobs. Run `dvc checkout crawl`, on the machine with "
        "the raw data."
    )


@pytest.mark.parametrize(
    "path", [contract.DOCUMENTS.path, contract.DECISIONS.path, "out/crawl/blobs/0.jsonl"]
)
def test_a_file_that_is_not_what_its_manifest_says_is_one_line(path: str) -> None:
    with Path(path).open("ab") as file:
        file.write(b"{}\n")
    assert refused().startswith(f"{path}: ")


def test_no_document_at_all_is_no_pass() -> None:
    write([], [], [BLOB])
    assert refused().startswith("out/anonymize/documents.jsonl: no rows, expected at least one.")

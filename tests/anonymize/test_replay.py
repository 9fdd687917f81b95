"""Raw blobs and ledger give every document again; whatever was altered is named."""

import msgspec
import pytest

from stages.anonymize.replay import Differing, Renamed, Replayed, masked, replay, replay_paths, verify
from stages.core.errors import PipelineError
from stages.core.records.blob import Blob
from stages.core.records.decision import Decision
from stages.core.records.document import Document, Edit
from tests import records

RAW = "# 密码\nuser: ann\npassword: hunter2\nport: 8080\n"
START = len(RAW[: RAW.index("hunter2")].encode())
END = START + len("hunter2")
PLACEHOLDER = "REDACTED_PASSWORD"
SAFE = RAW.replace("hunter2", PLACEHOLDER)
BLOB = records.blob(RAW)
EDIT = Edit(start=START, end=END, length=len(PLACEHOLDER))
DOCUMENT = records.document("a.yml", SAFE, blob=BLOB.blob, edits=[EDIT])
PLAIN = records.document("b.yml", "port: 1\n")
ROW = records.decision(DOCUMENT, START, END)
KEPT = records.decision(DOCUMENT, 2, 8, action="keep", replacement="")
SIZE = len(SAFE.encode())

altered = msgspec.structs.replace


def replayed(
    *, document: Document = DOCUMENT, rows: tuple[Decision, ...] = (ROW,), blobs: tuple[Blob, ...] = (BLOB,)
) -> Replayed:
    """Replay `document` beside one in which nothing is replaced."""
    return replay([document, PLAIN], [KEPT, *rows], [*blobs, records.blob(PLAIN.text)])


def test_every_byte_comes_out_again() -> None:
    assert replayed() == Replayed(2, 1, SIZE + 8, SIZE + 8, [])


def test_the_order_of_rows_is_that_of_their_places() -> None:
    first = records.decision(DOCUMENT, 0, 1, replacement="//")
    document = altered(DOCUMENT, text="//" + SAFE[1:], edits=[Edit(start=0, end=1, length=2), EDIT])
    assert replayed(document=document, rows=(first, ROW)).differing == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"rows": (altered(ROW, replacement="REDACTED_PASSWORT"),)}, f"from byte {START + 16} on"),
        ({"rows": (altered(ROW, replacement="X"),)}, f"from byte {START} on"),
        ({"rows": (altered(ROW, start=START - 1),)}, f"from byte {START - 1} on"),
        ({"rows": (altered(ROW, end=10**9),)}, f"from byte {START} on"),
        ({"rows": (altered(ROW, start=-5),)}, f"from byte {START} on"),
        ({"rows": (altered(ROW, action="keep"),)}, f"from byte {START} on"),
        ({"rows": ()}, f"from byte {START} on"),
        ({"rows": (ROW, ROW)}, f"from byte {START + 17} on"),
        ({"rows": (ROW, altered(ROW, start=10**6, end=10**6 + 1))}, "other edits"),
        ({"rows": (altered(ROW, blob="f" * 40),)}, "1 rows of another blob"),
        ({"document": altered(DOCUMENT, text=SAFE.replace("8080", "8081"))}, f"from byte {SIZE - 2} on"),
        ({"document": altered(DOCUMENT, text=SAFE + "\n")}, f"from byte {SIZE} on"),
        ({"document": altered(DOCUMENT, text=SAFE[:-1])}, f"from byte {SIZE - 1} on"),
        ({"document": altered(DOCUMENT, text="")}, "from byte 0 on"),
        ({"document": altered(DOCUMENT, edits=[])}, "other edits"),
        ({"document": altered(DOCUMENT, blob="f" * 40)}, f"no text of its blob {'f' * 40}"),
        ({"blobs": ()}, f"no text of its blob {BLOB.blob}"),
        ({"blobs": (altered(BLOB, text=None),)}, f"no text of its blob {BLOB.blob}"),
        ({"blobs": (altered(BLOB, text=RAW.replace("ann", "bob")),)}, "from byte 15 on"),
    ],
)
def test_what_was_altered_is_named_and_the_rest_counts_as_equal(changed: dict[str, object], why: str) -> None:
    answer = replayed(**changed)  # type: ignore[arg-type]
    assert [document for document, _ in answer.differing] == ["shop:a.yml"]
    assert answer.differing[0].why.endswith(why)
    assert 8 <= answer.equal <= answer.size


def test_only_a_document_of_the_same_bytes_counts_whole() -> None:
    assert replayed(rows=(altered(ROW, replacement="X"),)).equal == START + 8
    assert replayed(blobs=()).equal == 8


def test_a_replacement_in_no_document_is_named() -> None:
    lost = altered(ROW, document="shop:lost.yml")
    assert replayed(rows=(ROW, lost)).differing == [
        Differing("shop:lost.yml", "named by the ledger, expected a document")
    ]


def test_a_value_that_went_with_its_file_is_in_no_document() -> None:
    gone = altered(ROW, document="shop:gone.yml", action="drop_file", replacement="")
    assert replayed(rows=(ROW, gone)).differing == []


def test_the_stage_stops_with_one_line_and_no_text() -> None:
    with pytest.raises(PipelineError) as error:
        verify([DOCUMENT], [altered(ROW, replacement="hunter3")], [BLOB], [], [])
    assert str(error.value).startswith(f"shop:a.yml: another text from byte {START} on; expected ")
    assert "hunter" not in str(error.value)
    verify([DOCUMENT], [ROW], [BLOB], [ORIGIN], [FILE])
    with pytest.raises(PipelineError, match=r"^shop:a\.yml: no crawled path gives its path; ") as error:
        verify([DOCUMENT], [ROW], [BLOB], [ORIGIN], [altered(FILE, path="lanhai.yml")])
    assert "lanhai" not in str(error.value)


FILE = records.file("a.yml", BLOB.blob)
ORIGIN = records.origin(FILE)
OLD = records.file("acme/b.yml", "b" * 40)
NEW = records.origin(OLD, path="toso/b.yml")
RENAME = altered(ROW, document="shop:toso/b.yml", start=0, end=4, node="path", replacement="toso")


@pytest.mark.parametrize(
    ("rows", "differing"),
    [
        ((RENAME,), []),
        ((RENAME, ROW), []),
        ((), ["shop:toso/b.yml"]),
        ((altered(RENAME, replacement="tosu"),), ["shop:toso/b.yml"]),
        ((altered(RENAME, end=3),), ["shop:toso/b.yml"]),
        ((altered(RENAME, node="text"),), ["shop:toso/b.yml"]),
        ((RENAME, altered(RENAME, start=9, end=10)), ["shop:toso/b.yml"]),
        ((RENAME, altered(RENAME, document="shop:lost.yml")), ["shop:lost.yml"]),
        ((RENAME, altered(RENAME, document="shop:a.yml")), ["shop:a.yml"]),
    ],
)
def test_rows_of_a_path_give_it_again_and_are_none_of_the_text(
    rows: tuple[Decision, ...], differing: list[str]
) -> None:
    found = replay_paths([ORIGIN, NEW], rows, [FILE, OLD])
    assert [one.document for one in found.differing] == differing
    assert (found.paths, found.renames) == (2, sum(row.renames for row in rows))
    if ROW in rows:
        assert replayed(rows=rows).differing == []


def test_a_path_of_another_blob_or_source_gives_nothing() -> None:
    others = [altered(OLD, blob="c" * 40), altered(OLD, source="t")]
    assert replay_paths([NEW], [RENAME], others) == Renamed(
        1, 1, [Differing(NEW.document, "no crawled path gives its path")]
    )


def test_a_part_of_a_text_has_the_replacements_that_lie_inside_it() -> None:
    document = records.document("A.java", "")
    rows = [
        records.decision(document, *place, replacement=word)
        for word, place in (("X", (4, 6)), ("Y", (8, 10)))
    ]
    assert masked(b"0123456789", 2, 10, rows) == b"23X67Y"
    assert masked(b"0123456789", 2, 9, rows) == b"23X678"
    assert masked(b"0123456789", 5, 10, rows) == b"567Y"

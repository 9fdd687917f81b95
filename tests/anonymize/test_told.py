"""Names that one file shows are masked in others: of one commit, and of a source that lists its people."""

import msgspec
import pytest

from stages.anonymize.anonymize import RawZone, Said, anonymize
from stages.core.formats.change import Change, Place, path_of, render
from stages.core.records.snapshot import Snapshot
from tests import records
from tests.anonymize.cases import KEYS, limits, params

COMMIT = "a1b2" * 10
SNAPSHOT = Snapshot(
    source="s", kind="git", location="data/s.bundle", commit=COMMIT, source_class="own", owner="o",
    licence="MIT", legal_basis="b", history="whole", contributors=[], ticket_keys={}, tags=[],
)  # fmt: skip


def masked(texts: dict[str, tuple[str, str]], dropped: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the safe text of each file by its name; `texts` are language and text by path."""
    blobs = {path: records.blob(text) for path, (_, text) in texts.items()}
    raw = RawZone(
        snapshots=[SNAPSHOT],
        crawled=[records.file(path, blob.blob, "s", source_class="own") for path, blob in blobs.items()],
        blobs=list(blobs.values()),
        drops=[records.drop("screen", f"s:{path}", "asset", blob=blobs[path].blob) for path in dropped],
        files=[
            records.screened_file(path, blob.blob, "s", source_class="own", language=texts[path][0])
            for path, blob in blobs.items()
            if path not in dropped
        ],
    )
    settings = msgspec.structs.replace(params(), canaries=0)
    safe = anonymize(raw, settings, KEYS, Said((), {}, {}), limits())
    return {document.path.rsplit("/", 1)[-1]: document.text for document in safe.documents}


def change(commit: str, name: str, number: int, after: str) -> tuple[str, tuple[str, str]]:
    text = render(Change(commit, number, 2, "fix for 秦月明 and Qin Yue", (Place("x", after),)))
    return path_of(commit, name), ("change", text)


def test_a_person_whom_one_change_shows_is_masked_in_all_changes_of_the_commit() -> None:
    safe = masked(
        dict(
            [
                change(COMMIT, "A.java", 1, "// 联系人：秦月明\n// Author: Qin Yue"),
                change(COMMIT, "B.java", 2, "// none"),
            ]
        )
    )
    for name in ("A.java.change", "B.java.change"):
        assert "秦月明" not in safe[name]
        assert "Qin Yue" not in safe[name]


def test_a_nickname_that_is_a_word_stays_in_the_other_texts_of_a_commit() -> None:
    text = render(
        Change(COMMIT, 1, 1, "fix\n\nSigned-off-by: 最后 <z@b.cn>\n", (Place("x", "// 最后，关闭"),))
    )
    [safe] = masked({path_of(COMMIT, "A.java"): ("change", text)}).values()
    assert "Signed-off-by: 最后" not in safe
    assert "// 最后，关闭" in safe


@pytest.mark.parametrize("path", ["AUTHORS", ".mailmap", "docs/MAINTAINERS.md"])
def test_a_file_that_goes_no_further_still_tells_its_people(path: str) -> None:
    texts = {
        path: ("text", "Qin Yue <q@x.cn>\n秦月明 <m@x.cn>\n"),
        "a.md": ("markdown", "Qin Yue 和秦月明\n"),
    }
    [safe] = masked(texts, frozenset({path})).values()
    assert "Qin Yue" not in safe
    assert "秦月明" not in safe

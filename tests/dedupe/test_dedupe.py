"""One of each set of duplicates stays, and no file goes without an exact comparison."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.engine import signatures
from stages.core.records.screened_file import ScreenedFile
from stages.dedupe.dedupe import Deduped, dedupe
from stages.dedupe.lexemes import jaccard, lexemes, shingles
from stages.dedupe.params import DedupeParams

PARAMS = DedupeParams(threshold=0.75, hashes=256, band=8, ngram=5, min_lexemes=30, bucket=200, seed=13)
WORDS = [f"word{number}" for number in range(400)]


def file(source: str, path: str, blob: str, source_class: str = "own") -> ScreenedFile:
    return ScreenedFile(
        source=source, commit="c", path=path, blob=blob, size=1, asset="code", source_class=source_class,
        language="java", licence="MIT", licence_basis="declared",
    )  # fmt: skip


def run(files: list[ScreenedFile], texts: dict[str, str]) -> Deduped:
    words = {blob: lexemes(text) for blob, text in texts.items()}
    long = {blob: " ".join(found) for blob, found in words.items() if len(found) >= PARAMS.min_lexemes}
    return dedupe(files, words, signatures(long, PARAMS.hashes, PARAMS.ngram, PARAMS.seed), PARAMS)


def text(seed: int, size: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=size))  # noqa: S311  a reproducible text


def edited(original: str, places: int) -> str:
    words = original.split()
    for place in range(places):
        words[(place * 37 + 11) % len(words)] = f"edit{place}"
    return " ".join(words)


def test_equal_blobs_leave_the_preferred_file() -> None:
    files = [
        file("b", "X.java", "1", "open-source"),
        file("c", "X.java", "1"),
        file("a", "Y.java", "1", "open-source"),
    ]
    result = run(files, {"1": text(1)})
    assert [(kept.source, kept.path) for kept in result.kept] == [("c", "X.java")]
    assert {(drop.item, drop.rule, drop.duplicate_of) for drop in result.drops} == {
        ("b:X.java", "exact", "c:X.java"),
        ("a:Y.java", "exact", "c:X.java"),
    }


@pytest.mark.parametrize(("places", "dropped"), [(1, True), (4, True), (20, False), (60, False)])
def test_a_near_duplicate_is_dropped_from_the_threshold_on(places: int, dropped: bool) -> None:
    original = text(1)
    texts = {"1": original, "2": edited(original, places)}
    likeness = jaccard(*(shingles(lexemes(texts[blob]), 5) for blob in "12"))
    result = run([file("a", "A.java", "1"), file("a", "B.java", "2")], texts)
    assert bool(result.drops) is dropped is (likeness >= 0.75)
    assert [drop.value for drop in result.drops] == ([f"{likeness:.4f}"] if dropped else [])


def test_a_chain_keeps_files_that_are_unlike_the_kept_one() -> None:
    first = text(1)
    chain = {"1": first, "2": edited(first, 4), "3": edited(edited(first, 4).replace("word", "w0rd", 60), 0)}
    result = run([file("a", f"{blob}.java", blob) for blob in chain], chain)
    kept = {k.blob for k in result.kept}
    for drop in result.drops:
        assert drop.duplicate_of.removeprefix("a:").removesuffix(".java") in kept


def test_a_common_header_and_imports_make_no_duplicates() -> None:
    header = (
        "/* "
        + text(99, 300)
        + " */\npackage a.b;\n"
        + "".join(f"import {word}.Thing;\n" for word in WORDS[:80])
    )
    texts = {"1": header + text(1, 60), "2": header + text(2, 60)}
    assert run([file("a", "A.java", "1"), file("a", "B.java", "2")], texts).drops == []


def test_short_files_are_compared_by_blob_only() -> None:
    texts = {"1": "public enum Side { LEFT, RIGHT }", "2": "public enum Side { LEFT, RIGHT } // x"}
    assert run([file("a", "A.java", "1"), file("a", "B.java", "2")], texts).drops == []


def test_chinese_prose_is_compared_character_by_character() -> None:
    words = lexemes("订单 a1 已发货")
    assert words == ["订", "单", "a1", "已", "发", "货"]


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 5), st.integers(0, 4)), max_size=12),
    st.randoms(),
)
def test_counts_close_order_does_not_matter_and_a_second_pass_drops_nothing(
    entries: list[tuple[str, int, int]], shuffler: random.Random
) -> None:
    places = {(source, f"{number}.java"): blob for source, number, blob in entries}
    files = [file(source, path, str(blob)) for (source, path), blob in places.items()]
    originals = {
        "0": text(0),
        "1": edited(text(0), 3),
        "2": edited(text(0), 9),
        "3": text(3),
        "4": edited(text(3), 2),
    }
    texts = {blob: originals[blob] for blob in {f.blob for f in files}}
    result = run(files, texts)
    shuffled = list(files)
    shuffler.shuffle(shuffled)
    assert len(result.kept) + len(result.drops) == len(files)
    assert run(shuffled, texts) == result
    assert run(result.kept, texts).drops == []


def test_signatures_do_not_change_with_a_library() -> None:
    first = signatures({"k": " ".join(WORDS[:50])}, 8, 5, 13)["k"]
    assert first == signatures({"z": "x", "k": " ".join(WORDS[:50])}, 8, 5, 13)["k"]
    assert len(first) == 8

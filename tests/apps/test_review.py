"""`adaptrail review`: a sample that nobody chooses, labels by one key, and no raw text outside a terminal."""

import io
from pathlib import Path
from typing import Literal

import msgspec
import pytest
import yaml

from apps.adaptrail import INTERRUPTED, execute, main
from apps.review import names, queue, statistics
from apps.review.asking import add
from apps.review.inspection import INSPECTIONS, Inspection
from apps.review.shown import in_its_line, line_of, numbered
from stages.anonymize import contract
from stages.anonymize.candidates import Candidate
from stages.anonymize.intervals import wilson
from stages.anonymize.keys import DEMO_CHECK, fingerprint, load_keys
from stages.anonymize.listed import digest, terms_of
from stages.anonymize.params import AnonymizeParams
from stages.anonymize.reviews import CONFIRMATIONS, LABELS, read_reviews
from stages.core.contract import manifest_path, publish_json
from stages.core.errors import PipelineError
from stages.core.params import load_params
from stages.core.records.blob import Blob
from stages.core.records.confirmation import Confirmation
from stages.core.records.decision import Decision
from stages.core.records.document import Document, Edit
from stages.core.records.label import Label
from stages.core.records.snapshot import Snapshot
from stages.crawl import contract as crawl
from tests import records
from tests.anonymize.cases import KEYS, ROOT
from tests.layout import section_of

SECRET = "hunter" + "-two-raw"
RAW = f"a = 1\nkey = {SECRET} # end\n" + '{"name": "@shopco/ui"}\n'
BLOB = "0" * 40


def decision(n: int, confidence: float = 0.99, rule: str = "r", entity: str = "e") -> Decision:
    return Decision(
        document="s:a.txt", blob=BLOB, start=12, end=12 + len(SECRET), node="", entity=entity, rule=rule,
        version="12345678", detectors=["core"], confidence=confidence, action="redact", reason="policy",
        replacement="R", fingerprint=f"{n:032x}", length="9-16", policy="", review="", prev="",
    )  # fmt: skip


def document(name: str, blob: str, edits: list[Edit]) -> Document:
    return Document(
        id=f"s:{name}", source="s", source_class="own", commit="c", path=name, blob=blob, asset="code",
        language="text", licence="MIT", text="", edits=edits,
    )  # fmt: skip


def label(
    n: int, said: Literal["T", "F", "X"], reviewer: str = "ann", rule: str = "r", version: str = "12345678"
) -> Label:
    return Label(
        schema=1, key=DEMO_CHECK, fingerprint=f"{n:032x}", entity="e", rule=rule, rule_version=version,
        label=said, reviewer=reviewer,
    )  # fmt: skip


DRAW = queue.Draw(KEYS.fingerprint, "root")


def place(row: Decision) -> tuple[str, str]:
    return (row.fingerprint, row.rule)


KNOWN = [label(n, "T", "bob") for n in range(100, 105)]
"""Enough labels of the rule `r` for samples of five."""


def test_uncertain_values_go_first_then_new_rules_then_a_sample_of_each_stratum() -> None:
    uncertain = [decision(n, 0.5) for n in range(3)]
    new = [decision(n, rule="new") for n in range(10, 24)]
    old = [decision(n) for n in range(30, 70)]
    due = queue.decisions_due([*old, *new, *uncertain], KNOWN, "ann", 5, DRAW)
    assert {place(row) for row in due[:3]} == {place(row) for row in uncertain}
    assert {place(row) for row in due[3:17]} == {place(row) for row in new}
    assert len(due) == 3 + 14 + 5
    again = [*KNOWN, label(0, "T", "ann"), label(1, "T", "bob")]
    after = queue.decisions_due([*old, *new, *uncertain], again, "ann", 5, DRAW)
    assert {place(row) for row in after} == {place(row) for row in due} - {place(uncertain[0])}


def test_of_uncertain_values_the_least_sure_go_first() -> None:
    rows = [decision(n, 0.5 + 0.02 * (n % 4)) for n in range(12)]
    due = queue.decisions_due(rows, KNOWN, "ann", 5, DRAW)
    assert [row.confidence for row in due] == sorted(row.confidence for row in rows)


def test_a_rule_is_new_until_enough_of_its_values_have_a_label() -> None:
    rows = [decision(n) for n in range(30)]
    assert len(queue.decisions_due(rows, KNOWN[:4], "ann", 5, DRAW)) == 30
    assert len(queue.decisions_due(rows, KNOWN, "ann", 5, DRAW)) == 5


def test_a_rule_that_was_changed_is_new_again_but_for_who_saw_the_value() -> None:
    rows = [decision(n) for n in range(30)]
    before = [label(n, "T", "bob", version="older") for n in range(10)]
    assert len(queue.decisions_due(rows, before, "ann", 5, DRAW)) == 30
    assert {place(row) for row in queue.decisions_due(rows, before, "bob", 5, DRAW)} == {
        place(row) for row in rows[10:]
    }
    assert len(queue.decisions_due(rows, [*before, *KNOWN], "ann", 5, DRAW)) == 5


def test_a_value_is_looked_at_once_and_pseudonyms_never() -> None:
    masked = msgspec.structs.replace(decision(2), reason="masked")
    assert len(queue.decisions_due([decision(1), decision(1), masked], [], "ann", 5, DRAW)) == 1


def test_the_sample_depends_on_key_and_ledger_only() -> None:
    rows = [decision(n) for n in range(50)]
    first = queue.decisions_due(rows, KNOWN, "ann", 5, DRAW)
    assert queue.decisions_due(rows[::-1], KNOWN, "ann", 5, DRAW) == first
    assert queue.decisions_due(rows, KNOWN, "bob", 5, DRAW) == first
    assert queue.decisions_due(rows, KNOWN, "ann", 5, queue.Draw(KEYS.fingerprint, "other")) != first


def test_one_in_a_hundred_unmodified_documents_is_read_and_at_least_one() -> None:
    edit = Edit(start=0, end=1, length=1)
    clean = [document(f"{n}", f"{n:040x}", []) for n in range(201)]
    assert len(queue.documents_due([*clean, document("x", "f" * 40, [edit])], set(), 0.01, DRAW)) == 3
    assert len(queue.documents_due(clean, set(), 1, DRAW)) == 201
    (one,) = queue.documents_due(clean[:2], set(), 0.01, DRAW)
    assert queue.documents_due(clean[:2], {one.blob}, 0.01, DRAW) == []
    assert queue.documents_due([], set(), 0.01, DRAW) == []


def test_a_large_class_of_sources_does_not_crowd_out_another() -> None:
    clean = [document(f"{n}", f"{n:040x}", []) for n in range(300)]
    public = [msgspec.structs.replace(row, source_class="open-source") for row in clean[4:]]
    due = queue.documents_due([*clean[:4], *public], set(), 0.01, DRAW)
    assert sorted(row.source_class for row in due) == ["open-source"] * 3 + ["own"]


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433), (0, 0, 0.0, 1.0)],
)
def test_wilson_intervals_are_those_of_the_tables(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("hits", "total", "bound"),
    [(0, 100, 0.029513), (0, 1, 0.95), (1, 20, 0.216106), (5, 5, 1.0), (0, 5000, 0.000599), (0, 0, 1.0)],
)
def test_the_upper_bound_is_exact(hits: int, total: int, bound: float) -> None:
    assert statistics.upper_bound(hits, total) == pytest.approx(bound, abs=1e-6)


def test_precision_leaves_out_what_nobody_is_sure_of() -> None:
    labels = [label(1, "T"), label(2, "F"), label(3, "X"), label(4, "T"), label(4, "F", "bob")]
    assert statistics.precisions(labels) == [statistics.Precision("r", "e", 1, 1, 2)]
    assert statistics.disputed(statistics.said_of_findings(labels)) == [
        ((f"{4:032x}", "r"), ["ann: T", "bob: F"])
    ]
    assert statistics.Precision("r", "e", 0, 0, 2).share is None


@pytest.mark.parametrize(
    ("ann", "bob", "alike", "kappa"),
    [
        ("TTFF", "TTFF", 4, 1.0),
        ("TTFF", "TFTF", 2, 0.0),
        ("TTTF", "TTFF", 3, 0.5),
        ("TTXF", "TTFF", 3, 0.6),
        ("TTTT", "TTTT", 4, None),
        ("TTTT", "FFFF", 0, 0.0),
    ],
)
def test_agreement_is_beyond_chance(ann: str, bob: str, alike: int, kappa: float | None) -> None:
    said = {"ann": ann, "bob": bob}
    labels = [label(n, one, name) for name, by in said.items() for n, one in enumerate(by)]  # type: ignore[arg-type]
    said_by = statistics.said_of_findings([*labels, label(50, "T", "ann"), label(51, "F", "cleo")])
    (found,) = statistics.agreements(said_by)
    assert found[:3] == (("ann", "bob"), 4, alike)
    assert found.kappa == (kappa if kappa is None else pytest.approx(kappa))


def test_a_document_in_which_anybody_missed_something_counts_as_missed() -> None:
    def said(blob: str, found: Literal["nothing", "missed"], reviewer: str) -> Inspection:
        return Inspection(schema=1, blob=blob, source_class="own", found=found, reviewer=reviewer)

    rows = [said("a", "nothing", "ann"), said("a", "missed", "bob"), said("b", "missed", "ann")]
    other = Inspection(schema=1, blob="c", source_class="open-source", found="nothing", reviewer="ann")
    assert statistics.misses([*rows, other, said("b", "nothing", "ann")]) == [
        ("open-source", 1, 0),
        ("own", 2, 1),
    ]


def test_a_value_is_marked_in_its_line_and_nothing_steers_the_terminal() -> None:
    shown = in_its_line("x\n蓝 a\x1b[2J b\ny", [(6, 7)])
    assert shown.plain == "蓝 a\\x1b[2J b"
    assert [(span.start, span.end, str(span.style)) for span in shown.spans] == [(2, 3, "bold reverse")]
    long = in_its_line("l" * 300 + "V" + "r" * 300, [(300, 301)]).plain
    assert long == "… " + "l" * 100 + "V" + "r" * 100 + " …"
    assert [line_of("蓝\nb\n", byte) for byte in (0, 3, 4, 6)] == [1, 1, 2, 3]
    assert numbered("a\nb").plain == "    1 a\n    2 b"


@pytest.fixture
def zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write what a run left behind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ADAPTRAIL_KEY", raising=False)
    monkeypatch.delenv("ADAPTRAIL_LEXICON", raising=False)
    settings = {"anonymize": section_of("anonymize")}
    settings["anonymize"] |= {"key_file": str(ROOT / "samples/demo.key"), "lexicon_file": "names"}
    Path("params.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    Path("names").write_text("acme\n", encoding="utf-8")
    rows = {
        blob: Blob(blob=blob, encoding="utf-8", hints=[], reading="utf-8", sha256="", size=len(RAW), text=RAW)
        for blob in (BLOB, "1" * 40)
    }
    written = crawl.BLOBS.write(
        lambda digit: [
            msgspec.json.encode(row, order="sorted") for blob, row in rows.items() if blob[0] == digit
        ]
    )
    snapshot = Snapshot(
        source="s", kind="git", location="data/s.bundle", commit="c", source_class="own", owner="o",
        licence="MIT", legal_basis="b", history="whole", contributors=[], ticket_keys={}, tags=[],
    )  # fmt: skip
    written |= crawl.SNAPSHOTS.write([snapshot]) | crawl.FILES.write([records.file("a.txt", BLOB, "s")])
    publish_json(manifest_path("crawl"), written)
    publish_json(manifest_path("screen"), contract.SCREEN_DROPS.write([]))
    kept = contract.FILES.write([records.screened_file("a.txt", BLOB, "s", source_class="own")])
    publish_json(manifest_path("dedupe"), kept | contract.DEDUPE_DROPS.write([]))
    publish_json(contract.LEDGER, contract.DECISIONS.write([decision(1, 0.5), decision(2)]))
    edited = document("a.txt", BLOB, [Edit(start=12, end=13, length=1)])
    files = contract.DOCUMENTS.write([edited, document("b.txt", "1" * 40, [])])
    publish_json(contract.DOCUMENTS.manifest, files)
    return tmp_path


def review(keys: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    with pytest.raises(SystemExit) as done:
        execute(["review", "anonymize", "--reviewer", "ann"])
    assert done.value.code == 0
    return capsys.readouterr().out


def test_labels_are_stored_by_fingerprint_and_no_raw_text_leaves_the_terminal(
    zone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = review("zT\nf\nn", capsys, monkeypatch)
    assert [row.label for row in read_reviews(LABELS, Label)] == ["T", "F"]
    assert [row.found for row in read_reviews(INSPECTIONS, Inspection)] == ["nothing"]
    assert SECRET not in said
    assert not [file for file in Path("governance").rglob("*.jsonl") if SECRET in file.read_text()]
    assert "0 of 0 findings" in review("", capsys, monkeypatch)


def test_who_quits_goes_on_where_they_stopped(
    zone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "1 of 2 findings" in review("tq", capsys, monkeypatch)
    assert "0 of 1 findings" in review("", capsys, monkeypatch)
    assert len(read_reviews(LABELS, Label)) == 1


def test_a_missed_name_goes_to_the_lexicon_and_nowhere_else(
    zone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("names").write_text("acme", encoding="utf-8")
    Path("names").chmod(0o600)
    said = review("ssmNewName\n", capsys, monkeypatch)
    assert Path("names").stat().st_mode & 0o777 == 0o600
    keys = load_keys("demo", "61e0d4491e5b3238", str(ROOT / "samples/demo.key"))
    assert Path("names").read_text() == "acme\nNewName\n"
    assert digest(keys, terms_of("acme\nNewName", "f")) in said
    assert "NewName" not in said
    monkeypatch.setenv("ADAPTRAIL_LEXICON", "acme")
    INSPECTIONS.unlink()
    with pytest.raises(PipelineError, match="ADAPTRAIL_LEXICON: set"):
        review("ssmOther\n", capsys, monkeypatch)


@pytest.mark.parametrize(("typed", "added"), [("", ""), ("\n", ""), ("NewName", "NewName\n")])
def test_who_stops_while_the_name_is_asked_for_keeps_what_was_answered(
    typed: str, added: str, zone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = review(f"tfm{typed}", capsys, monkeypatch)
    assert said.splitlines()[-1].startswith("review: 2 of 2 findings, ")
    assert [row.label for row in read_reviews(LABELS, Label)] == ["T", "F"]
    assert [row.found for row in read_reviews(INSPECTIONS, Inspection)] == ["missed"]
    assert Path("names").read_text() == f"acme\n{added}"


class Interrupted(io.StringIO):
    """Keys of somebody who presses Ctrl-C in the end."""

    def read(self, size: int | None = -1, /) -> str:
        return super().read(size) or self._stop()

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        return super().readline(size) or self._stop()

    def _stop(self) -> str:
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("keys", "code"),
    [("t", INTERRUPTED), ("tf", INTERRUPTED), ("tfm", 0)],
)
def test_ctrl_c_ends_with_one_line_and_keeps_what_was_answered(
    keys: str,
    code: int,
    zone: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", Interrupted(keys))
    monkeypatch.setattr("sys.argv", ["adaptrail", "review", "anonymize", "--reviewer", "ann"])
    with pytest.raises(SystemExit) as done:
        main()
    assert done.value.code == code
    assert len(capsys.readouterr().err.splitlines()) == (code != 0)
    assert [row.label for row in read_reviews(LABELS, Label)] == ["T", "F"][: len(keys)]
    assert [row.found for row in read_reviews(INSPECTIONS, Inspection)] == ["missed"] * keys.count("m")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--reviewer", " "], "nobody, expected a name"),
        (["--reviewer", "ann", "--each", "0"], "'0', expected a whole number from 1 on"),
        (["--reviewer", "ann", "--each", "-3"], "'-3', expected a whole number from 1 on"),
        (["--reviewer", "ann", "--share", "0"], "'0', expected a share above 0, up to 1"),
        (["--reviewer", "ann", "--share", "1.1"], "'1.1', expected a share above 0, up to 1"),
        (["--reviewer", "ann", "--share", "nan"], "'nan', expected a share above 0, up to 1"),
        (["--reviewer", "ann", "--share", "x"], "'x', expected a share above 0, up to 1"),
        (["--reviewer", "ann", "--each", "²"], "'²', expected a whole number from 1 on"),
    ],
)
def test_a_review_by_nobody_or_of_nothing_is_refused(words: list[str], fault: str) -> None:
    with pytest.raises(PipelineError, match=fault) as caught:
        execute(["review", "anonymize", *words])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--reviewer", " "], "nobody, expected a name"),
        (["--reviewer", "ann", "--each", "0"], "'0', expected a whole number from 1 on"),
        (["--reviewer", "ann", "--share", "1"], "unrecognized arguments: --share 1"),
    ],
)
def test_a_review_of_samples_by_nobody_or_of_none_is_refused(words: list[str], fault: str) -> None:
    with pytest.raises(PipelineError, match=fault):
        execute(["review", "samples", *words])


def test_no_name_is_asked_for_where_names_are_not_masked(
    zone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    public = msgspec.structs.replace(document("b.txt", "1" * 40, []), source_class="open-source")
    publish_json(contract.LEDGER, contract.DECISIONS.write([decision(1)]))
    publish_json(contract.DOCUMENTS.manifest, contract.DOCUMENTS.write([public]))
    said = review("smNewName\n", capsys, monkeypatch)
    assert "class own, commercial, not in open-source" in said
    assert Path("names").read_text() == "acme\n"
    assert [row.found for row in read_reviews(INSPECTIONS, Inspection)] == ["missed"]


def names_found() -> list[Candidate]:
    return [Candidate("acme", {"npm": 1}, 0.5), Candidate("vendor", {"maven": 2}, 0.5)]


def test_decisions_on_names_are_stored_by_fingerprint(zone: Path) -> None:
    first, second = names_found()
    add(CONFIRMATIONS, [names.confirmation(first, "a", "ann", KEYS)])
    assert names.undecided(names_found(), "ann", KEYS) == [second]
    assert names.undecided(names_found(), "bob", KEYS) == [first, second]
    (row,) = read_reviews(CONFIRMATIONS, Confirmation)
    assert (row.decision, row.kind, row.fingerprint) == ("accept", "npm", fingerprint(KEYS, "acme"))
    assert "acme" not in CONFIRMATIONS.read_text()
    assert names.confirmation(second, "r", "ann", KEYS).decision == "reject"


def test_names_of_the_last_run_are_asked_about(
    zone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_params("anonymize", AnonymizeParams)
    keys = load_keys(settings.key_id, settings.key_check, settings.key_file)
    settings_of_run = yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))
    settings_of_run["anonymize"]["lexicon_check"] = digest(keys, ("acme",))
    Path("params.yaml").write_text(yaml.safe_dump(settings_of_run, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("a"))
    with pytest.raises(SystemExit):
        execute(["review", "lexicon", "--reviewer", "ann"])
    said = capsys.readouterr().out
    assert "found in: npm 1" in said
    assert "1 of 1 names seen" in said
    assert "shopco" not in said
    assert [row.decision for row in read_reviews(CONFIRMATIONS, Confirmation)] == ["accept"]


def test_evidence_is_told_without_the_name() -> None:
    assert names.described_by(names_found()[1]) == "score 0.500; found in: maven 2"


def test_what_nobody_looked_at_is_not_measured(zone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        execute(["review", "stats"])
    assert capsys.readouterr().out.splitlines() == [
        "findings: none labelled, precision not measured",
        "documents without a replacement: none read, miss rate not measured",
        "samples: none judged, share of accepted not measured",
    ]


def test_statistics_are_printed(
    zone: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [decision(n) for n in range(11)]
    publish_json(contract.LEDGER, contract.DECISIONS.write(rows))
    gone = [
        label(99, "F"),
        label(1, "F", rule="renamed"),
        msgspec.structs.replace(label(1, "F"), key="0" * 16),
    ]
    add(
        LABELS,
        [label(n, "T") for n in range(9)] + [label(9, "F"), label(10, "T"), *gone, label(10, "F", "bob")],
    )
    read = Inspection(schema=1, blob="", source_class="own", found="nothing", reviewer="a")
    add(INSPECTIONS, [msgspec.structs.replace(read, blob=f"{n}") for n in range(100)])
    with pytest.raises(SystemExit):
        execute(["review", "stats"])
    said = capsys.readouterr().out
    assert "3 of 15 labels are left out" in said
    assert "renamed" not in said
    (agreed,) = [line.split() for line in said.splitlines() if "ann and bob" in line]
    assert agreed == ["ann", "and", "bob", "1", "0", "0.000", "0.000-0.793", "0.00"]
    assert "0.900" in said
    assert "disputed" in said
    assert ["own", "100", "0", "0.0295"] in [line.split() for line in said.splitlines()]

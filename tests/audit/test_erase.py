"""An erasure is approved by two, done or not done, leaves nothing of the text, and every old root holds."""

import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import yaml

from apps.adaptrail import execute
from apps.audit import evidence, revision
from apps.audit.attestations import FOLDER
from apps.audit.checks import findings
from apps.audit.erasure import receipts
from apps.audit.erasure.alone import alone
from apps.audit.erasure.shards import without
from apps.audit.erasure.steps import STEPS
from apps.audit.standalone import LOG, SIGNERS, check_erasures, check_ledger
from stages.attest import contract as attest
from stages.attest.shards import ERASED, lines_of, read_shards, shard_root
from stages.build.recordings import key_of, path_of
from stages.core.contract import publish, publish_json, read_json, sha256_of
from stages.core.errors import PipelineError
from stages.core.records.recording import Message, Recording, Request
from stages.core.suppressed import is_suppressed
from stages.crawl.__main__ import main as crawl
from stages.crawl.contract import FILES, SUPPRESSIONS
from stages.crawl.suppressions import ERASING
from tests import records
from tests.audit.erasable import BIG_BLOB, GONE, STAYS, everything, fill, put
from tests.audit.project import ADAPTER, LIST, METHODS, OTHER, RAW, SAMPLES, ask, forget, told
from tests.audit.test_standalone import verifier
from tests.crawl.repositories import bare, commit, git

Captured = pytest.CaptureFixture[str]
PLAN = Path("plan.json")


@pytest.fixture
def remote(project: Path) -> Path:
    return fill(project)


def plan(capsys: Captured, *words: str) -> dict[str, object]:
    code, said = ask(capsys, "erase", *(words or ("--path", "shop:Key.java")), "--plan", str(PLAN))
    assert code == 0
    predicate: dict[str, object] = said["statement"]["predicate"]
    return predicate


def approve(capsys: Captured, *names: str) -> None:
    for number, name in enumerate(names):
        ask(capsys, "approve" if number else "sign", "--as", name, "--statement", str(PLAN))


def holding(text: bytes, *folders: Path) -> list[str]:
    return [path for path, content in everything(*folders).items() if text in content]


def test_a_plan_says_what_would_go_and_changes_nothing(remote: Path, capsys: Captured) -> None:
    before = everything(Path(), remote)
    made = plan(capsys)
    after = everything(Path(), remote)
    assert set(after) - set(before) == {str(PLAN)}
    assert all(after[path] == content for path, content in before.items())
    assert made["counts"] == {
        "files": 1,
        "copies": 0,
        "old_contents": 0,
        "documents": 1,
        "near_copies_that_stay": 0,
        "file_rows": 1,
        "asset_rows": 0,
        "sample_rows": 12,
        "used_rows": 11,
        "texts_known_by_id_only": 0,
    }
    assert list(made["adapters"]) == [ADAPTER]  # type: ignore[call-overload]
    assert GONE not in PLAN.read_bytes()
    assert b"Key.java" not in PLAN.read_bytes()


def test_the_same_question_gives_the_same_plan(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    first = PLAN.read_bytes()
    PLAN.unlink()
    plan(capsys)
    assert PLAN.read_bytes() == first


def test_an_erasure_leaves_nothing_and_old_roots_hold(remote: Path, capsys: Captured) -> None:
    assert len(holding(GONE, Path(), remote)) >= 8
    root = evidence.figure("ledger_root")
    made = plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "checkpoint")
    code, said = ask(capsys, "erase", "--apply", str(PLAN))
    assert (code, said["by"], said["resumed"]) == (0, ["ann", "ben"], False)
    assert holding(GONE, Path(), remote) == []
    kept = holding(STAYS, Path(), remote)  # what holds both goes: `dvc repro` makes it again
    assert sorted(path.split("/")[0] for path in kept) == [".store", "out"]
    assert not ERASING.exists()
    forget()
    shards = read_shards()
    assert [shard_root(lines_of(one.source)) for one in shards] == [one.root for one in shards]
    assert sum(line.startswith(ERASED) for line in lines_of("shop")) == 13
    assert evidence.figure("ledger_root") == root
    code, proved = ask(capsys, "erased", str(made["id"]))
    assert (code, proved[0]["left"], proved[0]["roots"], proved[0]["not_hidden"]) == (0, [], [], 0)
    assert [one["adapter"] for one in proved[0]["tainted"]] == [ADAPTER]
    assert ask(capsys, "verify", "--signatures")[1][1]["faults"] == []


def test_verify_names_the_adapter_and_excuses_what_was_erased(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    forget()
    found = {one.check: one for one in findings()}
    faults = {name: one.faults for name, one in found.items() if one.faults}
    id_ = receipts.receipts()[0].predicate.id
    assert faults == {
        "no adapter has learnt what was erased": [f"{ADAPTER}: learnt what {id_} erased; train it again"]
    }
    excused = found["samples are what the ledger says"].not_measured
    assert excused == f"erased by {id_}: run `dvc repro`"
    assert found["the ledger gives the committed root"].examined == 15


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_shows_it_and_trained_says_no(language: str, remote: Path, capsys: Captured) -> None:
    made = plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    ask(capsys, "report", "--output", "report.html", "--language", language)
    shown = Path("report.html").read_text(encoding="utf-8").partition('<section id="erasures">')[2]
    section = shown.partition("</section>")[0]
    assert f"<code>{made['id']}</code>" in section
    assert f'<span class="pill bad">{ADAPTER}</span>' in section
    code, said = ask(capsys, "trained", ADAPTER)
    assert (code, said[0]["faults"]) == (1, [f"{ADAPTER}: learnt what {made['id']} erased; train it again"])


@pytest.mark.parametrize("words", [("--named", "nobody"), ("--named", "shop:Key.java"), ("elsewhere",)])
def test_nothing_is_proven_absent_while_an_erasure_waits_for_a_run(
    words: tuple[str, ...], remote: Path, capsys: Captured
) -> None:
    publish(Path("elsewhere/Key.java"), RAW.encode())
    made = plan(capsys)
    approve(capsys, "ann", "ben")
    assert killed(9)
    with pytest.raises(PipelineError, match="an erasure is half applied, expected it done"):
        told(capsys, "prove-absent", *words)
    ask(capsys, "erase", "--apply", str(PLAN))
    why = (
        rf"receipts/{made['id']}.json: this erasure is waiting for a run, .* Run `dvc repro`, then ask again"
    )
    with pytest.raises(PipelineError, match=why) as error:
        told(capsys, "prove-absent", *words)
    assert "\n" not in str(error.value)


def test_an_adapter_is_clean_once_it_was_trained_again(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    path = Path("out/train", ADAPTER, "trained.json")
    publish(path, path.read_bytes().replace(b'"seed": 13', b'"seed": 14'))
    assert receipts.tainted([ADAPTER]) == []


def test_what_comes_back_is_found(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    publish(Path("out/build/candidates.jsonl"), b'{"output":"' + GONE + b'"}\n')
    Path("notes.txt").write_bytes(b"\n".join(line.encode() for line in [SAMPLES[3].output] * 3))
    subprocess.run(["git", "add", "-f", "notes.txt"], check=True)
    SUPPRESSIONS.write_bytes(b"")
    code, said = ask(capsys, "erased")
    assert code == 1
    assert any(one.startswith("git: blob ") for one in said[0]["left"])
    assert "project: out/build/candidates.jsonl" in said[0]["left"]
    assert said[0]["not_hidden"] == 2


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), r"approved by 0 \(nobody\), expected 2 people"),
        (("ann",), r"approved by 1 \(ann\), expected 2 people"),
    ],
)
def test_less_than_two_approvals_are_refused(
    names: tuple[str, ...], said: str, remote: Path, capsys: Captured
) -> None:
    plan(capsys)
    approve(capsys, *names)
    before = everything(Path(), remote)
    with pytest.raises(PipelineError, match=said):
        told(capsys, "erase", "--apply", str(PLAN))
    assert everything(Path(), remote) == before


def test_two_keys_of_one_person_are_one_person(remote: Path, capsys: Captured) -> None:
    said = json.loads(Path(SIGNERS).read_bytes())
    plan(capsys)
    approve(capsys, "ann", "ben")
    said["signers"][1]["name"] = "ann"
    publish_json(Path(SIGNERS), said)
    with pytest.raises(PipelineError, match=r"approved by 1 \(ann\)"):
        told(capsys, "erase", "--apply", str(PLAN))


def changed() -> None:
    PLAN.write_bytes(PLAN.read_bytes().replace(b'"files": 1', b'"files": 2'))


def expired() -> None:
    said = json.loads(Path(SIGNERS).read_bytes())
    said["signers"][0]["until"] = "2001-01-01"
    publish_json(Path(SIGNERS), said)


def unlogged_for_ever() -> None:
    said = json.loads(Path(SIGNERS).read_bytes())
    for one in said["signers"]:
        one["until"] = "9999-12-31"
    publish_json(Path(SIGNERS), said)
    unlogged()


def other_log() -> None:
    Path(LOG).write_bytes(b"\xff\n")


def no_base64() -> None:
    path = next(FOLDER.glob("*.dsse.json"))
    said = json.loads(path.read_bytes())
    said["signatures"][0]["sig"] = "?"
    publish_json(path, said)


def unmounted() -> None:
    Path("..", "remote").rename(Path("..", "elsewhere"))


def linked() -> None:
    """Put a link in the place of a folder that the plan names."""
    Path(".store/crawl").rename(Path("..", "crawl"))
    Path(".store/crawl").symlink_to(Path("..", "..", "crawl"))


def without_shard() -> None:
    Path(attest.shard("shop").path).unlink()


def shorter_shard() -> None:
    path = Path(attest.shard("shop").path)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))


def other_shard() -> None:
    path = Path(attest.shard("shop").path)
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))
    manifest = attest.SHARDS.manifest
    said = json.loads(manifest.read_bytes())
    said[str(path)]["sha256"] = sha256_of(path)
    publish_json(manifest, said)


def written_otherwise() -> None:
    PLAN.write_bytes(PLAN.read_bytes() + b"\n")


def unlogged() -> None:
    Path(LOG).write_bytes(Path(LOG).read_bytes().splitlines(keepends=True)[0])


def rerun() -> None:
    said = json.loads(Path("reports/attest.json").read_bytes())
    said["figures"]["ledger_root"] = "0" * 64
    publish_json(Path("reports/attest.json"), said)


def grown() -> None:
    publish(Path(".dvc/cache/files/md5/ab/" + "c" * 30), b'{"output":"' + GONE + b'"}')


def other_key() -> None:
    key = Path("..", "suppression.key")
    key.write_text("1" * 64, encoding="ascii")
    text = Path("params.yaml").read_text(encoding="utf-8")
    Path("params.yaml").write_text(text.replace("suppression_key: ''", f"suppression_key: {key}"), "utf-8")


def another() -> None:
    publish(ERASING, b'{"plan":"' + b"0" * 64 + b'"}')


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed, "approved by 0"),
        (unlogged_for_ever, r"approved by 1 \(ann\)"),
        (other_log, "governance/log/entries.jsonl: JSON is malformed"),
        (no_base64, r"approved by 1 \(ben\)"),
        (unmounted, "remote here is no folder here any more, expected every place"),
        (linked, "project: .store/crawl/.* leads elsewhere, expected a file of a place that is searched"),
        (without_shard, "out/attest/ledger/shop.jsonl: "),
        (shorter_shard, "out/attest/ledger/shop.jsonl: 3 rows, .* says 15 rows"),
        (other_shard, "out/attest/ledger/shop.jsonl: not what the committed root is of"),
        (written_otherwise, "plan.json: not as `erase --plan` writes it, expected just that"),
        (expired, r"approved by 1 \(ben\)"),
        (unlogged, r"approved by 1 \(ann\)"),
        (rerun, "for the ledger .* lies here; expected the same. Plan again"),
        (grown, r"does not name 1 files that hold the text \(first: cache: files/md5/ab/"),
        (other_key, "by the key demo, expected [0-9a-f]{16}, that of crawl.suppression_key"),
        (another, "the erasure by the plan 0000000000000000 is half applied, expected"),
    ],
)
def test_what_is_not_as_it_was_approved_is_refused_and_nothing_changes(
    change: object, said: str, remote: Path, capsys: Captured
) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    change()  # type: ignore[operator]
    before = everything(Path(), remote.parent)
    with pytest.raises(PipelineError, match=said) as error:
        told(capsys, "erase", "--apply", str(PLAN))
    assert "\n" not in str(error.value)
    assert everything(Path(), remote.parent) == before


def test_a_receipt_that_nobody_approved_of_is_no_proof(remote: Path, capsys: Captured) -> None:
    made = plan(capsys)
    said = json.loads(PLAN.read_bytes())
    said["predicate"] |= {"marks": [], "hidden": [], "instead": {}}
    receipt = receipts.place_of(str(made["id"]))
    publish_json(receipt, said | {"predicateType": said["predicateType"].replace("-plan", "")})
    why = f"{receipt}: its plan was approved by 0, expected 2 people"
    code, proved = ask(capsys, "erased")
    assert (code, proved[0]["unapproved"]) == (1, why)
    forget()
    assert why in [fault for one in findings() for fault in one.faults]


@pytest.mark.parametrize("part", ["subject", "predicate.counts"])
def test_a_receipt_of_another_shape_is_one_line(part: str, remote: Path, capsys: Captured) -> None:
    made = plan(capsys)
    said = json.loads(PLAN.read_bytes())
    (said["predicate"] if "." in part else said)[part.rpartition(".")[2]] = {} if "." in part else []
    publish_json(receipts.place_of(str(made["id"])), said)
    why = rf"governance/receipts/{made['id']}.json: .*{part}.*, expected a receipt. Restore it from Git."
    for words in (["erased"], ["trained"]):
        with pytest.raises(PipelineError, match=why):
            told(capsys, *words)
    faults = {one["check"]: one["faults"] for one in ask(capsys, "verify")[1] if one["faults"]}
    assert list(faults) == ["no adapter has learnt what was erased", "every erasure was approved of"]
    assert all(re.fullmatch(why, fault) for some in faults.values() for fault in some)


def test_a_receipt_of_another_name_is_none(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    place = receipts.place_of(receipts.receipts()[0].predicate.id)
    place.rename(place.with_name("0123456789abcdef.json"))
    with pytest.raises(PipelineError, match="0123456789abcdef.json: .* expected the receipt of its name"):
        told(capsys, "erased")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("unit", "../x"),
        ("unit", ".."),
        ("rows", {"../x": [0]}),
        ("clones", ["."]),
        ("clones", ["a/../.."]),
        ("review", ["params.yaml"]),
        ("review", ["governance/reviews/../signers.json"]),
        ("remove", {"project": ["../x"]}),
        ("remove", {"project": ["/x"]}),
        ("remove", {"project": ["out/./x"]}),
        ("remove", {"project": ["out//x"]}),
        ("remove", {"project": ["out/x\n/../../x"]}),
        ("remove", {"cache": [""]}),
        ("instead", {"../" + "0" * 29: {"md5": "0" * 32, "root": ""}}),
        ("id", "../x"),
    ],
)
def test_a_name_that_leaves_its_folder_is_one_line(
    field: str, value: object, remote: Path, capsys: Captured
) -> None:
    plan(capsys)
    said = json.loads(PLAN.read_bytes())
    said["predicate"][field] = value
    publish_json(PLAN, said)
    approve(capsys, "ann", "ben")
    before = everything(Path(), remote.parent)
    with pytest.raises(
        PipelineError, match=rf"plan.json: .*\.{field}.*, expected a plan. Plan again"
    ) as error:
        told(capsys, "erase", "--apply", str(PLAN))
    assert "\n" not in str(error.value)
    assert everything(Path(), remote.parent) == before


def test_a_file_where_none_is_looked_for_is_refused(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    said = json.loads(PLAN.read_bytes())
    said["predicate"]["remove"]["project"] += ["params.yaml"]
    publish_json(PLAN, said)
    approve(capsys, "ann", "ben")
    with pytest.raises(
        PipelineError, match="project: params.yaml leads elsewhere, expected a file of a place"
    ):
        told(capsys, "erase", "--apply", str(PLAN))
    assert Path("params.yaml").is_file()


def test_one_process_erases_at_a_time(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    before = everything(Path(), remote)
    with alone(), pytest.raises(PipelineError, match=r"erasing.lock: another process erases") as error:
        told(capsys, "erase", "--apply", str(PLAN))
    assert "\n" not in str(error.value)
    assert everything(Path(), remote) == before
    assert killed(9)  # its lock goes with it
    assert ask(capsys, "erase", "--apply", str(PLAN))[1]["resumed"] is True


def test_a_remote_that_is_called_cache_hides_no_cache(remote: Path, capsys: Captured) -> None:
    config = Path(".dvc/config")
    config.write_text(config.read_text(encoding="utf-8").replace("here", "cache"), encoding="utf-8")
    remove: dict[str, list[str]] = plan(capsys)["remove"]  # type: ignore[assignment]
    assert sorted(remove) == ["cache", "project", "remote cache"]
    assert remove["cache"] == remove["remote cache"]


def elsewhere(url: str) -> None:
    """Name the remote by a URL, so that DVC has to reach it."""
    links = Path("..", "links").resolve()
    text = f"['remote \"links\"']\n    url = {links}\n['remote \"here\"']\n    url = {url}\n"
    Path(".dvc/config").write_text(text, encoding="utf-8")


@pytest.fixture
def linked_remote(remote: Path) -> Path:
    """The remote behind a URL of DVC."""
    links = remote.with_name("links")
    links.mkdir()
    (links / "there").symlink_to(remote)
    return remote


THERE = "remote://links/there"


def test_objects_of_a_remote_that_is_no_folder_are_deleted_by_dvc(
    linked_remote: Path, capsys: Captured
) -> None:
    remote = linked_remote
    unknown = put(remote, b"an object that is in no place here")
    elsewhere(THERE)
    made = plan(capsys)
    assert made["elsewhere"] == ["remote here"]
    assert "remote here" not in made["remove"]  # type: ignore[operator]
    approve(capsys, "ann", "ben")
    code, said = ask(capsys, "erase", "--apply", str(PLAN))
    assert (code, said["not_done"]) == (0, [])
    assert holding(GONE, Path(), remote) == []
    forget()
    old, new = next(iter(made["instead"].items()))  # type: ignore[attr-defined]
    assert not revision.where(remote, old).exists()
    assert revision.where(remote, new["md5"]).read_bytes() == Path(attest.shard("shop").path).read_bytes()
    code, proved = ask(capsys, "erased")
    assert (code, proved[0]["left"]) == (1, [])
    assert re.match(
        "remote here: 1 objects that are in no place here, .* Run `dvc fetch", *proved[0]["not_looked_at"]
    )
    unknown.chmod(0o644)
    unknown.unlink()
    assert ask(capsys, "erased")[0] == 0
    put(remote, b'{"of": "another project"}' + GONE)
    assert ask(capsys, "erased")[0] == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1:9/x", "NotImplementedError"),
        ("s3://bucket/x", "s3 is supported, but requires 'dvc-s3' to be installed"),
        ("ssh://127.0.0.1:9/x", "ssh is supported, but requires 'dvc-ssh' to be installed"),
        ("remote://links/nowhere", "links/nowhere/files/md5 is not there"),
    ],
)
def test_a_remote_that_cannot_be_reached_is_not_done_until_it_is(
    url: str, why: str, linked_remote: Path, capsys: Captured
) -> None:
    elsewhere(url)
    plan(capsys)
    approve(capsys, "ann", "ben")
    code, said = ask(capsys, "erase", "--apply", str(PLAN))
    assert code == 1
    assert all(re.match(rf"remote here: .*{why}.*, expected DVC to list", one) for one in said["not_done"])
    code, proved = ask(capsys, "erased")
    assert code == 1
    assert re.match(f".*{why}.* Then run `adaptrail audit erase --apply`", *proved[0]["not_looked_at"])
    shown = told(capsys, "erase", "--apply", str(PLAN))
    assert f"Then run `adaptrail audit erase --apply {PLAN}` again." in shown
    elsewhere(THERE)
    assert ask(capsys, "erase", "--apply", str(PLAN))[1]["not_done"] == []
    assert holding(GONE, linked_remote) == []
    assert ask(capsys, "erased")[0] == 0


def test_a_store_outside_the_project_is_searched(remote: Path, capsys: Captured) -> None:
    store = Path(".store").rename(remote.with_name("store"))
    text = Path("params.yaml").read_text(encoding="utf-8")
    Path("params.yaml").write_text(text.replace("folder: .store", f"folder: {store}"), "utf-8")
    plan(capsys)
    approve(capsys, "ann", "ben")
    assert holding(GONE, store)
    ask(capsys, "erase", "--apply", str(PLAN))
    assert holding(GONE, store) == []
    assert ask(capsys, "erased")[1][0]["looked_at"]["store"]


def test_a_receipt_hides_no_other_row(remote: Path, capsys: Captured) -> None:
    plan(capsys, "--path", "shop:Other.java")
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    path, manifest = Path(attest.shard("shop").path), attest.SHARDS.manifest
    path.write_bytes(without(path.read_bytes(), [0], receipts.receipts()[0].predicate.id))
    said = json.loads(manifest.read_bytes())
    said[str(path)]["sha256"] = sha256_of(path)
    publish_json(manifest, said)
    forget()
    found = {one.check: one.faults for one in findings()}["the ledger gives the committed root"]
    assert found == ["shop: a row was erased without a receipt"]
    assert check_ledger(Path())[1] == ["the shard shop has erased rows without a receipt"]


def test_the_receipt_of_another_ledger_hides_no_row(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    report = Path("reports/attest.json")
    report.write_bytes(report.read_bytes().replace(evidence.figure("ledger_root").encode(), b"0" * 64))
    forget()
    found = {one.check: one.faults for one in findings()}["the ledger gives the committed root"]
    assert "shop: a row was erased without a receipt" in found
    assert "the shard shop has erased rows without a receipt" in check_ledger(Path())[1]


def test_the_verifier_checks_who_approved_of_an_erasure(remote: Path, capsys: Captured) -> None:
    assert check_erasures(Path()) == (0, [])
    plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    assert check_erasures(Path()) == (1, [])
    receipt = receipts.place_of(receipts.receipts()[0].predicate.id)
    content, signers = receipt.read_bytes(), Path(SIGNERS).read_bytes()
    receipt.write_bytes(content.replace(b'"files": 1', b'"files": 2'))
    few = f"{receipt.name}: {{}} people approved of its plan, expected {{}}"
    assert check_erasures(Path()) == (1, [few.format(0, 2)])
    receipt.write_bytes(content)
    publish_json(Path(SIGNERS), json.loads(signers) | {"threshold": 3})
    assert check_erasures(Path()) == (1, [few.format(2, 3)])
    Path(SIGNERS).write_bytes(signers)
    expired()
    assert check_erasures(Path()) == (1, [few.format(1, 2)])
    Path(SIGNERS).unlink()
    code, said = verifier("project")
    assert (code, "NO  erasures: 0 examined" in said) == (1, True)


def test_a_file_that_is_there_again_is_not_excused(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    path = Path(f"out/split/train/{ADAPTER}.jsonl")
    publish(path, b"{}\n")
    forget()
    found = {one.check: one.faults for one in findings()}
    assert found["outs are what their manifests say"] == [str(path)]


def test_a_file_too_short_for_a_window_is_known_by_its_id(remote: Path, capsys: Captured) -> None:
    made = plan(capsys, "--path", "shop:Big.sql")
    assert made["counts"]["texts_known_by_id_only"] == 1  # type: ignore[index]
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    assert holding(b"-- big", Path(), remote) == []
    assert ask(capsys, "erased")[0] == 0


def test_a_blob_of_git_is_known_by_its_id_in_any_encoding(remote: Path, capsys: Captured) -> None:
    plan(capsys, "--path", "shop:Big.sql")
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    subprocess.run(["git", "hash-object", "-w", "--stdin"], input=b"-- big", check=True, capture_output=True)
    code, said = ask(capsys, "erased")
    assert (code, said[0]["left"]) == (1, [f"git: blob {BIG_BLOB.blob}"])


def test_a_plan_is_applied_once(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    with pytest.raises(PipelineError, match="this plan was applied, expected a new one"):
        told(capsys, "erase", "--apply", str(PLAN))


@pytest.mark.usefixtures("remote")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--path", "shop:Nowhere.java", "--plan", "p"], "--path: no crawled file is of it"),
        (["--source", "nobody", "--plan", "p"], "--source: no crawled file is of it"),
        (["--record", "ffff", "--plan", "p"], "ledger: no row 'ffff'"),
        (["--author", "Nobody", "--plan", "p"], "source 'shop': its history is not here"),
        (["--path", "shop:Key.java"], "--plan: not given, expected a file"),
        (["--path", "shop:Key.java", "--plan", "params.yaml"], "params.yaml: is there already"),
        (["--apply", "nowhere.json"], "nowhere.json: not found, expected a plan"),
        (["--apply", "params.yaml"], "params.yaml: .*, expected a plan. Plan again"),
        (["--apply", "reports/attest.json"], "reports/attest.json: .*, expected a plan. Plan again"),
    ],
)
def test_a_word_that_fits_nothing_is_one_line(words: list[str], said: str, capsys: Captured) -> None:
    with pytest.raises(PipelineError, match=said) as error:
        told(capsys, "erase", *words)
    assert "\n" not in str(error.value)


@pytest.mark.usefixtures("remote")
def test_a_receipt_that_is_not_there_is_one_line(capsys: Captured) -> None:
    with pytest.raises(PipelineError, match="governance/receipts: no receipt abc, expected one"):
        told(capsys, "erased", "abc")


def record(question: str, answer: str) -> str:
    """Write a recording, and return its key."""
    asked = Request("host", "m", 0.0, 10, [Message(role="user", content=f"Explain in one word:\n{question}")])
    key = key_of(asked)
    publish_json(path_of(key), Recording(request=asked, text=answer, finish_reason="stop", answered_by=""))
    return key


def test_recordings_go_with_what_they_are_of_and_no_other(remote: Path, capsys: Captured) -> None:
    own, both, kept = (record(f"a {name}", "yes, it is so") for name in ("class", "type", "list"))
    quoted = record(f"what is this?\n  {METHODS[5]}\n", "a size")
    answered = record("name one", f"such as\n{METHODS[7]}")
    other = record(f"what is this?\n{LIST[:200]}", "a list")
    rows = [
        msgspec.structs.replace(SAMPLES[0], recordings=[own, both]),
        *SAMPLES[1:],
        records.sample("ee" * 32, "of another file", recordings=[both, kept]),
    ]
    publish_json(attest.CANDIDATES.manifest, attest.CANDIDATES.write(rows) | attest.BUILD_DROPS.write([]))
    remove: list[str] = plan(capsys)["remove"]["project"]  # type: ignore[index]
    gone = {key for key in (own, both, kept, quoted, answered, other) if str(path_of(key)) in remove}
    assert gone == {own, quoted, answered}
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    assert {path.stem for path in Path("recordings").glob("*/*.json")} == {both, kept, other}
    publish_json(path_of(quoted), {"text": METHODS[5]})
    assert f"project: {path_of(quoted)}" in ask(capsys, "erased")[1][0]["left"]


CHANGES = ("replace", "unlink", "rmdir", "fsync")
"""Calls of the system by which an erasure changes files."""


def killed(after: int) -> bool:
    """Apply the plan in a process that is killed before one more than so many changes; say whether it was."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child has no use for the threads of numpy
        child = os.fork()
    if not child:
        _apply(after)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def _apply(left: int) -> None:
    counter = itertools.count()

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def call(*words: object, **named: object) -> object:
            if next(counter) >= left:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*words, **named)

        return call

    try:
        forget()
        for name in CHANGES:
            setattr(os, name, counted(getattr(os, name)))
        execute(["audit", "erase", "--apply", str(PLAN), "--json"])
    finally:
        os._exit(0)


@pytest.mark.slow
def test_whoever_is_killed_anywhere_resumes_to_the_same_bytes(
    remote: Path, tmp_path: Path, capsys: Captured
) -> None:
    made = plan(capsys)
    approve(capsys, "ann", "ben")
    begun = tmp_path / "begun"
    shutil.copytree(tmp_path, begun, ignore=lambda *_: ["begun"])
    before = everything(Path(), remote)
    ask(capsys, "erase", "--apply", str(PLAN))
    whole = everything(Path(), remote)
    for changes in range(300):
        for folder in (Path().absolute(), remote):
            _restore(begun / folder.name, folder)
        if not killed(changes):
            break
        assert ERASING.exists() or everything(Path(), remote) in (_with_unfinished(before), whole)
        ask(capsys, "erase", "--apply", str(PLAN)) if everything(Path(), remote) != whole else None
        assert everything(Path(), remote) == whole
    assert changes >= 3 * len(STEPS)
    assert ask(capsys, "erased", str(made["id"]))[0] == 0


def _with_unfinished(before: dict[str, bytes]) -> dict[str, bytes]:
    """What lies here when the journal was written and not yet put in its place."""
    half = ERASING.with_name(f"{ERASING.name}.unfinished")
    return before | ({str(half): half.read_bytes()} if half.exists() else {})


def _restore(made: Path, folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(made, folder, dirs_exist_ok=True)


def test_who_asks_while_it_is_half_applied_is_told_so(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    assert killed(9)
    for words in (["erased"], ["erase", "--path", "shop:Other.java", "--plan", "p"]):
        with pytest.raises(PipelineError, match="an erasure is half applied, expected it done"):
            told(capsys, *words)
    forget()
    faults = [fault for one in findings() for fault in one.faults]
    assert f"{ERASING}: an erasure is half applied" in faults
    assert ask(capsys, "erase", "--apply", str(PLAN))[1]["resumed"] is True


def test_an_old_run_is_read_by_its_new_object(remote: Path, capsys: Captured) -> None:
    made = plan(capsys)
    old, new = next(iter(made["instead"].items()))  # type: ignore[attr-defined]
    assert new["root"] == read_json(Path("reports/attest.json"), dict[str, object])["figures"] or new["root"]
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    assert receipts.instead(old) == new["md5"]
    assert read_shards()[0].root == new["root"]


def test_only_lines_of_what_is_gone_leave_the_reviews(remote: Path, capsys: Captured) -> None:
    plan(capsys)
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    lines = Path("governance/reviews/samples.jsonl").read_text().splitlines()
    assert [json.loads(line)["sample"] for line in lines] == ["9" * 64]


def test_a_source_goes_with_its_key(remote: Path, capsys: Captured) -> None:
    keys = Path("..", "units")
    keys.mkdir()
    (keys / "shop.key").write_text("k" * 32, encoding="ascii")
    text = Path("params.yaml").read_text(encoding="utf-8")
    Path("params.yaml").write_text(text.replace("unit_keys: ''", f"unit_keys: {keys}"), "utf-8")
    made = plan(capsys, "--source", "shop")
    assert (made["unit"], made["counts"]["files"]) == ("shop", 3)  # type: ignore[index]
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    assert not (keys / "shop.key").exists()
    assert all(line.startswith(ERASED) for line in lines_of("shop"))
    assert holding(STAYS, Path(), remote) == []
    assert ask(capsys, "erased")[0] == 0


@pytest.fixture
def crawled(remote: Path, tmp_path: Path) -> Path:
    """The project after a real `crawl` of a repository, with one change: all but one file is by Alice."""
    repository = bare(tmp_path / "origin.git")
    commit(repository, {b"Key.java": b"older " + RAW.encode(), b"Big.sql": b"-- big"})
    commit(repository, {b"Key.java": RAW.encode()})
    commit(repository, {b"Other.java": OTHER.encode()}, author=BEN, committer=BEN)
    pin = git(repository, "rev-parse", "main")
    settings = yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))
    settings["crawl"]["sources"]["shop"] |= {"location": str(repository), "include": ["**"]}
    Path("params.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    lock = {"shop": {"kind": "git", "location": str(repository), "pin": pin}}
    attest.LOCK.write_text(yaml.safe_dump(lock), encoding="utf-8")
    crawl()
    return repository


BEN = "Ben Ode <ben@example.com>"
CHANGE = ".git/changes/*/Key.java.change"


@pytest.mark.usefixtures("crawled")
@pytest.mark.parametrize(
    ("words", "files", "stays"),
    [
        (("--path", "shop:Key.java"), 2, ["Big.sql", "Other.java"]),
        (("--author", "Alice Ng"), 3, ["Other.java"]),
        (("--author", "ben@example.com"), 1, [CHANGE, "Big.sql", "Key.java"]),
    ],
)
def test_what_was_erased_does_not_come_back_with_the_next_crawl(
    words: tuple[str, str], files: int, stays: list[str], remote: Path, capsys: Captured
) -> None:
    made = plan(capsys, *words)
    assert made["counts"]["files"] == files  # type: ignore[index]
    approve(capsys, "ann", "ben")
    ask(capsys, "erase", "--apply", str(PLAN))
    crawl()
    paths = [re.sub("[0-9a-f]{40}", "*", file.path) for file in FILES.read()]
    assert [path for path in paths if not is_suppressed(path)] == stays
    assert len(paths) == 3 + (CHANGE in stays)
    code, said = ask(capsys, "erased")
    assert (code, said[0]["left"]) == (0, [])
    assert bool(holding(GONE, Path(), remote)) == ("Key.java" in stays)


def test_older_contents_of_a_path_are_looked_for_by_their_ids(crawled: Path, capsys: Captured) -> None:
    assert plan(capsys)["counts"]["old_contents"] == 1  # type: ignore[index]


def crawl_on(repository: Path, *contents: dict[bytes, bytes | None]) -> None:
    """Crawl again after more commits."""
    for content in contents:
        commit(repository, content)
    pin = {"pin": git(repository, "rev-parse", "main")}
    lock = yaml.safe_load(attest.LOCK.read_text(encoding="utf-8"))
    attest.LOCK.write_text(yaml.safe_dump({"shop": lock["shop"] | pin}), encoding="utf-8")
    crawl()


def test_an_older_content_that_another_file_has_now_is_no_mark(crawled: Path, capsys: Captured) -> None:
    crawl_on(crawled, {b"Other.java": b"older " + RAW.encode()})
    assert plan(capsys)["counts"]["old_contents"] == 0  # type: ignore[index]


def test_changes_of_copies_go_with_them(crawled: Path, capsys: Captured) -> None:
    crawl_on(crawled, {b"Copy.java": RAW.encode()[9:]}, {b"Copy.java": RAW.encode()})
    counts = plan(capsys)["counts"]
    changes = [file.path for file in FILES.read() if file.path.endswith("Copy.java.change")]
    assert (len(changes), counts["files"], counts["copies"]) == (1, 4, 1)  # type: ignore[index]


def test_a_record_goes_with_the_file_in_which_its_answer_stands(remote: Path, capsys: Captured) -> None:
    by_record = plan(capsys, "--record", SAMPLES[0].id[:20])
    PLAN.unlink()
    assert by_record["rows"] == plan(capsys)["rows"]
    assert attest.shard("shop").path in receipts.shards_of(receipts.Plan(**_fields()))


def _fields() -> dict[str, object]:
    found: dict[str, object] = json.loads(PLAN.read_bytes())["predicate"]
    return found

"""The whole stage on a small organisation: what goes in must not come out, and no file gets lost."""

import hashlib
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from stages.anonymize import __main__ as entry
from stages.anonymize import contract
from stages.anonymize.checksums import id_check, uscc_check
from stages.anonymize.keys import DEMO_CHECK, derive, fingerprint, load_keys
from stages.anonymize.ledger import broken
from stages.anonymize.listed import digest
from stages.anonymize.params import AnonymizeParams
from stages.anonymize.replay import Renamed, replay_paths
from stages.anonymize.reviews import CONFIRMATIONS, LABELS
from stages.anonymize.written import plain
from stages.core.contract import canonical, manifest_path, publish_json
from stages.core.errors import PipelineError
from stages.core.params import load_params
from stages.core.records.blob import Blob
from stages.core.records.confirmation import Confirmation
from stages.core.records.document import Document
from stages.core.records.drop import Drop
from stages.core.records.file import File
from stages.core.records.label import Label
from stages.core.records.screened_file import ScreenedFile
from stages.core.records.snapshot import Snapshot
from tests import records
from tests.anonymize.cases import ROOT
from tests.layout import section_of

PLANTED = {
    "secret.aws-access-key": "AKIA" + "Q3EGRNYT5ZMXKUP2",
    "secret.github-token": "ghp_" + "a1B2c3D4e5F6" * 3,
    "secret.jwt": "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMDA4NiJ9." + "s5C_-" * 8,
    "secret.password": "Wint3r" + "-Sale",
    "secret.generic-api-key": "9f8K2mPq7" + "RxT4vW1zL6",
    "pii.cn-id": "110105" + "19491231" + "002" + id_check("11010519491231002"),
    "pii.cn-mobile": "13812345678",
    "pii.bank-card": "6222" + "021234567894",
    "pii.cn-uscc": "91350100" + "M000100Y4" + uscc_check("91350100M000100Y4"),
    "pii.us-ssn": "536-90-4399",
    "pii.phone": "+1 415 555 2671",
    "pii.email": "zhang.wei@lanhai-retail.com",
    "pii.person": "王小明",
    "net.ip": "10.20.30.40",
    "company.ticket": "LHR-1208",
    "net.host": "db.corp.lanhai.internal",
}
SETTINGS = f"""lanhai:
  password: {PLANTED["secret.password"]}
  api-key: {PLANTED["secret.generic-api-key"]}
  aws: {PLANTED["secret.aws-access-key"]}
  mail: {PLANTED["pii.email"]}
  database: {PLANTED["net.host"]}
  cache: {PLANTED["net.ip"]}
"""
SERVICE = f"""package com.lanhai.order;

/** 订单。@author {PLANTED["pii.person"]} */
class LanhaiOrders {{
    String id = "{PLANTED["pii.cn-id"]}"; // {PLANTED["pii.cn-mobile"]}, SSN {PLANTED["pii.us-ssn"]}
    String token = "{PLANTED["secret.jwt"]}"; /* {PLANTED["secret.github-token"]} */
    String card = "{PLANTED["pii.bank-card"]}", code = "{PLANTED["pii.cn-uscc"]}";
    String call = "{PLANTED["pii.phone"]}"; // {PLANTED["company.ticket"]}: UTF-8
}}
"""
CODED = {
    "pii.email": PLANTED["pii.email"].replace("@", "\\u0040"),
    "pii.cn-mobile": "\\u0031\\u0033" + PLANTED["pii.cn-mobile"][2:],
    "pii.cn-id": PLANTED["pii.cn-id"].replace("1949", "\\061\\071\\064\\071"),
    "secret.github-token": PLANTED["secret.github-token"].replace("_", "%5F"),
    "net.ip": PLANTED["net.ip"].replace(".", "&period;"),
    "net.host": PLANTED["net.host"].replace(".", "．"),
    "secret.password": PLANTED["secret.password"].replace("-", "\\x2d"),
    "pii.person": "\\347\\216\\213\\345\\260\\217\\346\\230\\216",
    "company.term": "l\u0430nh\u0430i",
}
"""Values that are planted, with codes within them."""
BESIDE = "".join(
    f's{number} = "\\u952e{entity.partition(".")[2].replace("password", "password=")}\\uff1a{value}\\u3002"\n'
    for number, (entity, value) in enumerate([*PLANTED.items(), *CODED.items()])
)
"""Each of them beside escapes."""
FILES = {
    ("order", "src/beside.py"): BESIDE,
    ("order", "src/com/lanhai/order/LanhaiOrders.java"): SERVICE,
    ("order", "conf/application.yml"): SETTINGS,
    ("order", "copy/application.yml"): SETTINGS,
    ("order", "src/Regex.ts"): "const company = /[^lanhai]/;\n",
    ("order", f"docs/{PLANTED['pii.person']}.md"): "# 蓝海\n",
    ("order", "empty.txt"): "",
    ("toolkit", "README.md"): f"By Lanhai friends. Mail {PLANTED['pii.email']}.\n@author Li Lei\n",
}
LANGUAGES = {".java": "java", ".py": "python", ".yml": "yaml", ".ts": "typescript", ".md": "markdown"}


def source_class(source: str) -> str:
    return "own" if source == "order" else "open-source"


def crawled(source: str, path: str, text: str) -> File:
    return records.file(
        path, hash_of(text), source, size=len(text.encode()), source_class=source_class(source)
    )


def hash_of(text: str) -> str:
    return derive(text.encode()).check


def screened(file: File) -> ScreenedFile:
    return records.screened_file(
        file.path,
        file.blob,
        file.source,
        size=file.size,
        source_class=file.source_class,
        language=LANGUAGES[Path(file.path).suffix],
        licence="LicenseRef-Lanhai" if file.source_class == "own" else "Apache-2.0",
    )


def drop(stage: str, file: File, rule: str, duplicate_of: str = "") -> Drop:
    return records.drop(stage, f"{file.source}:{file.path}", rule, blob=file.blob, duplicate_of=duplicate_of)


@pytest.fixture
def raw_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write what crawl, screen and dedupe leave behind, and the settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ADAPTRAIL_KEY", raising=False)
    monkeypatch.delenv("ADAPTRAIL_LEXICON", raising=False)
    files = {place: crawled(*place, text) for place, text in FILES.items()}
    snapshots = [
        Snapshot(
            source=source,
            kind="git",
            location=f"data/{source}.bundle",
            commit="c" * 40,
            source_class=source_class(source),
            owner="team-lanhai" if source == "order" else "public",
            licence="MIT",
            legal_basis="register no. 1",
            history="whole",
            contributors=[f"王小明 <{PLANTED['pii.email']}>", "Li Lei <li.lei@lanhai-retail.com>"],
            ticket_keys={"LHR": 3},
            tags=[],
        )
        for source in ("order", "toolkit")
    ]
    blobs = {file.blob: (file, FILES[place]) for place, file in files.items()}
    copy, empty = files["order", "copy/application.yml"], files["order", "empty.txt"]
    kept = [screened(file) for file in files.values() if file not in (copy, empty)]
    publish_json(
        manifest_path("crawl"),
        contract.SNAPSHOTS.write(snapshots)
        | contract.CRAWLED.write(files.values())
        | contract.BLOBS.write(
            lambda digit: (
                canonical(
                    Blob(
                        blob=key,
                        encoding="utf-8",
                        hints=[],
                        reading="utf-8",
                        sha256="0",
                        size=file.size,
                        text=text,
                    )
                )
                for key, (file, text) in sorted(blobs.items())
                if key[0] == digit
            )
        ),
    )
    publish_json(manifest_path("screen"), contract.SCREEN_DROPS.write([drop("screen", empty, "empty")]))
    publish_json(
        manifest_path("dedupe"),
        contract.FILES.write(kept)
        | contract.DEDUPE_DROPS.write([drop("dedupe", copy, "exact", "order:conf/application.yml")]),
    )
    settings = section_of("anonymize")
    settings["canaries"] = 60  # test_canaries.py plants many
    settings["key_file"] = str(ROOT / settings["key_file"])
    settings["lexicon_file"] = str(ROOT / settings["lexicon_file"])
    Path("params.yaml").write_text(yaml.safe_dump({"anonymize": settings}, allow_unicode=True))
    return tmp_path


def outputs(folder: Path) -> dict[str, str]:
    paths = [*(folder / "out/anonymize").rglob("*.json*"), folder / "reports/anonymize.json"]
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(paths)}


def documents() -> dict[str, Document]:
    return {document.id: document for document in contract.DOCUMENTS.read()}


def test_no_planted_value_comes_out_or_is_printed(raw_zone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry.main()
    own = {name: text for name, text in outputs(raw_zone).items() if "documents" not in name}
    own["documents"] = "".join(d.text + d.id + d.licence for d in documents().values() if d.source == "order")
    own["printed"] = "".join(capsys.readouterr())
    for name, text in own.items():
        found = [entity for some in (PLANTED, CODED) for entity, value in some.items() if value in text]
        assert not found, name
        assert not [entity for entity, value in PLANTED.items() if value in plain(text)], name
        assert not any(word in text.lower() for word in ("lanhai", "蓝海", r"\u84dd")), name


def test_no_socket_is_opened(raw_zone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    entry.main()
    assert documents()


def test_every_planted_value_is_in_the_ledger_once(raw_zone: Path) -> None:
    entry.main()
    found = Counter(
        row.entity
        for row in contract.DECISIONS.read()
        if row.document.startswith("order:") and not row.document.endswith("beside.py") and not row.renames
    )
    assert broken(contract.DECISIONS.read()) == []
    assert {entity: found[entity] for entity in PLANTED} == dict.fromkeys(PLANTED, 1)


def test_every_rename_of_a_path_has_a_row(raw_zone: Path) -> None:
    entry.main()
    ledger, origins, files = contract.DECISIONS.read(), contract.ORIGINS.read(), contract.CRAWLED.read()
    rows = [row for row in ledger if row.renames]
    renamed = {origin.document for origin in origins} - {f"{source}:{path}" for source, path in FILES}
    assert {row.document for row in rows} == renamed
    assert Counter((row.entity, row.action) for row in rows) == {
        ("company.package", "pseudonymize"): 1,
        ("company.term", "pseudonymize"): 1,
        ("pii.person", "pseudonymize"): 1,
    }
    assert replay_paths(origins, ledger, files) == Renamed(len(FILES), 3, [])
    report = json.loads((raw_zone / "reports/anonymize.json").read_text())
    assert report["figures"]["paths_renamed"] == 2


def test_every_crawled_file_has_one_origin(raw_zone: Path) -> None:
    entry.main()
    rows = contract.ORIGINS.read()
    assert Counter((row.status, row.stage, row.rule) for row in rows) == {
        ("kept", "", ""): 5,
        ("dropped", "screen", "empty"): 1,
        ("dropped", "dedupe", "exact"): 1,
        ("dropped", "anonymize", "syntax"): 1,
    }
    assert {row.document for row in rows if row.status == "kept"} == set(documents())
    assert [row.document for row in rows] == sorted(row.document for row in rows)
    assert [row.duplicate_of for row in rows if row.rule == "exact"] == ["order:conf/application.yml"]


def test_counts_and_figures_are_in_the_report(raw_zone: Path) -> None:
    entry.main()
    report = json.loads((raw_zone / "reports/anonymize.json").read_text())
    assert report["counts"] == {"read": 6, "written": 5, "dropped": {"syntax": 1}}
    assert report["figures"]["key_id"] == "demo"
    assert "not for real data" in report["figures"]["key"]
    assert report["figures"]["entities"]["secret.password"] == 3


def test_files_that_go_by_their_names_are_counted_by_glob_and_a_scope_without_a_source_is_said(
    raw_zone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = yaml.safe_load(Path("params.yaml").read_text())
    policy = written["anonymize"]["policy"]
    policy["drop_paths"] = ["*.JAVA", "*.jaav"]
    policy["entities"]["net.ip"] = {"action": "redact", "scope": ["synthetic"], "min_confidence": 0.5}
    Path("params.yaml").write_text(yaml.safe_dump(written, allow_unicode=True))
    entry.main()
    dropped = [row for row in contract.ORIGINS.read() if row.rule == "path"]
    assert {row.value for row in dropped} == {"*.JAVA"}
    figures = json.loads(Path("reports/anonymize.json").read_text())["figures"]
    assert figures["drop_paths"] == {"*.JAVA": len(dropped)}
    assert "scope synthetic of 'net.ip', but the sources are of" in capsys.readouterr().err


def test_text_of_others_keeps_names_and_loses_addresses(raw_zone: Path) -> None:
    entry.main()
    text = documents()["toolkit:README.md"].text
    assert text.startswith("By Lanhai friends. Mail ")
    assert text.endswith(".example.\n@author Li Lei\n")


def test_two_runs_give_the_same_bytes(raw_zone: Path) -> None:
    entry.main()
    first = outputs(raw_zone)
    entry.main()
    assert outputs(raw_zone) == first


def test_another_key_changes_every_pseudonym_and_no_placeholder(
    raw_zone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def key(row: object) -> tuple[str, int]:
        return (row.blob, row.start)  # type: ignore[attr-defined]

    entry.main()
    first = sorted(contract.DECISIONS.read(), key=key)
    monkeypatch.setenv("ADAPTRAIL_KEY", "quite another key")
    settings = yaml.safe_load(Path("params.yaml").read_text())
    settings["anonymize"] |= {"key_id": "mine", "key_check": derive(b"quite another key").check}
    settings["anonymize"]["lexicon_check"] = digest(derive(b"quite another key"), ("lanhai", "蓝海"))
    Path("params.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True))
    entry.main()
    for one, other in zip(first, sorted(contract.DECISIONS.read(), key=key), strict=True):
        assert (one.replacement == other.replacement) is (one.action != "pseudonymize")
        assert one.fingerprint != other.fingerprint


def test_a_missing_key_is_one_line_and_nothing_is_written(raw_zone: Path) -> None:
    settings = yaml.safe_load(Path("params.yaml").read_text())
    settings["anonymize"]["key_file"] = "no.key"
    Path("params.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True))
    with pytest.raises(PipelineError, match=r"no\.key: not found"):
        entry.main()
    assert not (raw_zone / "out/anonymize").exists()


def test_a_vault_without_its_key_is_one_line_and_nothing_is_written(
    raw_zone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ADAPTRAIL_VAULT_KEY", raising=False)
    settings = yaml.safe_load(Path("params.yaml").read_text())
    settings["anonymize"]["vault_file"] = str(raw_zone / "vault")
    Path("params.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True))
    with pytest.raises(PipelineError, match=r"ADAPTRAIL_VAULT_KEY: 0 bytes"):
        entry.main()
    assert not (raw_zone / "out/anonymize").exists()


def run_beside(folder: Path, most: int) -> subprocess.CompletedProcess[str]:
    """Run the stage as its own process that may write no file above `most` bytes, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    command = [sys.executable, "-m", "stages.anonymize"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, preexec_fn=limit, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("file", ["documents", "decisions"])
def test_a_full_disk_is_one_line_and_nothing_half_written_is_left(raw_zone: Path, file: str) -> None:
    entry.main()
    sizes = {path.stem: path.stat().st_size for path in (raw_zone / "out/anonymize").glob("*.jsonl")}
    shutil.rmtree(raw_zone / "out/anonymize")
    done = run_beside(raw_zone, sizes["documents"] - 1 if file == "documents" else sizes["documents"])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: out/anonymize/{file}.jsonl: File too large, expected to write it.")
    assert done.stderr.count("\n") == 1
    left = {path.name for path in (raw_zone / "out/anonymize").rglob("*") if path.is_file()}
    assert left == set() if file == "documents" else {"documents.jsonl"}
    with pytest.raises(PipelineError):
        contract.DOCUMENTS.read()
    assert run_beside(raw_zone, 1 << 30).returncode == 0
    assert contract.DOCUMENTS.read()


@pytest.mark.parametrize(
    ("key", "said", "void"),
    [(DEMO_CHECK, ("keep", "review", "F"), 0), ("0" * 16, ("pseudonymize", "policy", ""), 1)],
)
def test_what_reviewers_said_holds_at_the_next_run_under_the_same_key(
    key: str, said: tuple[str, str, str], void: int, raw_zone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry.main()
    mail = next(row for row in contract.DECISIONS.read() if row.entity == "pii.email")
    label = Label(
        schema=1,
        key=key,
        fingerprint=mail.fingerprint,
        entity=mail.entity,
        rule=mail.rule,
        rule_version=mail.version,
        label="F",
        reviewer="ann",
    )
    LABELS.parent.mkdir(parents=True)
    LABELS.write_bytes(canonical(label) + b"\n")
    entry.main()
    kept = [row for row in contract.DECISIONS.read() if row.fingerprint == mail.fingerprint]
    assert {(row.action, row.reason, row.review) for row in kept if row.rule == mail.rule} == {said}
    figures = json.loads(Path("reports/anonymize.json").read_text())["figures"]
    assert figures["reviews"] == {"names": 0, "values": 1 - void, "void": void}
    warned = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in warned] == [str(LABELS)] * void


def test_a_name_that_is_accepted_is_masked_like_a_listed_one(raw_zone: Path) -> None:
    settings = load_params("anonymize", AnonymizeParams)
    keys = load_keys(settings.key_id, settings.key_check, settings.key_file)
    Path("names").write_text("")
    written = yaml.safe_load(Path("params.yaml").read_text())
    written["anonymize"] |= {"lexicon_file": "names", "lexicon_check": digest(keys, ()), "undecided": "keep"}
    Path("params.yaml").write_text(yaml.safe_dump(written, allow_unicode=True))
    entry.main()
    assert "Lanhai" in "".join(document.text for document in contract.DOCUMENTS.read())
    accepted = Confirmation(
        schema=1, key=keys.check, fingerprint=fingerprint(keys, "lanhai"), kind="package", decision="accept",
        reviewer="ann",
    )  # fmt: skip
    CONFIRMATIONS.parent.mkdir()
    CONFIRMATIONS.write_bytes(canonical(accepted) + b"\n")
    entry.main()
    own = [document for document in contract.DOCUMENTS.read() if document.source == "order"]
    assert own
    assert not [document.id for document in own if "lanhai" in document.text.lower()]


def test_a_policy_may_keep_and_generalize_what_is_planted(raw_zone: Path) -> None:
    written = yaml.safe_load(Path("params.yaml").read_text())
    written["anonymize"]["canaries"] = 400
    entities = written["anonymize"]["policy"]["entities"]
    kept = {"action": "keep", "scope": ["own"], "min_confidence": 0.5}
    entities |= {"net.host": kept, "net.ip": kept | {"action": "generalize"}}
    entities["pii.email"] = kept | {"action": "pseudonymize", "scope": ["open-source"]}
    Path("params.yaml").write_text(yaml.safe_dump(written, allow_unicode=True))
    entry.main()
    did = {(row.entity, row.action, row.reason) for row in contract.DECISIONS.read()}
    assert {("net.ip", "generalize", "policy"), ("pii.email", "keep", "scope")} <= did
    assert ("net.host", "pseudonymize", "policy") not in did
    figures = json.loads(Path("reports/anonymize.json").read_text())["figures"]
    assert 200 < figures["canaries_all"]["planted"] < 400


def choose(*detectors: str) -> None:
    written = yaml.safe_load(Path("params.yaml").read_text())
    written["anonymize"]["detectors"] = list(detectors)
    Path("params.yaml").write_text(yaml.safe_dump(written, allow_unicode=True))


def found_by(name: str) -> int:
    return sum(name in row.detectors for row in contract.DECISIONS.read())


def test_a_baseline_is_in_ledger_and_report_and_its_hashes_are_in_neither(raw_zone: Path) -> None:
    hashed = hashlib.sha1(PLANTED["secret.password"].encode(), usedforsecurity=False).hexdigest()
    entries = {
        "conf/application.yml": [{"type": "Secret Keyword", "hashed_secret": hashed, "line_number": 2}]
    }
    Path("found.baseline").write_text(json.dumps({"version": "1.5.0", "results": entries}))
    choose("found.baseline")
    entry.main()
    assert found_by("detect-secrets") == 1
    report = json.loads(Path("reports/anonymize.json").read_text())
    assert report["figures"]["detectors"]["detect-secrets"].startswith("baseline ")
    assert hashed not in "".join(outputs(raw_zone).values())


@pytest.mark.slow
@pytest.mark.external
@pytest.mark.parametrize(("name", "module"), [("kingfisher", "kingfisher"), ("credsweeper", "credsweeper")])
def test_another_tool_is_in_ledger_and_report_and_drops_nothing(
    raw_zone: Path, name: str, module: str, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip(module, reason=f"needs the extra `{name}`")
    entry.main()
    alone = documents().keys()
    choose(name)
    entry.main()
    assert documents().keys() == alone
    assert found_by(name)
    assert name in json.loads(Path("reports/anonymize.json").read_text())["figures"]["detectors"]
    own = "".join([*(d.text for d in documents().values() if d.source == "order"), *capfd.readouterr()])
    assert not [entity for entity, value in PLANTED.items() if value in own]

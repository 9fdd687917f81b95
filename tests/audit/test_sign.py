"""Signatures, approvals and their log: what holds is a yes, and every forgery is named."""

import base64
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from apps.audit.standalone import LOG, SIGNERS
from stages.core.contract import publish_json
from stages.core.errors import PipelineError
from tests.audit.project import ADAPTER, ask, told

Captured = pytest.CaptureFixture[str]
Private = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey


def write(path: Path, key: Private) -> str:
    """Write a private key and return its public one."""
    path.write_bytes(key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption()))
    public = key.public_key().public_bytes(pem.Encoding.PEM, pem.PublicFormat.SubjectPublicKeyInfo)
    return public.decode()


def entry(name: str, key: str, private: str, until: str = "2999-12-31") -> dict[str, str]:
    return {"name": name, "key": key, "private": private, "until": until}


@pytest.fixture
def signers(project: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The project with three who may sign, of which two must."""
    keys = project.parent
    ann = write(keys / "ann.pem", ed25519.Ed25519PrivateKey.generate())
    log = write(keys / "log.pem", ed25519.Ed25519PrivateKey.generate())
    ben = write(keys / "ben.pem", ec.generate_private_key(ec.SECP256R1()))
    monkeypatch.setenv("BEN", (keys / "ben.pem").read_text(encoding="ascii"))
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(keys / "cat")]
    subprocess.run(words, check=True)
    made = {
        "threshold": 2,
        "log": {"origin": "example.org/audit", "key": log, "private": f"file:{keys / 'log.pem'}"},
        "signers": [
            entry("ann", ann, f"file:{keys / 'ann.pem'}"),
            entry("ben", ben, "env:BEN"),
            entry("cat", (keys / "cat.pub").read_text(encoding="ascii").strip(), f"ssh:{keys / 'cat'}"),
        ],
    }
    publish_json(Path(SIGNERS), made)
    return made


def signed(capsys: Captured, *names: str) -> None:
    ask(capsys, "sign", "--as", names[0])
    for name in names[1:]:
        ask(capsys, "approve", "--as", name)
    ask(capsys, "checkpoint")


def faults(capsys: Captured) -> list[str]:
    code, found = ask(capsys, "verify", "--signatures")
    said = [fault for one in found for fault in one["faults"]]
    assert code == bool(said)
    return said


@pytest.mark.parametrize("names", [("ann", "ben"), ("ben", "cat"), ("cat", "ann", "ben")])
def test_two_of_three_are_enough(names: tuple[str, ...], signers: object, capsys: Captured) -> None:
    signed(capsys, *names)
    assert faults(capsys) == []


def test_one_is_not_enough_and_nobody_signs_twice(signers: object, capsys: Captured) -> None:
    signed(capsys, "ann")
    assert [one.partition(": ")[2] for one in faults(capsys)] == ["1 people signed well, expected 2"]
    with pytest.raises(PipelineError, match="ann signed it already, expected another signer"):
        told(capsys, "approve", "--as", "ann")


def test_two_keys_of_one_person_are_not_enough(signers: dict[str, Any], capsys: Captured) -> None:
    signed(capsys, "ann", "ben")
    signers["signers"][1]["name"] = "ann"
    publish_json(Path(SIGNERS), signers)
    assert [one.partition(": ")[2] for one in faults(capsys)] == ["1 people signed well, expected 2"]


def envelope() -> Path:
    return next(Path("governance/attestations").glob("*.dsse.json"))


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def swap(signers: dict[str, Any]) -> None:
    said = json.loads(envelope().read_bytes())
    first, second = said["signatures"]
    first["sig"], second["sig"] = second["sig"], first["sig"]
    publish_json(envelope(), said)


def forge(signers: dict[str, Any]) -> None:
    said = json.loads(envelope().read_bytes())
    payload = base64.b64decode(said["payload"]).replace(b'"untraced": 0', b'"untraced": 1')
    publish_json(envelope(), said | {"payload": base64.b64encode(payload).decode()})


def cut(_: dict[str, Any]) -> None:
    log = Path(LOG)
    log.write_bytes(log.read_bytes().splitlines(keepends=True)[0])


def reorder(_: dict[str, Any]) -> None:
    log = Path(LOG)
    log.write_bytes(b"".join(reversed(log.read_bytes().splitlines(keepends=True))))


def expire(signers: dict[str, Any]) -> None:
    signers["signers"][0]["until"] = "2001-01-01"
    publish_json(Path(SIGNERS), signers)


def stranger(signers: dict[str, Any]) -> None:
    signers["signers"] = signers["signers"][1:]
    publish_json(Path(SIGNERS), signers)


def note(_: dict[str, Any]) -> None:
    change(next(Path(LOG).parent.glob("*.checkpoint")), "example.org/audit\n", "example.org/other\n")


def relocated(_: dict[str, Any]) -> None:
    change(Path("out/attest/exports/lineage.json"), "untraced", "untracEd")


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        (swap, "is wrong"),
        (forge, "is wrong"),
        (cut, "is not in the log"),
        (cut, "00000002.checkpoint: the log was cut off: 1 entries are left of 2"),
        (reorder, "00000002.checkpoint: the log was rewritten: not the first 2 entries of then"),
        (expire, "is by a key that had expired"),
        (stranger, "is by a key that governance/signers.json does not name"),
        (note, "00000002.checkpoint: the signature is wrong, or of another log"),
        (relocated, "nobody signed "),
    ],
)
def test_every_forgery_is_named(forged: Any, said: str, signers: dict[str, Any], capsys: Captured) -> None:  # noqa: ANN401
    signed(capsys, "ann", "ben")
    forged(signers)
    assert any(said in fault for fault in faults(capsys))


@pytest.fixture
def grown(signers: dict[str, Any], capsys: Captured) -> Path:
    """A log with two checkpoints, of which somebody kept the first."""
    kept = Path("..", "00000002.checkpoint")
    signed(capsys, "ann", "ben")
    kept.write_bytes((Path(LOG).parent / kept.name).read_bytes())
    ask(capsys, "approve", "--as", "cat")
    ask(capsys, "checkpoint")
    return kept


def of_log(capsys: Captured, *words: str) -> list[str]:
    found = ask(capsys, "verify", "--signatures", *words)[1]
    return [fault for one in found if one["check"] == "log" for fault in one["faults"]]


def test_a_log_that_grew_holds_with_the_checkpoint_that_was_kept(grown: Path, capsys: Captured) -> None:
    lines = Path("governance/log/00000003.consistency").read_text(encoding="ascii").splitlines()
    assert (lines[0], len(lines)) == ("old 2", 2)
    assert faults(capsys) == []
    assert of_log(capsys, "--kept", str(grown)) == []


def rolled_back() -> None:
    """Take the log back to before the kept checkpoint, with all that was signed since."""
    for path in Path(LOG).parent.glob("*.c*"):
        path.unlink()
    cut({})


def rewritten() -> None:
    reorder({})
    for path in Path(LOG).parent.glob("*.c*"):
        path.unlink()


def other_proof() -> None:
    change(Path("governance/log/00000003.consistency"), "\n", "\n" + "A" * 43 + "=\n")


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        (rolled_back, "00000002.checkpoint: the log was cut off: 1 entries are left of 2"),
        (rewritten, "00000002.checkpoint: the log was rewritten: not the first 2 entries of then"),
        (other_proof, "00000003.checkpoint: no proof that the log grew from 2 to 3 entries"),
    ],
)
def test_one_line_says_what_became_of_a_log(forged: Any, said: str, grown: Path, capsys: Captured) -> None:  # noqa: ANN401
    forged()
    assert of_log(capsys, "--kept", str(grown)) == [
        f"governance/: {said}, expected signatures and their log. Restore it."
    ]


def test_a_log_that_does_not_hold_is_not_signed_again(grown: Path, capsys: Captured) -> None:
    reorder({})
    with pytest.raises(PipelineError, match=r"the log was rewritten.*Restore it from Git"):
        ask(capsys, "checkpoint")


def test_a_kept_checkpoint_is_asked_with_signatures(grown: Path, capsys: Captured) -> None:
    with pytest.raises(PipelineError, match="--kept: without --signatures, expected it beside"):
        ask(capsys, "verify", "--kept", str(grown))


def bundled(change: Any, signers: dict[str, Any], capsys: Captured) -> list[str]:  # noqa: ANN401
    """Return what is said of a bundle by ben after a change."""
    ask(capsys, "sign", "--adapter", ADAPTER, "--as", "ben")
    change(signers)
    found = ask(capsys, "verify", "--signatures")[1]
    return next(one["faults"] for one in found if one["check"] == "bundles")


WEIGHTS = Path("out/train", ADAPTER, "adapter/weights")
BUNDLE = Path(f"governance/attestations/{ADAPTER}.oms.json")


def until(signers: dict[str, Any]) -> None:
    signers["signers"][1]["until"] = "2001-01-01"
    publish_json(Path(SIGNERS), signers)


def leave(signers: dict[str, Any]) -> None:
    del signers["signers"][1]
    publish_json(Path(SIGNERS), signers)


def relist(_: dict[str, Any]) -> None:
    said = json.loads(BUNDLE.read_bytes())
    payload = base64.b64decode(said["dsseEnvelope"]["payload"]).replace(b"weights", b"weightz")
    said["dsseEnvelope"]["payload"] = base64.b64encode(payload).decode()
    publish_json(BUNDLE, said)


@pytest.mark.parametrize(
    ("altered", "said"),
    [
        (lambda _: None, ""),
        (lambda _: change(BUNDLE, "tlogEntries", "tlogEntrieS"), "not as `adaptrail audit sign` writes it"),
        (lambda _: WEIGHTS.write_bytes(b"weightz"), "ben signed other files than lie here"),
        (lambda _: WEIGHTS.with_name("more").write_bytes(b""), "ben signed other files than lie here"),
        (relist, "the signature of ben is wrong"),
        (until, "signed by a key of ben that expired on 2001-01-01"),
        (lambda _: change(BUNDLE, '"keyid": "', '"keyid": "0'), "not as `adaptrail audit sign` writes it"),
        (leave, "signed by a key that governance/signers.json does not name"),
    ],
)
def test_a_bundle_holds_for_the_files_that_lie_here(
    altered: Any,  # noqa: ANN401
    said: str,
    signers: dict[str, Any],
    capsys: Captured,
) -> None:
    assert bundled(altered, signers, capsys) == ([f"{BUNDLE}: {said}"] if said else [])


def test_a_bundle_that_was_signed_once_must_be_there(signers: object, capsys: Captured) -> None:
    signed(capsys, "ann", "ben")
    assert faults(capsys) == []  # an adapter that was never signed is no fault
    ask(capsys, "sign", "--adapter", ADAPTER, "--as", "ben")
    ask(capsys, "checkpoint")
    assert faults(capsys) == []
    first = BUNDLE.read_bytes()
    BUNDLE.unlink()
    assert re.fullmatch("the log has a signature of [0-9a-f]{16} that is gone", *faults(capsys))
    BUNDLE.write_bytes(first)
    WEIGHTS.write_bytes(b"trained again")
    ask(capsys, "sign", "--adapter", ADAPTER, "--as", "ben")
    ask(capsys, "checkpoint")
    assert faults(capsys) == []
    older = next(BUNDLE.parent.glob(f"{ADAPTER}.*.oms.json"))
    assert older.read_bytes() == first
    older.unlink()
    assert len(faults(capsys)) == 1


def test_a_bundle_that_nobody_logged_is_named(signers: object, capsys: Captured) -> None:
    signed(capsys, "ann", "ben")
    log = Path(LOG).read_bytes()
    ask(capsys, "sign", "--adapter", ADAPTER, "--as", "ben")
    Path(LOG).write_bytes(log)
    assert [one.rpartition(" is ")[2] for one in faults(capsys)] == ["not in the log"]


def test_a_bundle_that_is_none_is_one_line(signers: dict[str, Any], capsys: Captured) -> None:
    said = bundled(lambda _: BUNDLE.write_bytes(b"{}"), signers, capsys)
    assert len(said) == 1
    assert str(BUNDLE) in said[0]


def test_entries_after_the_last_checkpoint_are_named(signers: object, capsys: Captured) -> None:
    signed(capsys, "ann", "ben")
    ask(capsys, "approve", "--as", "cat")
    assert faults(capsys) == ["1 entries after the last checkpoint"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"until": "2001-01-01"}, "the key of ann expired on 2001-01-01"),
        ({"private": "file:ann.pem"}, "ann.pem: in the project, expected the private key of ann outside"),
        ({"private": "file:/nowhere/ann.pem"}, "/nowhere/ann.pem: No such file or directory"),
        ({"private": "env:NOWHERE"}, "NOWHERE: not set, expected the private key of ann"),
        ({"private": "env:BEN"}, "the private key of ann is not that of its public key"),
        ({"key": "ssh-rsa AAAA"}, "the private key of ann is not that of its public key"),
        ({"key": "a word"}, "the private key of ann is not that of its public key"),
        ({"private": "env:PATH"}, "the private key of ann: no PEM without a password"),
        ({"private": "ssh:/nowhere/ann"}, "ssh-keygen says: "),
        ({"name": "eve"}, "'ann': no such signer, expected one of eve"),
    ],
)
def test_a_key_that_is_not_as_it_must_be_is_one_line(
    fields: dict[str, str], said: str, signers: dict[str, Any], capsys: Captured
) -> None:
    signers["signers"][0] |= fields
    publish_json(Path(SIGNERS), signers)
    with pytest.raises(PipelineError, match=said) as error:
        told(capsys, "sign", "--as", "ann")
    assert "\n" not in str(error.value)
    assert not Path(LOG).exists()


@pytest.mark.usefixtures("project")
def test_a_project_without_signers_says_so(capsys: Captured) -> None:
    for words in (["sign", "--as", "ann"], ["verify", "--signatures"], ["checkpoint"]):
        with pytest.raises(PipelineError, match=r"governance/signers.json: not found, expected who may sign"):
            told(capsys, *words)


@pytest.mark.external
def test_other_tools_accept_what_was_signed(signers: dict[str, Any], capsys: Captured) -> None:
    """Needs securesystemslib: pip install -e '.[sign]'."""
    dsse = pytest.importorskip("securesystemslib.dsse", reason="needs the extra sign")
    keys = pytest.importorskip("securesystemslib.signer", reason="needs the extra sign")
    signed(capsys, "ann", "ben")
    said = json.loads(envelope().read_bytes())
    loaded = [pem.load_pem_public_key(one["key"].encode()) for one in signers["signers"][:2]]
    ids = [one["keyid"] for one in said["signatures"]]
    public = [keys.SSlibKey.from_crypto(one, keyid=id_) for one, id_ in zip(loaded, ids, strict=True)]
    assert len(dsse.Envelope.from_dict(said).verify(public, 2)) == 2


@pytest.mark.external
def test_the_official_tool_accepts_an_adapter_until_a_byte_is_altered(
    signers: dict[str, Any], project: Path, capsys: Captured
) -> None:
    """Needs model-signing: pip install -e '.[models]'."""
    pytest.importorskip("model_signing", reason="needs the extra models")
    ask(capsys, "sign", "--adapter", ADAPTER, "--as", "ben")
    (project.parent / "ben.pub").write_text(signers["signers"][1]["key"], encoding="ascii")
    model = Path("out/train", ADAPTER, "adapter")
    words = [sys.executable, "-m", "model_signing", "verify", "key", str(model), "--signature"]
    words += [f"governance/attestations/{ADAPTER}.oms.json", "--public_key", str(project.parent / "ben.pub")]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    (model / "weights").write_bytes(b"weightz")
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1


def last_bit(text: str) -> str:
    """Return Base64 of the same bytes with another bit that says nothing."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    at = len(text.rstrip("=")) - 1
    return text[:at] + digits[digits.index(text[at]) + 1] + text[at + 1 :]


def test_a_bit_that_says_nothing_is_told(grown: Path, capsys: Captured) -> None:
    said = json.loads(envelope().read_bytes())
    signature = said["signatures"][0]["sig"]
    change(envelope(), signature, last_bit(signature))
    checkpoint = Path("governance/log/00000003.checkpoint")
    change(checkpoint, "\N{EM DASH} example.org/audit", "\N{EM DASH} example.org/other")
    proof = Path("governance/log/00000003.consistency")
    line = proof.read_text(encoding="ascii").splitlines()[1]
    change(proof, line, last_bit(line))
    found = {one["check"]: one["faults"] for one in ask(capsys, "verify", "--signatures")[1]}
    assert found["written"] == [str(envelope()), str(checkpoint), str(proof)]

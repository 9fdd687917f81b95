"""The vault gives values back to who holds its key, and nobody else."""

from base64 import b64decode
from collections.abc import Iterable
from pathlib import Path

import pytest

from stages.anonymize.vault import VARIABLE, Sealed, key_for, seal, unsealed
from stages.core.errors import PipelineError

HELD = [Sealed("pii.email", "lu.bo@kivo.example", "wang@shop.cn"), Sealed("net.ip", "198.18.3.4", "10.1.2.3")]
KEY = "a vault key that only tests use"


def sealed(path: Path, held: Iterable[Sealed]) -> Path:
    seal(str(path), key_for(str(path)), held)
    return path


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, KEY)
    return sealed(tmp_path / "vault", HELD)


def test_what_is_sealed_comes_back_sorted_and_once(vault: Path) -> None:
    sealed(vault, [*HELD, *HELD])
    assert list(unsealed(str(vault))) == sorted(HELD)


def test_no_value_and_no_pseudonym_can_be_read_in_the_file(vault: Path) -> None:
    content = b"".join(b64decode(line) for line in vault.read_bytes().splitlines())
    for one in HELD:
        assert not any(text.encode() in content for text in (one.entity, one.replacement, one.value))


def test_two_runs_write_the_same_bytes_and_two_values_have_two_nonces(vault: Path) -> None:
    first = vault.read_bytes()
    sealed(vault, reversed(HELD))
    assert vault.read_bytes() == first
    assert len({b64decode(line)[:12] for line in first.splitlines()}) == len(HELD)


def test_without_a_path_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    seal("", key_for(""), HELD)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["another key that is long enough", "short", ""])
def test_a_wrong_or_missing_key_is_one_line(vault: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, key)
    with pytest.raises(PipelineError, match=VARIABLE):
        list(unsealed(str(vault)))


@pytest.mark.parametrize("key", ["short", ""])
def test_a_key_is_asked_for_before_there_is_a_vault(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, key)
    with pytest.raises(PipelineError, match=f"{VARIABLE}: {len(key)} bytes"):
        key_for(str(tmp_path / "vault"))


@pytest.mark.parametrize("damage", [b"!!\n", b"AAAA\n", b"\n"])
def test_an_altered_line_is_named(vault: Path, damage: bytes) -> None:
    vault.write_bytes(vault.read_bytes() + damage)
    with pytest.raises(PipelineError, match=r"vault:3: cannot be opened"):
        list(unsealed(str(vault)))

"""Each source gets a key of its own, outside the project, once."""

import stat
from pathlib import Path

import pytest
import yaml

from stages.attest.units import unit_of
from stages.core.errors import PipelineError
from stages.core.params import PARAMS
from tests.audit.project import ask, told

Captured = pytest.CaptureFixture[str]


def name(folder: str) -> None:
    settings = yaml.safe_load(PARAMS.read_text(encoding="utf-8"))
    settings["attest"]["unit_keys"] = folder
    PARAMS.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def test_a_key_is_made_once_and_for_its_owner_only(project: Path, capsys: Captured) -> None:
    folder = project.parent / "keys"
    name(str(folder))
    code, found = ask(capsys, "keys")
    assert (code, [(one["source"], one["made"]) for one in found]) == (0, [("shop", True)])
    path = folder / "shop.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert found[0]["check"] == unit_of(path).check
    again = ask(capsys, "keys")[1]
    assert again == [found[0] | {"made": False}]
    assert path.read_text(encoding="utf-8").strip() not in told(capsys, "keys")


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("", "attest.unit_keys: empty, expected a folder outside the project"),
        ("keys", "keys: in the project, expected the keys of the sources outside of it"),
        ("../link", "link: in the project"),
    ],
)
def test_no_key_lies_in_the_project(folder: str, said: str, project: Path, capsys: Captured) -> None:
    (project.parent / "link").symlink_to(project / "out")
    name(folder)
    with pytest.raises(PipelineError, match=said):
        told(capsys, "keys")

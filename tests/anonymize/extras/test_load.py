"""What the settings may name, and what they are told when it is not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from stages.anonymize.extras.load import EXTRAS, load_detectors
from stages.core.errors import PipelineError
from tests.anonymize.cases import ROOT, params

PACKAGES = {"kingfisher": "kingfisher", "credsweeper": "credsweeper", "presidio": "presidio_analyzer"}


def test_no_tool_is_asked_unless_the_settings_choose_it() -> None:
    assert params().detectors == []
    assert load_detectors(params().detectors, ["a text"]) == ()


@pytest.mark.parametrize("name", ["kingfischer", "Kingfisher", "", "governance/none.baseline", "stages"])
def test_an_unknown_name_is_one_line_with_those_that_are_known(name: str) -> None:
    with pytest.raises(PipelineError) as fault:
        load_detectors([name], [])
    expected = "expected kingfisher, credsweeper, presidio or the path of a baseline of detect-secrets."
    assert str(fault.value) == f"anonymize.detectors: '{name}', {expected} Mend the name."


@pytest.mark.parametrize("name", EXTRAS)
def test_an_extra_that_is_not_installed_is_one_line_with_its_command(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [entry for entry in sys.modules if entry.partition(".")[0] == PACKAGES[name]]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(sys, "path", [str(ROOT)])
    monkeypatch.setattr(sys, "path_importer_cache", {})
    with pytest.raises(PipelineError) as fault:
        load_detectors([name], [])
    expected = f"expected its extra. Run `pip install 'adaptrail[{name}]'`."
    assert str(fault.value) == f"anonymize.detectors: {name} is not installed, {expected}"


@pytest.mark.parametrize("name", EXTRAS)
def test_every_extra_is_one_of_the_package(name: str) -> None:
    assert f"\n{name} = [" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "not json", "[]", '{"results": {}}', '{"version": "1.5.0", "results": []}', '{"version": "\udcff"}'],
)
def test_a_file_that_is_no_baseline_is_one_line_without_its_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "found.baseline"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(PipelineError) as fault:
        load_detectors([str(path)], [])
    assert str(fault.value).startswith(f"{path}: no baseline of detect-secrets, expected JSON")


def test_nothing_of_a_tool_is_imported_that_is_not_chosen() -> None:
    code = "import sys; import stages.anonymize.__main__; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"pandas", "onnxruntime", "spacy", *PACKAGES.values()} & set(ran.stdout.split())

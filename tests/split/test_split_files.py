"""The files of `split`: three for each adapter, vouched for by the adapter's own manifest."""

from pathlib import Path

import msgspec
import pytest
import yaml

from stages.core.contract import Counts, finish
from stages.core.errors import PipelineError
from stages.split import contract
from stages.split.__main__ import main
from tests.split.test_split import PARAMS, shop


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("params.yaml").write_text(yaml.safe_dump({"split": msgspec.to_builtins(PARAMS)}), encoding="utf-8")
    files = contract.SAMPLES.write(shop(80))
    finish("gate", Counts(read=240, written=240, dropped={}), {}, files)
    return tmp_path


def test_each_adapter_has_three_files_and_a_manifest(workplace: Path) -> None:
    main()
    rows = 0
    for adapter in PARAMS.adapters:
        parts = [
            entry.of(adapter).read_some() for entry in (contract.TRAIN, contract.VALIDATION, contract.TEST)
        ]
        rows += sum(map(len, parts))
        assert (workplace / f"reports/split/{adapter}.json").is_file()
    assert rows == 240
    assert contract.DROPS.read() == []


def test_an_altered_file_is_refused_by_its_reader(workplace: Path) -> None:
    main()
    path = workplace / contract.TEST.of("one").path
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    with pytest.raises(PipelineError, match="changed or half written"):
        contract.TEST.of("one").read()
    assert contract.TEST.of("two").read()


def test_two_runs_write_the_same_bytes(workplace: Path) -> None:
    def written() -> dict[Path, bytes]:
        main()
        return {path: path.read_bytes() for path in sorted(workplace.rglob("*.json*"))}

    assert written() == written()

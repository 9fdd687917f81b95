"""Exports are written whole, vouched for, and none is left of an adapter that is no more."""

from pathlib import Path

import pytest

from stages.attest.contract import CARDS, EXPORTS
from stages.attest.outputs import _trained, write
from stages.core.contract import Figures, sha256_of
from stages.core.errors import PipelineError
from tests.attest.told import told


def test_what_is_written_is_vouched_for_and_old_cards_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old = [CARDS / "retired.md", EXPORTS / "slsa/retired.json"]
    for path in old:
        path.parent.mkdir(parents=True)
        path.touch()
    written = write(told())
    there = {str(path) for folder in (CARDS, EXPORTS) for path in folder.rglob("*") if path.is_file()}
    assert there == set(written)
    assert not there & set(map(str, old))
    assert {path: file.sha256 for path, file in written.items()} == {
        path: sha256_of(Path(path)) for path in there
    }


@pytest.mark.parametrize(
    "digests", [{}, {"digests": "none"}, {"digests": {"out/train/b/trained.json": "d"}}, {"digests": {}}]
)
def test_an_adapter_whose_files_nobody_vouched_for_stops_the_run(digests: Figures) -> None:
    with pytest.raises(
        PipelineError, match=r"^reports/evaluate/a.json: no digest of out/train/a/trained.json"
    ):
        _trained("a", digests)


def test_the_digest_of_an_adapter_is_that_of_its_evaluation() -> None:
    assert _trained("a", {"digests": {"out/train/a/trained.json": "d1"}}) == "d1"

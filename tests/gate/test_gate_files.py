"""The files of `gate`, with a real tokenizer."""

from pathlib import Path

import msgspec
import pytest
import yaml
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from stages.core.contract import Counts, finish
from stages.core.errors import PipelineError
from stages.gate import contract
from stages.gate.__main__ import load_tokenizer, main
from tests.gate.given import method, params, sample, table

SAMPLES = [
    sample(method("assertTrue(open());"), id="a"),
    sample(table("/orders/create"), "api-table", id="b"),
    sample(method("assertTrue(" + "close(), " * 300 + "1);"), id="c"),
]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("params.yaml").write_text(yaml.safe_dump({"gate": msgspec.to_builtins(params())}), encoding="utf-8")
    files = contract.CANDIDATES.write(SAMPLES)
    finish("build", Counts(read=3, written=3, dropped={}), {}, files)
    return tmp_path


def write_tokenizer() -> None:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=258, special_tokens=["<|endoftext|>"], initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(["assert"], trainer)
    contract.TOKENIZER.parent.mkdir(parents=True)
    tokenizer.save(str(contract.TOKENIZER))


@pytest.mark.usefixtures("workplace")
def test_samples_and_drops_are_written() -> None:
    write_tokenizer()
    main()
    assert [row.id for row in contract.SAMPLES.read_some()] == ["a"]
    assert {drop.item: drop.rule for drop in contract.DROPS.read()} == {
        "b": "no-http-method-in-url",
        "c": "token-budget",
    }


@pytest.mark.usefixtures("workplace")
def test_a_text_that_spells_the_end_token_is_text() -> None:
    write_tokenizer()
    assert len(load_tokenizer().encode("<|endoftext|>").ids) > 1


@pytest.mark.usefixtures("workplace")
def test_a_missing_tokenizer_is_one_line() -> None:
    with pytest.raises(PipelineError, match="^out/base/tokenizer.json: not found.*Run `dvc repro base`.$"):
        main()

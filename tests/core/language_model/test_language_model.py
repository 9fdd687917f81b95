"""What training, evaluation and probing share: tokens, losses and answers of a base model."""

import shutil
from pathlib import Path

import msgspec
import pytest
import torch
from torch.nn import functional

from stages.base.base import made
from stages.core.language_model.encoding import Encoded, encode
from stages.core.language_model.environment import prepare
from stages.core.language_model.files import digests, publish_folder, unfinished
from stages.core.language_model.generation import answer, limit, pad_id_of
from stages.core.language_model.loading import Loaded, load_base
from stages.core.language_model.scoring import IGNORED, mean, pad, score
from stages.core.records.sample import Sample
from stages.core.template import prompt
from tests.small_model import base_params, documents, sample, samples


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("base"))
        prepare(1, 3)
        made(documents(), base_params(), Path("out/base"))
        return load_base(Path("out/base"), "cpu", "none")


def with_output(text: str) -> Sample:
    return msgspec.structs.replace(sample("add", "order"), output=text)


def test_the_answer_follows_the_prompt_and_ends_with_the_end_token(loaded: Loaded) -> None:
    row = sample("add", "order")
    (encoded,) = encode([row], loaded.tokenizer)
    backend = loaded.tokenizer.backend_tokenizer
    assert backend.decode(encoded.prompt) == prompt(row.instruction, row.input)
    assert backend.decode(encoded.answer[:-1]) == row.output
    assert encoded.answer[-1] == loaded.tokenizer.eos_token_id
    assert encoded.length == len(encoded.prompt) + len(encoded.answer)


@pytest.mark.parametrize("text", ["a<|endoftext|>b", "<|pad|>", ""])
def test_text_that_spells_a_special_token_is_text(loaded: Loaded, text: str) -> None:
    (encoded,) = encode([with_output(text)], loaded.tokenizer)
    assert encoded.answer.count(loaded.tokenizer.eos_token_id) == 1
    assert pad_id_of(loaded.tokenizer) not in encoded.answer
    assert loaded.tokenizer.decode(encoded.answer[:-1]) == text


def test_prompt_and_padding_are_never_learnt() -> None:
    padded = pad([Encoded("a", [5, 6], [7, 0]), Encoded("b", [5], [0])], pad_id=0)
    assert padded.labels.tolist() == [[IGNORED, IGNORED, 7, 0], [IGNORED, 0, IGNORED, IGNORED]]
    assert padded.attention_mask.tolist() == [[1, 1, 1, 1], [1, 1, 0, 0]]
    assert padded.input_ids.tolist() == [[5, 6, 7, 0], [5, 0, 0, 0]]


def test_a_score_is_the_loss_of_the_answer_alone(loaded: Loaded) -> None:
    (row,) = encode([sample("add", "order")], loaded.tokenizer)
    ids = torch.tensor([[*row.prompt, *row.answer]])
    logits = loaded.model(input_ids=ids).logits[0, len(row.prompt) - 1 : -1]
    expected = functional.cross_entropy(logits, torch.tensor(row.answer), reduction="sum").item()
    (found,) = score(loaded.model, [row], 1, 4)
    assert found.nats == pytest.approx(expected, rel=1e-5)
    assert found.tokens == len(row.answer)


def test_neighbours_in_a_batch_do_not_change_a_score(loaded: Loaded) -> None:
    rows = encode(samples()[:7], loaded.tokenizer)
    alone = [score(loaded.model, [row], 1, 1)[0].nats for row in rows]
    together = [one.nats for one in score(loaded.model, rows, 1, 7)]
    assert together == pytest.approx(alone, rel=1e-5)
    assert mean(score(loaded.model, rows, 1, 3)) == pytest.approx(
        sum(alone) / sum(len(row.answer) for row in rows), rel=1e-5
    )


def test_scores_and_answers_come_in_the_order_of_the_rows(loaded: Loaded) -> None:
    rows = encode(samples()[:6], loaded.tokenizer)
    assert [one.sample for one in score(loaded.model, rows, 1, 4)] == [row.sample for row in rows]
    assert [one.sample for one in answer(loaded.model, loaded.tokenizer, rows, 3, 4)] == [
        row.sample for row in rows
    ]


def test_an_answer_is_the_likeliest_token_each_time(loaded: Loaded) -> None:
    (row,) = encode([sample("add", "order")], loaded.tokenizer)
    ids = list(row.prompt)
    for _ in range(8):
        ids.append(int(loaded.model(input_ids=torch.tensor([ids])).logits[0, -1].argmax()))
    (found,) = answer(loaded.model, loaded.tokenizer, [row], 8, 1)
    said = loaded.tokenizer.decode(ids[len(row.prompt) :], skip_special_tokens=True)
    assert found.stopped or found.text == said


@pytest.mark.parametrize(("most", "expected"), [(640, 9), (9, 9), (8, 8)])
def test_an_answer_may_be_as_long_as_the_longest_reference(most: int, expected: int) -> None:
    rows = [Encoded("a", [1] * 30, [2] * 4), Encoded("b", [1], [2] * 9)]
    assert limit(rows, most) == expected


def test_neighbours_in_a_batch_do_not_change_an_answer(loaded: Loaded) -> None:
    rows = encode(samples()[:6], loaded.tokenizer)
    alone = [answer(loaded.model, loaded.tokenizer, [row], 12, 1)[0] for row in rows]
    assert answer(loaded.model, loaded.tokenizer, rows, 12, 6) == alone


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "old").write_text("old")
    (unfinished(folder) / "half").write_text("half")
    assert set(digests(folder)) == {"old"}
    (unfinished(folder) / "new").write_text("new")
    publish_folder(folder)
    assert set(digests(folder)) == {"new"}
    assert not (tmp_path / "out.unfinished").exists()


def test_digests_follow_links_and_leave_hidden_files_out(tmp_path: Path) -> None:
    (tmp_path / "blob").write_text("x")
    folder = tmp_path / "snapshot"
    folder.mkdir()
    (folder / "config.json").symlink_to(tmp_path / "blob")
    (folder / ".lock").write_text("y")
    assert set(digests(folder)) == {"config.json"}
    shutil.rmtree(folder)

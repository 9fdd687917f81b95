"""The tokenizer of the embedded base can say everything."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from stages.base.tokens import PAD_TOKEN, train_tokenizer
from tests.small_model import documents

EOS = "<|endoftext|>"


@cache
def tokenizer() -> Tokenizer:
    return train_tokenizer([row.text for row in documents()], 320, EOS)


@given(st.text())
def test_decoding_gives_the_text_back(text: str) -> None:
    made = tokenizer()
    made.encode_special_tokens = True
    assert made.decode(made.encode(text).ids, skip_special_tokens=False) == text


def test_it_has_the_asked_size_and_both_special_tokens() -> None:
    made = tokenizer()
    assert made.get_vocab_size() == 320
    assert (made.token_to_id(EOS), made.token_to_id(PAD_TOKEN)) == (0, 1)


def test_the_same_text_gives_the_same_tokenizer() -> None:
    again = train_tokenizer([row.text for row in documents()], 320, EOS)
    assert again.to_str() == tokenizer().to_str()

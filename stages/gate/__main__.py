"""Run `gate`."""

from collections import Counter

from tokenizers import Tokenizer

from stages.core.contract import Counts, finish
from stages.core.errors import PipelineError, run
from stages.core.params import load_params
from stages.gate import contract
from stages.gate.gate import gate
from stages.gate.params import GateParams


def main() -> None:
    """Judge the candidates; write samples and drops."""
    params = load_params("gate", GateParams)
    candidates = contract.CANDIDATES.read_some()
    tokenizer = load_tokenizer()
    gated = gate(candidates, params, lambda texts: [len(found) for found in tokenizer.encode_batch(texts)])
    files = contract.SAMPLES.write(gated.samples) | contract.DROPS.write(gated.drops)
    dropped = dict(Counter(drop.rule for drop in gated.drops))
    counts = Counts(read=len(candidates), written=len(gated.samples), dropped=dropped)
    finish("gate", counts, gated.figures, files)


def load_tokenizer() -> Tokenizer:
    """Return the base's tokenizer, for which a text that spells a special token is text."""
    path = contract.TOKENIZER
    if not path.is_file():
        raise PipelineError(f"{path}: not found, expected the tokenizer of the base. Run `dvc repro base`.")
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.encode_special_tokens = True
    return tokenizer


if __name__ == "__main__":
    run(main)

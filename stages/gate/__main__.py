"""Run `gate`."""

from collections import Counter

from tokenizers import Tokenizer

from stages.core.contract import Counts, finish, publish
from stages.core.errors import PipelineError, run
from stages.core.on_disk import opened_some, put
from stages.core.params import load_params
from stages.gate import contract
from stages.gate.figures import plot_of_criteria, plot_of_drops
from stages.gate.gate import Given, gate
from stages.gate.held_out import read_held_out
from stages.gate.params import GateParams
from stages.gate.reviews import read_verdicts


def main() -> None:
    """Judge the candidates; write samples, drops and what reviewers made."""
    params = load_params("gate", GateParams)
    candidates = opened_some(contract.CANDIDATES)
    tokenizer = load_tokenizer()
    given = Given(
        count_tokens=lambda texts: [len(found) for found in tokenizer.encode_batch(texts)],
        held_out=read_held_out(params.held_out),
        verdicts=read_verdicts(),
    )
    gated = gate(candidates, params, given)
    files = put(contract.SAMPLES, gated.samples) | put(contract.DROPS, gated.drops)
    files |= contract.EDITS.write(gated.edits) | contract.RESOURCES.write(gated.resources)
    publish(contract.PLOT_OF_DROPS, plot_of_drops(gated.drops))
    publish(contract.PLOT_OF_CRITERIA, plot_of_criteria(gated.figures))
    dropped = dict(Counter(drop.rule for drop in gated.drops))
    counts = Counts(read=len(candidates) + len(gated.edits), written=len(gated.samples), dropped=dropped)
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

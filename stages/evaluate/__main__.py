"""Run `evaluate` for one adapter: python -m stages.evaluate ADAPTER."""

from pathlib import Path

from stages.core.contract import Counts, Figures, Written, finish, publish, read_json, sha256_of
from stages.core.errors import run
from stages.core.formats.check import violations
from stages.core.language_model.environment import prepare
from stages.core.params import load_params, refuse_unknown_adapter
from stages.core.records.trained import Trained
from stages.core.standards.asked import rules
from stages.evaluate import contract
from stages.evaluate.evaluate import Checks, figures, of_training, outputs
from stages.evaluate.params import EvaluateParams


def digests(written: dict[str, Written], trained: Path) -> Figures:
    """Return the SHA-256 of the answers, and of trained.json, which vouches for the adapter."""
    answers = {path: entry.sha256 for path, entry in written.items()}
    return {"digests": {**answers, str(trained): sha256_of(trained)}}


def main(adapter: str) -> None:
    """Evaluate the adapter of the command line."""
    refuse_unknown_adapter(adapter)
    params = load_params("evaluate", EvaluateParams)
    test = contract.TEST.of(adapter).read_some()
    samples, checks = test[: params.rows], Checks(violations, rules(params), params.standards)
    prepare(1, params.seed)  # `apart` gives the threads out
    from stages.evaluate.answers import answers  # noqa: PLC0415  model libraries must see `prepare` first

    trained = Path(contract.TRAINED.format(adapter=adapter))
    rows = outputs(samples, answers(samples, contract.BASE, trained, params), checks)
    written = contract.OUTPUTS.of(adapter).write(rows)
    publish(Path(contract.CURVE.format(adapter=adapter)), (trained / "losses.csv").read_bytes())
    unanswered = {"cap": len(test) - len(samples)} if len(test) > len(samples) else {}
    counts = Counts(read=len(test), written=len(samples), dropped=unanswered)
    training = of_training(read_json(trained / "trained.json", Trained))
    made = figures(rows, samples, params) | training | digests(written, trained / "trained.json")
    finish("evaluate", counts, made, written, adapter)


if __name__ == "__main__":
    run(main, "ADAPTER")

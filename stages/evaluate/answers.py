"""Let base, placebo and adapter answer the same prompts, and rate the reference answers."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from stages.core.language_model.encoding import Encoded, encode
from stages.core.language_model.generation import answer, pad_id_of
from stages.core.language_model.loading import Loaded, load_base, read_trained, with_adapters
from stages.core.language_model.scoring import score
from stages.core.records.sample import Sample
from stages.evaluate.evaluate import Given
from stages.evaluate.params import EvaluateParams


def answers(samples: list[Sample], base: Path, trained: Path, params: EvaluateParams) -> list[Given]:
    """Return one answer per sample and model; the placebo answers where it was trained.

    Raises PipelineError when base, adapter or template are not what trained.json says.
    """
    loaded = load_base(base, params.device, params.quantization)
    read_trained(trained, loaded.base)
    kinds = [kind for kind in ("adapter", "placebo") if (trained / kind).is_dir()]
    model = with_adapters(loaded.model, trained, kinds)
    rows = encode(samples, loaded.tokenizer)
    given = list(_given("base", model, loaded, rows, params))
    for kind in kinds:
        model.set_adapter(kind)
        given += _given(kind, model, loaded, rows, params)
    return given


def _given(
    kind: str,
    model: Any,  # noqa: ANN401  a PeftModel
    loaded: Loaded,
    rows: list[Encoded],
    params: EvaluateParams,
) -> Iterator[Given]:
    with model.disable_adapter() if kind == "base" else nullcontext():
        scores = score(model, rows, pad_id_of(loaded.tokenizer), params.batch)
        said = answer(model, loaded.tokenizer, rows, params.max_new_tokens, params.batch)
    for rated, told in zip(scores, said, strict=True):
        yield Given(told.sample, kind, told.text, told.stopped, rated.nats / rated.tokens)

"""Let base, placebo and adapter answer the same prompts, and rate the reference answers."""

from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from stages.core.language_model.apart import apart
from stages.core.language_model.encoding import Encoded, encode
from stages.core.language_model.generation import Answer, answer, pad_id_of
from stages.core.language_model.loading import Loaded, load_base, read_trained, with_adapters
from stages.core.language_model.scoring import Score, score
from stages.core.records.sample import Sample
from stages.evaluate.evaluate import Given
from stages.evaluate.params import EvaluateParams


class Asked(NamedTuple):
    """What each model is asked."""

    model: Any
    """A PeftModel with all adapters."""
    loaded: Loaded
    rows: list[Encoded]
    params: EvaluateParams


def answers(samples: list[Sample], base: Path, trained: Path, params: EvaluateParams) -> list[Given]:
    """Return one answer per sample and model; the placebo answers where it was trained.

    Raises PipelineError when base, adapter or template are not what trained.json says.
    """
    loaded = load_base(base, params.device, params.quantization)
    read_trained(trained, loaded.base)
    kinds = [kind for kind in ("adapter", "placebo") if (trained / kind).is_dir()]
    model = with_adapters(loaded.model, trained, kinds)
    asked = Asked(model, loaded, encode(samples, loaded.tokenizer), params)
    work = list(product((_said, _rated), ("base", *kinds)))
    jobs = [partial(_with, kind, asked, what) for what, kind in work]
    done = dict(zip(work, apart(jobs, params.threads, params.device), strict=True))
    return [
        Given(told.sample, kind, told.text, told.stopped, rated.nats / rated.tokens)
        for kind in ("base", *kinds)
        for told, rated in zip(done[_said, kind], done[_rated, kind], strict=True)
    ]


def _said(asked: Asked) -> list[Answer]:
    """Return the answers, which take longer than scores: they are begun first."""
    params = asked.params
    return answer(asked.model, asked.loaded.tokenizer, asked.rows, params.max_new_tokens, params.batch)


def _rated(asked: Asked) -> list[Score]:
    return score(asked.model, asked.rows, pad_id_of(asked.loaded.tokenizer), asked.params.batch)


def _with(kind: str, asked: Asked, what: Callable[[Asked], list[Any]]) -> list[Any]:
    """Return what one model makes of what all are asked."""
    if kind == "base":
        with asked.model.disable_adapter():
            return what(asked)
    asked.model.set_adapter(kind)
    return what(asked)

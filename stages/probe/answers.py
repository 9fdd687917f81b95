"""Let base and adapter answer the prompts of training rows."""

from pathlib import Path

from stages.core.language_model.encoding import encode
from stages.core.language_model.generation import answer
from stages.core.language_model.loading import load_base, read_trained, with_adapters
from stages.core.records.sample import Sample
from stages.probe.params import ProbeParams
from stages.probe.probe import Said


def answers(asked: list[Sample], base: Path, trained: Path, params: ProbeParams) -> list[Said]:
    """Return one answer per row and model.

    Raises PipelineError when base, adapter or template are not what trained.json says.
    """
    loaded = load_base(base, params.device, params.quantization)
    read_trained(trained, loaded.base)
    model = with_adapters(loaded.model, trained, ["adapter"])
    rows = encode(asked, loaded.tokenizer)
    of_adapter = answer(model, loaded.tokenizer, rows, params.max_new_tokens, params.batch)
    with model.disable_adapter():
        of_base = answer(model, loaded.tokenizer, rows, params.max_new_tokens, params.batch)
    return [
        Said(one.sample, model_name, one.text)
        for model_name, said in (("base", of_base), ("adapter", of_adapter))
        for one in said
    ]

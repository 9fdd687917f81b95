"""Let base and adapter answer the prompts of training rows."""

from pathlib import Path

from stages.core.language_model.apart import apart
from stages.core.language_model.encoding import encode
from stages.core.language_model.generation import Answer, answer
from stages.core.language_model.loading import load_base, read_trained, with_adapters
from stages.core.records.sample import Sample
from stages.probe.params import ProbeParams
from stages.probe.probe import MODELS, Said


def answers(asked: list[Sample], base: Path, trained: Path, params: ProbeParams) -> list[Said]:
    """Return one answer per row and model.

    Raises PipelineError when base, adapter or template are not what trained.json says.
    """
    loaded = load_base(base, params.device, params.quantization)
    read_trained(trained, loaded.base)
    model = with_adapters(loaded.model, trained, ["adapter"])
    rows = encode(asked, loaded.tokenizer)

    def of_adapter() -> list[Answer]:
        return answer(model, loaded.tokenizer, rows, params.max_new_tokens, params.batch)

    def of_base() -> list[Answer]:
        with model.disable_adapter():
            return of_adapter()

    every = zip(MODELS, apart([of_base, of_adapter], params.threads, params.device), strict=True)
    return [Said(one.sample, name, one.text) for name, said in every for one in said]

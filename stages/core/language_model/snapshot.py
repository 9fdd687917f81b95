"""Find the files of a base model on this machine."""

from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

from stages.core.errors import PipelineError

WEIGHTS = ("*.safetensors", "*.json", "*.txt", "*.model", "*.jinja")
"""What is taken of a snapshot: weights as safetensors only, no pickle and no code."""


def weights_folder(source: str, location: str, revision: str) -> Path:
    """Return the folder of a base's files; raises PipelineError when it is not here and not to be fetched."""
    if source != "hub":
        return Path(location)
    try:
        return Path(snapshot_download(location, revision=revision, allow_patterns=list(WEIGHTS)))
    except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError, OSError) as error:
        raise PipelineError(
            f"base: {location} at {revision[:12]} is not in the model cache ({type(error).__name__}). "
            "Fetch it once with `HF_HUB_OFFLINE=0 dvc repro base`, or set base=local."
        ) from error

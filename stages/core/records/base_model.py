"""The base model that adapters are trained on."""

from stages.core.records.record import Record


class BaseModel(Record, frozen=True):
    """The content of out/base/base.json."""

    name: str
    """Name of the preset in conf/base/."""
    source: str
    """`scratch` (trained by the stage), `hub` or `local`."""
    location: str
    """Where the weights are: out/base/model for `scratch`, the hub id for `hub`, the folder for `local`."""
    revision: str
    """Commit of the hub repository; empty for the other kinds."""
    files: dict[str, str]
    """SHA-256 of every file of the model, by name."""
    sha256: str
    """SHA-256 over `files` in canonical form: the identity of the base."""
    target_modules: list[str]
    """Names of the linear layers that adapters change, sorted."""
    eos_token: str
    dtype: str
    figures: dict[str, float | int]
    """For `scratch`: tokens, parameters, loss and bits per byte on held-out text."""

"""What a trainer really read and made."""

from stages.core.records.record import Record


class Trained(Record, frozen=True):
    """The content of out/train/<adapter>/trained.json, written by `train` itself while it reads."""

    adapter: str
    train_sha256: str
    """SHA-256 of the bytes of the training file that was read."""
    validation_sha256: str
    samples: list[str]
    """Ids of the samples of that file, in its order; one of a weight below 1 takes part in fewer epochs."""
    order_sha256: str
    """SHA-256 over the ids in the order of training, one per line, over all epochs."""
    base_sha256: str
    """Digest of the base model: see BaseModel.sha256."""
    template_sha256: str
    seed: int
    files: dict[str, str]
    """SHA-256 of every file of the adapter and of the placebo, by path below out/train/<adapter>/."""
    figures: dict[str, float | int]
    """Losses, tokens, share of trained tokens, and what the sanity checks measured."""

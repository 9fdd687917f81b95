"""Settings of `attest`."""

from stages.core.params import Params


class AttestParams(Params, frozen=True):
    """Section `attest` of params.yaml."""

    adapters: list[str]
    """The adapters whose splits and figures are bound: the matrix of train, evaluate and probe."""

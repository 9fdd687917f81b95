"""Settings of `attest`."""

from typing import Annotated

import msgspec

from stages.core.params import Params


class AttestParams(Params, frozen=True):
    """Section `attest` of params.yaml."""

    adapters: list[str]
    """The adapters whose splits and figures are bound: the matrix of train, evaluate and probe."""
    provider: str
    """Who publishes data and adapters, as exports and cards name it; the name of the sample is its own."""
    unit_keys: str
    """Folder outside the project with one key for each source, from which the salts of the ledger are
    derived; empty for keys that everybody knows."""
    namespace: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9+.-]*:[!-~]*[^/\s]$")]
    """URI under which the provider names its own types of statements, without a slash at its end; that of the
    sample is refused elsewhere."""

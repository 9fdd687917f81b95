"""Refuse to publish other data in the name of the embedded sample."""

from stages.attest.params import AttestParams
from stages.core.errors import PipelineError

SAMPLE_KEY = "61e0d4491e5b3238"
"""Check value of the key of the embedded sample, `anonymize.key_check`."""
SAMPLE = {
    "provider": "the embedded sample of adaptrail",
    "namespace": "https://sample.adaptrail.example",
}
"""Values of conf/attest/default.yaml, by setting: a name under `.example` is nobody's (RFC 2606)."""


def refuse_placeholders(params: AttestParams, key_check: str) -> None:
    """Raise PipelineError when data with a key of its own is to be published in the name of the sample."""
    left = [f"attest.{name}" for name, value in SAMPLE.items() if getattr(params, name) == value]
    if left and key_check != SAMPLE_KEY:
        raise PipelineError(
            f"{' and '.join(left)}: of the embedded sample, expected your own beside your own key "
            "(anonymize.key_check). Name who publishes in conf/attest/default.yaml, then run "
            "`python -m stages.compose`."
        )

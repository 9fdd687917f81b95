"""Refuse to publish other data in the name of the embedded sample, or of nobody."""

import re

from stages.attest.params import AttestParams
from stages.core.errors import PipelineError

SAMPLE_KEY = "61e0d4491e5b3238"
"""Check value of the key of the embedded sample, `anonymize.key_check`."""
SAMPLE = {
    "provider": "the embedded sample of adaptrail",
    "namespace": "https://sample.adaptrail.example",
}
"""Values of conf/attest/default.yaml, by setting: a name under `.example` is nobody's (RFC 2606)."""

_SIGN = re.compile(r"\b(TODO|FIXME|TBD|XXX+)\b|<.*>|\{\{.*\}\}|\$\{.*\}|示例|待定|待填|待补|某公司|占位")
_WORD = re.compile(r"|todo|fixme|tbd|tba|xxx+|n/?a|none|null|unknown|change[ _-]?me|[-.?_]+", re.IGNORECASE)
_START = re.compile(r"((an?|the) )?(example|your|placeholder)\b", re.IGNORECASE)
"""What people write where a name is still to come: a sign anywhere, a word alone, or how it begins."""
_NOBODYS = re.compile(
    r"[^:/]+://([^/]*@)?([^/:]*\.)?(example|test|invalid|localhost|example\.(com|net|org))\.?([:/?#].*)?",
    re.IGNORECASE,
)
"""Addresses of hosts that are nobody's (RFC 2606)."""


def refuse_placeholders(params: AttestParams, key_check: str) -> None:
    """Raise PipelineError when data with a key of its own is to be published in the name of the sample, or in
    a name that was left open."""
    left = [f"attest.{name}" for name in SAMPLE if _is_left(name, getattr(params, name))]
    if left and key_check != SAMPLE_KEY:
        raise PipelineError(
            f"{' and '.join(left)}: of the embedded sample or left open, expected your own beside your own "
            "key (anonymize.key_check). Name who publishes in conf/attest/default.yaml, then run "
            "`python -m stages.compose`."
        )


def _is_left(name: str, value: str) -> bool:
    """Say whether a setting is that of the sample, however it is spelled, or stands for one to come."""
    said = " ".join(value.split())
    is_samples = said.casefold().rstrip("/. ") == SAMPLE[name].casefold()
    is_open = _SIGN.search(said) or _WORD.fullmatch(said) or _START.match(said)
    return is_samples or bool(is_open or _NOBODYS.fullmatch(said))

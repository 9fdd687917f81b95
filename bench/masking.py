"""The masking of `anonymize` with the committed settings, for benchmarks: no crawled source is needed."""

from functools import cache

from stages.anonymize.anonymize import Mask, limits_of
from stages.anonymize.finding import Limits, Subject
from stages.anonymize.keys import load_keys
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.packs.load import load_packs
from stages.anonymize.params import AnonymizeParams
from stages.anonymize.rewrite import Masking
from stages.core.params import load_params

LEXICON = Lexicon(
    own=True,
    terms=("lanhai", "蓝海"),
    packages=("com.lanhai",),
    domains=("lanhai-retail.com",),
    persons=("Zhang Wei", "王小明"),
)
"""Names of the embedded organisation."""


@cache
def settings() -> AnonymizeParams:
    """Return section `anonymize` of params.yaml."""
    return load_params("anonymize", AnonymizeParams)


@cache
def limits() -> Limits:
    """Return what detectors read of the settings."""
    return limits_of(settings(), load_packs(settings().packs), ())


@cache
def masking(lexicon: Lexicon) -> Masking:
    """Return what replacements are made with."""
    params = settings()
    keys = load_keys(params.key_id, params.key_check, params.key_file)
    return Masking.of(keys, lexicon, params.policy, {})


def subject(text: str, language: str, path: str, lexicon: Lexicon = LEXICON) -> Subject:
    """Return a text of an own source as detectors read it."""
    return Subject(text, language, lexicon, limits(), path, "own")


def masked(text: str, language: str, path: str) -> str:
    """Return safe path and text of a file of the embedded organisation; nothing when it is refused."""
    return Mask(LEXICON, limits(), masking(LEXICON), "own").shadow(text, language, path)

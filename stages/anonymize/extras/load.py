"""Load the detectors that the settings choose; nothing of one that is not chosen is imported."""

from collections.abc import Callable, Collection, Iterable, Mapping
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from stages.anonymize.extras import baseline, credsweeper, kingfisher, presidio
from stages.anonymize.finding import Detector
from stages.core.errors import PipelineError

EXTRAS: Mapping[str, Callable[[Collection[str]], Detector]] = {
    "kingfisher": kingfisher.load,
    "credsweeper": credsweeper.load,
    "presidio": presidio.load,
}
"""By the name that the settings and the extra of the package have."""


def load_detectors(names: Iterable[str], texts: Collection[str]) -> tuple[Detector, ...]:
    """Return the detectors of `names`: of an extra, or of a baseline of detect-secrets by its path.

    `texts` is what they will be asked about, as far as it is known. Raises PipelineError for a name that says
    nothing, and for an extra that is not installed.
    """
    return tuple(_detector(name, texts) for name in dict.fromkeys(names))


def _detector(name: str, texts: Collection[str]) -> Detector:
    if name not in EXTRAS:
        return _baseline(name)
    try:
        return EXTRAS[name](texts)
    except (ImportError, PackageNotFoundError) as error:
        raise PipelineError(
            f"anonymize.detectors: {name} is not installed, expected its extra. "
            f"Run `pip install 'adaptrail[{name}]'`."
        ) from error


def _baseline(name: str) -> Detector:
    if not Path(name).is_file():
        raise PipelineError(
            f"anonymize.detectors: '{name}', expected {', '.join(EXTRAS)} or the path of a baseline of "
            "detect-secrets. Mend the name."
        )
    return baseline.load(Path(name))

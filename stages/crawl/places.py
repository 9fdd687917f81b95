"""Say where a source lies: below data/, at an absolute path, or at a URL."""

import re
from pathlib import Path

from stages.core.errors import PipelineError

DATA = "data"

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[\w.-]+@[\w.-]+:")
_PASSWORD = re.compile(r"://[^/@\s]*:[^/@\s]+@")


def is_url(location: str) -> bool:
    """Return whether Git would fetch from `location` over a protocol: `scheme://...` or `user@host:path`."""
    return bool(_URL.match(location))


def refuse_password(name: str, location: str) -> None:
    """Raise PipelineError when a URL holds a password: it would be in Git and in every copy of a result."""
    if _PASSWORD.search(location):
        raise PipelineError(
            f"source '{name}': its URL holds a password, expected none. Use a credential helper, or SSH."
        )


def below_data(name: str, location: str) -> Path:
    """Return a relative `location`; raises PipelineError when it does not lie below data/."""
    path = Path(location)
    if path.is_absolute() or path.parts[:1] != (DATA,) or ".." in path.parts:
        raise PipelineError(
            f"source '{name}': location {location}, expected a path below {DATA}/. "
            f"Mend conf/source/{name}.yaml."
        )
    return path

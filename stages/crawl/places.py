"""Say where a source lies: below data/, at an absolute path, or at a URL."""

import re
from pathlib import Path

from stages.crawl.faults import SourceFault

DATA = "data"

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[\w.-]+@[\w.-]+:")
_CREDENTIALS = re.compile(r"https?://[^/@\s]*@|://[^/@\s]*:[^/@\s]+@")
"""A password, or over HTTP a user: hosts take tokens in its place."""


def is_url(location: str) -> bool:
    """Return whether Git would fetch from `location` over a protocol: `scheme://...` or `user@host:path`."""
    return bool(_URL.match(location))


def refuse_credentials(name: str, location: str) -> None:
    """Raise SourceFault when a URL holds a password or token: it would be in Git and in every result."""
    if _CREDENTIALS.search(location):
        reason = "its URL holds a password or token, expected none"
        raise SourceFault(name, "settings", reason, "Use a credential helper of Git, or SSH.")


def below_data(name: str, location: str) -> Path:
    """Return a relative `location`; raises SourceFault when it does not lie below data/."""
    path = Path(location)
    if path.is_absolute() or path.parts[:1] != (DATA,) or ".." in path.parts:
        reason = f"location {location}, expected a path below {DATA}/"
        raise SourceFault(name, "settings", reason, f"Mend conf/source/{name}.yaml.")
    return path

"""Public collections that lie beside the checkout, for tests marked `external`."""

import os
from pathlib import Path

import pytest


def folder(name: str) -> Path:
    """Return a folder below ADAPTRAIL_EXTERNAL_DATA; without that the test is skipped, with it the folder
    must be there."""
    root = os.environ.get("ADAPTRAIL_EXTERNAL_DATA", "")
    if not root:
        pytest.skip(f"needs ADAPTRAIL_EXTERNAL_DATA, a folder with {name}")
    found = Path(root, name)
    assert found.is_dir(), f"{found}: no folder, expected public data. Mend ADAPTRAIL_EXTERNAL_DATA."
    return found

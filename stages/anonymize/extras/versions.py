"""Say which version of another tool finds something."""

import hashlib
import inspect
import sys
from importlib.metadata import version


def version_of(adapter: str, package: str) -> tuple[str, str]:
    """Return the package with its version, and the version of its rules as the ledger has it."""
    return versioned(adapter, f"{package} {version(package)}")


def versioned(adapter: str, tool: str) -> tuple[str, str]:
    """Return `tool`, and the first 8 hex digits of the SHA-256 of it and the code of its adapter."""
    code = inspect.getsource(sys.modules[adapter])
    return tool, hashlib.sha256(f"{tool}\n{code}".encode()).hexdigest()[:8]

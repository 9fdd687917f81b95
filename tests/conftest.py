"""Settings of all tests: one that is slow on a busy machine is no fault, and the longest ones begin."""

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the whole pipeline first: on several processors the others are done beside them."""
    items.sort(key=lambda item: "pipeline" not in item.path.parts)

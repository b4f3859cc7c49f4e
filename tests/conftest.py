"""What holds for every test."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from connectors.known_secrets import forget_secrets

# A test promises what comes out, never how fast: speed is measured by `make bench`.
settings.register_profile("shipcast", deadline=None)
settings.load_profile("shipcast")


@pytest.fixture(autouse=True)
def _secrets_of_its_own() -> Iterator[None]:
    """Let no test hide the words of another."""
    yield
    forget_secrets()

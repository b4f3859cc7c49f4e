"""A Linear that runs, around a small company."""

from collections.abc import Iterator

import pytest
import stamina

from tests.connectors.linear.scene import make_world
from tests.connectors.linear.server import Linear, serving


@pytest.fixture
def linear() -> Iterator[Linear]:
    with serving(make_world()) as running:
        yield running


@pytest.fixture
def impatient() -> Iterator[None]:
    """Let nothing wait before it is asked again; what a tracker asks for is another matter."""
    with stamina.set_testing(True, attempts=5, cap=True):
        yield

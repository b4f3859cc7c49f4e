"""Waits between attempts are not waited for: how long they are is tested in test_retrying."""

from collections.abc import Iterator

import pytest
import stamina

from connectors.retrying import ATTEMPTS


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=ATTEMPTS):
        yield

"""Every test of the command line stands in a folder of its own."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.bot.cli.folders import write_shop
from tests.bot.cli.running import shipcast


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working folder: empty, and nobody else's."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Undo what `run` configures: its handler writes to a stream that is gone after the test."""
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Give a folder of CSV files."""
    return write_shop(tmp_path / "shop")


@pytest.fixture
def imported(shop: Path) -> Path:
    """Import the shop into the working folder's database."""
    assert shipcast("import", str(shop)).exit_code == 0
    return shop

"""The benchmark's walk through another interpreter."""

import sys
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from tests.bench.beside import measure_peers
from tests.bench.company import a_team


def test_an_environment_without_the_peers_is_told_and_not_passed_over() -> None:
    with pytest.raises(CalledProcessError) as failed:
        measure_peers(Path(sys.executable), a_team(1, 5).teams[0], 5, 10)
    assert "flowpulse" in failed.value.stderr

"""Runs `shipcast` inside the test's process."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from bot.cli.app import app


def shipcast(*arguments: str, **environ: str | None) -> Result:
    """Run one command; variables of the surrounding shell do not reach it."""
    quiet: dict[str, str | None] = {"SHIPCAST_SETTINGS": None, "SHIPCAST_REFERENCE": None}
    return CliRunner().invoke(app, list(arguments), env=quiet | environ)


def shipcast_json(*arguments: str, exit_code: int = 0, **environ: str) -> Any:
    """Run one command with `--json` and give what it says."""
    result = shipcast(*arguments, "--json", **environ)
    assert result.exit_code == exit_code, result.output
    return json.loads(result.stdout)

"""The front door: help, version, and a sentence for everything that can be typed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.cli.app import app
from tests.bot.cli.running import shipcast

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_group(app).commands
SPOKEN_OF_ELSEWHERE = {"--help", "--json"}


def parameters() -> Iterator[tuple[str, str, str | None]]:
    for name, command in (("shipcast", typer.main.get_group(app)), *COMMANDS.items()):
        for parameter in command.params:
            yield name, parameter.opts[0], getattr(parameter, "help", None)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_sentence_in_help_and_a_row_in_the_readme(name: str) -> None:
    assert (COMMANDS[name].help or "").rstrip().endswith(".")
    assert f"| `shipcast {name}" in README


@pytest.mark.parametrize(("name", "option", "sentence"), list(parameters()))
def test_every_option_has_a_sentence_and_stands_in_the_readme(
    name: str, option: str, sentence: str | None
) -> None:
    assert sentence, f"{name} {option}"
    if option.startswith("--") and option not in SPOKEN_OF_ELSEWHERE:
        assert option in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_speaks_json(name: str) -> None:
    options = {option for each, option, _ in parameters() if each == name}

    assert "--json" in options


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_can_be_read(name: str) -> None:
    result = shipcast(name, "--help")

    assert result.exit_code == 0
    assert result.stderr == ""


def test_the_version_is_told() -> None:
    assert shipcast("--version").stdout.startswith("shipcast ")


@pytest.mark.parametrize(
    "arguments", [[], ["forcast"], ["--colour"], ["forecast", "--nope"], ["import"]]
)
def test_what_cannot_be_understood_is_a_usage_error(arguments: list[str]) -> None:
    assert shipcast(*arguments).exit_code == 2


def test_a_misspelt_command_gets_the_nearest() -> None:
    assert "'forecast'" in shipcast("forcast").stderr


def test_it_runs_as_a_program_and_prints_data_only_to_stdout(here: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "bot.cli.app", "ask", "help", "--json"],
        cwd=ROOT,
        env={"SHIPCAST_DATABASE": str(here / "empty.db")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("{")

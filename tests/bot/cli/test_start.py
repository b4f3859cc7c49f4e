"""The console script."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]


def _run(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-W", "error", "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_helper_of_a_backtest_does_not_load_the_command_line_with_its_main_program() -> None:
    done = _run("import bot.cli.start, sys; print(*{m.split('.')[0] for m in sys.modules})")
    assert done.returncode == 0
    assert "bot" in done.stdout.split()
    assert not {"typer", "sqlalchemy", "numpy"} & {*done.stdout.split()}


def test_the_script_of_the_package_runs_the_command_line() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, function = scripts["scripts"]["shipcast"].split(":")
    done = _run(f"from {module} import {function} as run; run()", "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()

"""What no linter knows of the container: that it has all parts, and never runs as root."""

import shlex
import tomllib
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
Step = tuple[str, str]


def steps() -> list[Step]:
    """Give the instructions of the Dockerfile, each on one line."""
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    told = "\n".join(line for line in lines if not line.startswith("#"))
    joined = told.replace("\\\n", " ").splitlines()
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined)]


def last_stage() -> list[Step]:
    told = steps()
    start = max(at for at, (word, _) in enumerate(told) if word == "FROM")
    return told[start:]


def copied() -> set[str]:
    """Give what is copied out of the repository."""
    told = [shlex.split(rest) for word, rest in steps() if word == "COPY"]
    return {source for words in told if "--from" not in words[0] for source in words[:-1]}


def service() -> dict[str, Any]:
    read = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    only: dict[str, Any] = read["services"]["shipcast"]
    return only


def test_all_that_is_copied_is_there() -> None:
    assert [source for source in copied() if not (ROOT / source).exists()] == []


def test_every_package_of_the_wheel_is_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    assert packages <= copied()


def test_it_runs_as_nobody_special() -> None:
    users = [rest for word, rest in last_stage() if word == "USER"]
    assert users
    assert all(user.isdecimal() and int(user) > 0 for user in users)


def test_what_can_build_does_not_run() -> None:
    bases = [rest for word, rest in steps() if word == "FROM"]
    assert len(bases) == 2
    assert [rest for word, rest in last_stage() if word == "RUN" and "pip" in rest] == []


def test_no_image_is_made_of_secrets() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".env", "shipcast.yaml", "*.db*"} <= set(ignored)


def test_the_service_may_do_no_more_than_it_must() -> None:
    told = service()
    assert told["read_only"] is True
    assert told["cap_drop"] == ["ALL"]
    assert [port for port in told["ports"] if not port.startswith("127.0.0.1:")] == []

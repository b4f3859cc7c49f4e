"""What the settings call a secret appears in no log, error or message, whatever it looks like."""

import io
import logging
from base64 import b64encode
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.app import main
from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import GuardedGroup
from bot.cli.progress import say_result
from bot.cli.secrecy import secret_values
from bot.clock import now
from bot.logs import configure_logs
from config.settings import load_settings
from connectors.scrub import scrub_error
from connectors.sync import sync_tracker
from connectors.tracker import FatalError, Page
from tests.connectors.scripted import ScriptedTracker

TOKEN = "NjE0plainPAT/9+x"  # like a personal access token of Jira: no prefix tells what it is
SETTINGS = """
database: postgresql://me:db-password@localhost/shipcast
sources:
  - {kind: jira, name: shop, url: "https://jira.example", user: me@shop.example}
  - {kind: linear, name: apps}
"""
ENVIRON = {
    "SHIPCAST_SOURCE_SHOP_TOKEN": TOKEN,
    "SHIPCAST_SOURCE_SHOP_WEBHOOK_SECRET": "hook of shop",
    "SHIPCAST_SOURCE_APPS_CLIENT_SECRET": "client of apps",
    "SHIPCAST_SLACK_SIGNING_SECRET": "0123456789abcdef",
}


@pytest.fixture
def settings_file(here: Path) -> Path:
    path = here / "shipcast.yaml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


def test_every_secret_is_known_and_what_a_request_makes_of_it(settings_file: Path) -> None:
    pair = b64encode(f"me@shop.example:{TOKEN}".encode()).decode()
    known = set(secret_values(load_settings(settings_file, ENVIRON)))
    assert known == {*ENVIRON.values(), "db-password", pair}


def failing(error: Exception, *arguments: str, environ: dict[str, str]) -> str:
    """Run a verb that loads the settings, logs an error and fails with it; give all it said."""
    app = typer.Typer(cls=GuardedGroup, pretty_exceptions_enable=False)
    stream = io.StringIO()

    @app.callback()
    def before() -> None: ...

    @app.command()
    def fail(context: typer.Context) -> None:
        settings_of(context)
        configure_logs(as_json=True, stream=stream)
        logging.getLogger("httpx").warning("asked with %s", TOKEN)
        stream.write(scrub_error(error))
        with open_database("shipcast.db") as database:
            tracker = ScriptedTracker([[Page((), warnings=(str(error),))]])
            say_result(sync_tracker(tracker, database.sessions, now=now))
        raise error

    result = CliRunner().invoke(app, ["fail", *arguments], env=dict(environ))
    return result.output + stream.getvalue()


@pytest.mark.usefixtures("settings_file")
def test_a_token_in_an_error_is_nowhere_to_be_read() -> None:
    error = FatalError(f"jira.example does not take {TOKEN} of me.")
    said = failing(error, environ=ENVIRON)
    assert said.count("jira.example does not take ***") == 3
    assert "asked with ***" in said
    assert TOKEN not in said


@pytest.mark.usefixtures("settings_file")
def test_a_token_in_a_defect_is_nowhere_to_be_read() -> None:
    assert TOKEN not in failing(KeyError(TOKEN), environ=ENVIRON)


def test_a_traceback_that_was_asked_for_hides_it_too(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "shipcast.yaml").write_text(f"database: mysql://me:{TOKEN}@localhost/x\n")
    monkeypatch.setattr("sys.argv", ["shipcast", "--debug", "sync"])
    with pytest.raises(SystemExit, match="1"):
        main()
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert TOKEN not in said

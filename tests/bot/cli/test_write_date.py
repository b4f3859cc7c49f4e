"""`shipcast write-date` shows the change, asks, writes once, and asks again where it must."""

import os
import pty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import typer

from bot.cli.database import Database, open_database
from bot.cli.failures import InputError
from bot.cli.trackers import trackers_of
from bot.cli.write_date import COMMAND_LINE, Order, carry_out
from bot.clock import now
from bot.writing.errors import CannotWriteError
from config.model import Settings
from connectors.sync import sync_tracker
from connectors.tracker import FatalError
from connectors.writer import ChangedMeanwhileError
from store.audit import AuditRow, load_audit
from tests.bot.cli.folders import write_shop
from tests.bot.cli.running import shipcast
from tests.bot.cli.test_serving import settings_of
from tests.connectors.local_tracker import LocalTracker, LocalWriter, tracking


@dataclass
class Shop:
    """A shop that was read, whose tracker may be written: 2.0 is forecast, 1.0 is out."""

    tracker: LocalTracker
    settings: Settings
    database: Database
    writer: LocalWriter

    def write(self, release: str = "2.0", **told: Any) -> None:
        order = Order(release, **told)
        carry_out(order, self.settings, self.database, {"shop": self.writer})

    def trail(self) -> tuple[AuditRow, ...]:
        with self.database.sessions() as session:
            return load_audit(session)

    @property
    def ext_id(self) -> str:
        return next(iter(self.tracker.dates))


@pytest.fixture
def shop_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    settings = settings_of(write_shop(tmp_path_factory.mktemp("files") / "shop"))
    with open_database("shipcast.db") as database:
        for tracker in trackers_of(settings, now()):
            sync_tracker(tracker, database.sessions, now=now)
            ext_id = next(one.ext_id for one in tracker.entities().releases if one.name == "2.0")
        with tracking(LocalTracker({ext_id: "2027-06-30"})) as local:
            writer = LocalWriter(local, "shop")
            yield Shop(local, settings, database, writer)
            writer.close()


@contextmanager
def somebody_says(words: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let somebody sit at a terminal and type."""
    keyboard, terminal = pty.openpty()
    os.write(keyboard, words.encode())
    with os.fdopen(terminal, encoding="utf-8") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        yield
    os.close(keyboard)


def test_a_dry_run_shows_both_dates_and_writes_nothing(
    shop_desk: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    shop_desk.write(dry_run=True)
    said = capsys.readouterr().out
    assert "in shop has the date Wed 30 Jun 2027: " in said
    assert "· P85, 85% likely" in said
    assert "Nothing was written" in said
    assert (shop_desk.tracker.puts, shop_desk.trail()) == ([], ())


def test_with_yes_it_is_written_and_kept_under_the_login(
    shop_desk: Shop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ana")
    shop_desk.write(yes=True, percentile=50)
    ((_, day),) = shop_desk.tracker.puts
    asked, done = shop_desk.trail()
    assert (asked.workspace, asked.actor, asked.action) == (COMMAND_LINE, "ana", "write_date")
    assert (asked.after["percent"], asked.after["due_on"]) == (50, day)
    assert (done.action, done.after["due_on"]) == ("write_date.done", day)
    assert "Wed 30 Jun 2027 → " in capsys.readouterr().out


def test_a_day_of_ones_own_is_written_with_its_likelihood_shown(
    shop_desk: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    day = now().replace(tzinfo=None) + timedelta(weeks=60)
    shop_desk.write(yes=True, day=day)
    assert shop_desk.tracker.puts == [(shop_desk.ext_id, day.date().isoformat())]
    assert "> 95% likely" in capsys.readouterr().out


def test_whoever_says_no_changes_nothing(shop_desk: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    with somebody_says("n\n", monkeypatch), pytest.raises(typer.Abort):
        shop_desk.write()
    assert (shop_desk.tracker.puts, shop_desk.trail()) == ([], ())


def test_where_the_date_is_another_one_by_then_it_asks_again(
    shop_desk: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def meddle(gets: int) -> None:
        if gets == 1:  # the look was the first, this is the writer's own
            shop_desk.tracker.dates[shop_desk.ext_id] = "2027-08-31"

    shop_desk.tracker.before_get = meddle
    with somebody_says("y\ny\n", monkeypatch):
        shop_desk.write()
    said = capsys.readouterr().out
    assert "has the date Wed 30 Jun 2027" in said
    assert "has the date Tue 31 Aug 2027" in said
    assert len(shop_desk.tracker.puts) == 1
    ends = [row.action for row in shop_desk.trail()]
    assert ends == ["write_date", "write_date.changed", "write_date", "write_date.done"]


def test_with_yes_nobody_agreed_to_another_date(shop_desk: Shop) -> None:
    def meddle(gets: int) -> None:
        shop_desk.tracker.dates[shop_desk.ext_id] = f"2027-08-{gets + 1:02}"

    shop_desk.tracker.before_get = meddle
    with pytest.raises(ChangedMeanwhileError):
        shop_desk.write(yes=True)
    assert shop_desk.tracker.puts == []


def test_where_nobody_can_be_asked_nothing_is_written(shop_desk: Shop) -> None:
    with pytest.raises(InputError, match="--yes"):
        shop_desk.write()
    with pytest.raises(InputError, match="--yes"):
        shop_desk.write(as_json=True)
    assert shop_desk.tracker.puts == []


def test_programs_get_both_dates(shop_desk: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    shop_desk.write(as_json=True, dry_run=True)
    shop_desk.write(as_json=True, yes=True)
    said = capsys.readouterr().out
    assert said.count('"before": "2027-06-30"') == 2
    assert said.index('"written": false') < said.index('"written": true')


@pytest.mark.parametrize(
    ("told", "error", "sentence"),
    [
        ({"percentile": 85, "day": datetime(2027, 9, 1)}, InputError, "not both"),  # noqa: DTZ001
        ({"percentile": 60}, InputError, "60 is none of 50, 70, 85, 95"),
        ({"day": datetime(2020, 1, 1)}, CannotWriteError, "has passed"),  # noqa: DTZ001
        ({"release": "4.0"}, InputError, "no release '4.0'"),
        ({"release": "1.0"}, CannotWriteError, "has shipped"),
        ({"release": "3.0"}, FatalError, "there is no version"),
    ],
)
def test_what_cannot_be_written_says_why(
    shop_desk: Shop, told: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        shop_desk.write(**told, yes=True)
    assert (shop_desk.tracker.puts, shop_desk.trail()) == ([], ())


@pytest.mark.usefixtures("imported")
def test_a_folder_has_no_dates_that_can_be_set() -> None:
    result = shipcast("write-date", "2.0", "--yes")
    assert result.exit_code == 2
    assert "Nothing may be written to shop" in result.stderr
    assert "no other kind has dates that can be set" in result.stderr

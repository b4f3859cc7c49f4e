"""Progress says what is known, and draws only where somebody looks."""

from datetime import timedelta

import pytest

from bot.cli.progress import counted, progress_of, say_result
from bot.clock import now
from connectors.progress import Progress, Stage
from connectors.sync import SyncResult


def test_it_tells_pages_and_issues() -> None:
    progress = Progress("shop", Stage.ISSUES, pages=3, issues=1500)

    assert counted(progress) == "reading issues, 3 pages, 1,500 issues so far"


def test_nothing_is_drawn_into_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_of(["shop"]) as report:
        report(Progress("shop", Stage.ISSUES, 1, 2))

    assert capsys.readouterr().err == ""


def test_a_terminal_sees_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress_of(["shop"]) as report:
        report(Progress("shop", Stage.ISSUES, 1, 2))

    assert "reading issues, 1 pages, 2 issues" in capsys.readouterr().err


def test_the_result_and_its_warnings_are_lines(capsys: pytest.CaptureFixture[str]) -> None:
    begun = now()
    done = begun + timedelta(seconds=2)

    say_result(SyncResult("shop", 90, 10, 4, 1, 0, 0, ("odd row",), begun, done))

    assert capsys.readouterr().err.splitlines() == [
        "shop: 10 issues read, 90 looked at, 4 changed, 1 gone, 2.0 s",
        "shop: warning: odd row",
    ]


def test_every_source_has_its_row(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress_of(["shop", "web"]) as report:
        for name in ("web", "shop"):
            report(Progress(name, Stage.CENSUS, 1, 2))

    drawn = capsys.readouterr().err
    assert "shop: looking for what is gone" in drawn
    assert "web: looking for what is gone" in drawn


def test_a_log_gets_a_line_of_each_source_now_and_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress_of(["shop", "web"]) as report:
        for seconds in range(0, 25, 4):
            report(Progress("shop", Stage.ISSUES, seconds, seconds, seconds))
        report(Progress("web", Stage.ENTITIES, 0, 0, 30))

    assert capsys.readouterr().err.splitlines() == [
        "shop: reading issues, 12 pages, 12 issues so far, 12 s",
        "shop: reading issues, 24 pages, 24 issues so far, 24 s",
        "web: reading teams, sprints and releases, 0 pages, 0 issues so far, 30 s",
    ]

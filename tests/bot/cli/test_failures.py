"""Every error becomes one sentence on stderr and the right exit code."""

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.call import Call
from bot.cli.failures import GuardedGroup, InputError
from config.errors import Problem, SettingsError
from connectors.tracker import FatalError, RetriableError, SkippableError
from store.errors import BusyDatabaseError, DefinitionError, UnusableDatabaseError

ERRORS = (
    (InputError("no such thing"), 2),
    (SettingsError([Problem("shipcast.yaml line 3", "is odd")]), 2),
    (FatalError("wrong password"), 2),
    (RetriableError("timeout", 3.0), 1),
    (SkippableError("one issue"), 1),
    (UnusableDatabaseError("not a database"), 2),
    (BusyDatabaseError("locked"), 1),
    (DefinitionError("odd predicate"), 2),
)


def app_that_raises(error: Exception, *, debug: bool = False) -> typer.Typer:
    app = typer.Typer(cls=GuardedGroup, pretty_exceptions_enable=False)

    @app.callback()
    def before(context: typer.Context) -> None:
        context.obj = Call(debug=debug)

    @app.command()
    def fail() -> None:
        raise error

    return app


@pytest.mark.parametrize(("error", "exit_code"), ERRORS)
def test_a_foreseen_error_is_a_sentence_and_a_code(error: Exception, exit_code: int) -> None:
    result = CliRunner().invoke(app_that_raises(error), ["fail"])

    assert result.exit_code == exit_code
    assert result.stderr == f"{error}\n"
    assert result.stdout == ""


def test_a_defect_says_that_it_is_one() -> None:
    result = CliRunner().invoke(app_that_raises(ZeroDivisionError("by zero")), ["fail"])

    assert result.exit_code == 1
    assert "ZeroDivisionError: by zero" in result.stderr
    assert "--debug" in result.stderr


def test_a_defect_tells_nothing_after_its_first_line() -> None:
    told = ValueError("two rows are the same\nDETAIL: Key (title)=(hush-hush) is there already.")
    result = CliRunner().invoke(app_that_raises(told), ["fail"])

    assert "ValueError: two rows are the same. This is a defect" in result.stderr
    assert "hush-hush" not in result.stderr


def test_debug_lets_the_traceback_through() -> None:
    result = CliRunner().invoke(app_that_raises(InputError("x"), debug=True), ["fail"])

    assert isinstance(result.exception, InputError)


def test_an_error_shows_no_secret() -> None:
    result = CliRunner().invoke(app_that_raises(FatalError("refused xoxb-1-secret")), ["fail"])

    assert "secret" not in result.stderr


@pytest.mark.parametrize("raised", [typer.Exit(7), typer.BadParameter("x")])
def test_typers_own_signals_pass(raised: Exception) -> None:
    result = CliRunner().invoke(app_that_raises(raised), ["fail"])

    assert result.exit_code == (7 if isinstance(raised, typer.Exit) else 2)

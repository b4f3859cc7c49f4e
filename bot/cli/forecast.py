"""`shipcast forecast`: when releases will be done, today or as seen on a past day."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.cli.calendar import work_calendar
from bot.cli.call import settings_of
from bot.cli.choosing import OpenAnswer, answers_of, open_answers
from bot.cli.database import open_database
from bot.cli.failures import UNANSWERED, InputError
from bot.cli.forecast_detail import print_detail
from bot.cli.forecast_next import NextItems, show_next
from bot.cli.forecast_table import print_overview
from bot.cli.options import AsOf, By, Json, SourceName
from bot.cli.output import print_json
from bot.cli.planning import planning_of
from bot.clock import now
from bot.data import answer_data
from bot.knowledge import Knowledge
from bot.views.asked import Asked
from planner.answer import Answer, Refusal
from planner.launch.embargo import OPERATOR


def forecast(
    context: typer.Context,
    releases: Annotated[
        list[str] | None, typer.Argument(metavar="RELEASE", help="Names; all open, if none.")
    ] = None,
    *,
    as_of: AsOf = None,
    by: By = None,
    next_items: NextItems = None,
    source: SourceName = None,
    as_json: Json = False,
) -> None:
    """Forecast all open releases in a table, or some in detail; or the next items to be done."""
    settings = settings_of(context)
    moment = past_day(as_of, settings.timezone) if as_of else None
    if next_items is not None:
        show_next(settings, next_items, source, moment or now(), as_json=as_json)
        return
    with open_database(settings.database) as database:
        knowledge = Knowledge(
            database.readers, work_calendar(settings), planning=planning_of(settings)
        )
        known = knowledge.at(now(), moment, OPERATOR)
    day = by.date() if by else None
    if not releases:
        show_open(open_answers(known), day, as_json=as_json)
        return
    answers = answers_of(known, releases)
    show_asked(answers, day, as_json=as_json)
    if all(isinstance(answer, Refusal) for answer in answers):
        raise typer.Exit(UNANSWERED["refusal"])


def show_open(answers: Sequence[OpenAnswer], by: date | None, *, as_json: bool) -> None:
    if as_json:
        print_json([_data(answer, by) for answer in answers])
    else:
        print_overview(answers, by)


def show_asked(answers: Sequence[Answer], by: date | None, *, as_json: bool) -> None:
    if as_json:
        print_json([_data(answer, by) for answer in answers])
    else:
        print_detail(answers, by)


def _data(answer: Answer, by: date | None) -> dict[str, Any]:
    return answer_data(answer, Asked(now=answer.scope.as_of, by=by))


def past_day(day: datetime, zone: str) -> datetime:
    """Give the moment at which a day begins. Raises InputError for one that is yet to come."""
    moment = start_of_day(day, zone)
    if moment > now():
        raise InputError(
            f"--as-of {day.date()} is in the future, and nobody knows what will be known then: "
            "give a day that has begun, and `--by` for a day to come"
        )
    return moment


def start_of_day(day: datetime, zone: str) -> datetime:
    """Give the moment at which a day begins in a zone."""
    return datetime.combine(day.date(), time(), ZoneInfo(zone))

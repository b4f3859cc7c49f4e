"""`shipcast write-date`: set a release's date in its tracker, after showing what is there."""

import getpass
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import uuid4

import typer

from bot.cli.calendar import work_calendar
from bot.cli.call import settings_of
from bot.cli.choosing import release_named
from bot.cli.database import Database, open_database
from bot.cli.failures import InputError
from bot.cli.options import Json
from bot.cli.output import print_json
from bot.cli.planning import planning_of
from bot.cli.writers import writers_of
from bot.clock import now
from bot.knowledge import Knowledge, Known
from bot.logs import scrub
from bot.views.dating import offer_label, present, written
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, unescape, without_marks
from bot.writing.desk import WritingDesk
from bot.writing.proposal import PERCENTS, USUAL, Offer, Proposal, offer_of, offer_on
from bot.writing.trace import Actor, Wish
from config.model import Settings
from connectors.writer import ChangedMeanwhileError, Target, Writer
from planner.answer import Answer
from planner.launch.embargo import OPERATOR
from store.directory import ReleaseName

COMMAND_LINE = "command line"  # the audit's workspace of who is in none

ReleaseArgument = Annotated[
    str, typer.Argument(metavar="RELEASE", help="Its name, as in `shipcast forecast`.")
]
Percentile = Annotated[
    int | None,
    typer.Option(
        "--percentile", "-p", metavar="50|70|85|95", help="The day that is so likely; 85, if none."
    ),
]
Day = Annotated[
    datetime | None,
    typer.Option("--date", metavar="DATE", formats=["%Y-%m-%d"], help="This day (YYYY-MM-DD)."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking first.")]


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for at the command line."""

    release: str
    percentile: int | None = None
    day: datetime | None = None
    dry_run: bool = False
    yes: bool = False
    as_json: bool = False


def write_date(
    context: typer.Context,
    release: ReleaseArgument,
    *,
    percentile: Percentile = None,
    day: Day = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Set a release's date in Jira or Linear, once, to a day of its forecast or another one."""
    order = Order(release, percentile, day, dry_run, yes, as_json)
    settings = settings_of(context)
    with open_database(settings.database) as database:
        carry_out(order, settings, database, writers_of(settings))


def carry_out(
    order: Order, settings: Settings, database: Database, writers: Mapping[str, Writer]
) -> None:
    """Show the change, ask, and write it; where the date is another one by then, ask again."""
    if order.percentile is not None and order.day is not None:
        raise InputError("Give either --percentile or --date, not both")
    if order.percentile not in (None, *PERCENTS):
        known_ones = ", ".join(str(percent) for percent in PERCENTS)
        raise InputError(f"--percentile {order.percentile} is none of {known_ones}")
    knowledge = Knowledge(database.readers, work_calendar(settings), planning=planning_of(settings))
    known = knowledge.at(now(), reader=OPERATOR)
    name = release_named(order.release, known.forecasts.names)
    desk = WritingDesk(database.sessions, writers, now)
    while True:
        proposal = desk.look(name, _answer(name, known), known.today)
        offer = _offer(order, _answer(name, known), known)
        _show(order, proposal, offer)
        if order.dry_run:
            return
        _must_agree(order)
        wish = Wish(proposal, offer, Actor(COMMAND_LINE, _login()), uuid4().hex)
        try:
            _tell(order, proposal, offer, desk.write(wish))
        except ChangedMeanwhileError as error:
            if order.yes:
                raise
            typer.echo(scrub(str(error)), err=True)
        else:
            return


def _answer(name: ReleaseName, known: Known) -> Answer | None:
    return known.forecasts.answers.get(name.id)


def _offer(order: Order, answer: Answer | None, known: Known) -> Offer:
    if order.day is not None:
        return offer_on(answer, order.day.date(), known.today)
    return offer_of(answer, USUAL if order.percentile is None else order.percentile)


def _show(order: Order, proposal: Proposal, offer: Offer) -> None:
    if order.as_json:
        if order.dry_run:
            print_json(_data(proposal, offer, is_written=False))
        return
    typer.echo(_plain(present(proposal)))
    typer.echo(_plain(say("write.new", offer=offer_label(offer, proposal.today))))
    if order.dry_run:
        typer.echo(_plain(say("write.dry_run")))


def _must_agree(order: Order) -> None:
    """Ask, where somebody is there to answer; who says no is no error."""
    if order.yes:
        return
    if order.as_json or not sys.stdin.isatty():
        raise InputError("Nobody is here to be asked: nothing was written. Say --yes to write it")
    typer.confirm(_plain(say("write.confirm")), abort=True, err=True)


def _tell(order: Order, proposal: Proposal, offer: Offer, now_there: Target) -> None:
    if order.as_json:
        print_json(_data(proposal, offer, is_written=True))
    else:
        typer.echo(_plain(written(proposal, now_there)))


def _data(proposal: Proposal, offer: Offer, *, is_written: bool) -> dict[str, Any]:
    return {
        "release": proposal.writable.release_id,
        "source": proposal.writable.source,
        "before": proposal.target.due_on,
        "after": offer.day,
        "percentile": offer.percent,
        "likelihood": offer.likelihood,
        "written": is_written,
    }


def _login() -> str:
    """Give who sits there; a container may know nobody by name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _plain(said: Mrkdwn) -> str:
    return unescape(without_marks(said)).replace("~", "")

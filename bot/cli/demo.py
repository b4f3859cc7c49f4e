"""`shipcast demo`: a company that does not exist, through the real path, as Slack would show it."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import typer
from rich.rule import Rule
from rich.text import Text

from bot.answering import Answerer
from bot.cli.call import call_of
from bot.cli.database import Database, open_database
from bot.cli.demo_unasked import heard_unasked
from bot.cli.options import Json, Seed
from bot.cli.output import print_json, stdout_console
from bot.cli.sync import sync_one
from bot.clock import now
from bot.newsroom import Newsroom
from bot.rehearsing import rehearse_past
from bot.reply import Reply
from bot.terminal import draw_blocks
from bot.words.audience import ONE_PERSON
from connectors.demo.company import SharedRelease, shared_release
from connectors.demo.tracker import demo_trackers
from planner.answer import Answer, Health, Refusal, ReleaseForecast
from planner.calendar import WorkCalendar
from store.definitions import Match, ReleaseDefinition, upsert_definitions
from store.entities import save_entities
from store.sources import upsert_source

KINDS = ("healthy", "at risk", "refused")
DATES_SEEN_WEEKS_AGO = (26, 18, 10, 1)
SCENES = {Health.ON_TRACK: "healthy", Health.AT_RISK: "at risk", Health.OFF_TRACK: "at risk"}


def demo(context: typer.Context, *, seed: Seed = 1, as_json: Json = False) -> None:
    """Sync a company that does not exist, and show what Slack would say."""
    with demo_folder() as folder:
        url = call_of(context).database or str(folder / "demo.db")
        with open_database(url) as database:
            fill(database, seed)
            rehearse_past(Newsroom(database.sessions, database.readers, WorkCalendar()), now())
            answerer = Answerer(database.readers, WorkCalendar(), now)
            heard = heard_unasked(database, WorkCalendar(), answerer.plan().answers, now())
            # Asked last: what was said on past days has settled how past releases fared.
            questions = chosen_questions(answerer.plan().answers)
            replies = [*((asked, answerer.answer(asked)) for asked in questions), *heard]
    if as_json:
        print_json([_plain(question, reply.read_by(ONE_PERSON)) for question, reply in replies])
    else:
        show(replies)


@contextmanager
def demo_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards: the demo leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="shipcast-demo-") as folder:
        yield Path(folder)


def fill(database: Database, seed: int) -> None:
    """Sync both trackers as any others, and define the release that they share."""
    for weeks in DATES_SEEN_WEEKS_AGO:
        see_dates(database, seed, now() - timedelta(weeks=weeks))
    for tracker in demo_trackers(seed, now()):
        sync_one(tracker, database)
    with database.sessions.begin() as session:
        upsert_definitions(session, [shared_definition(shared_release(seed))])


def see_dates(database: Database, seed: int, then: datetime) -> None:
    """Look at the releases as they were: Jira does not tell afterwards which dates it had."""
    for tracker in demo_trackers(seed, then, staged_on=now().date()):
        with database.sessions.begin() as session:
            source = upsert_source(
                session, name=tracker.name, kind=tracker.kind, history=tracker.history
            )
            save_entities(session, source, tracker.entities(), then)


def shared_definition(shared: SharedRelease) -> ReleaseDefinition:
    members = tuple(f"{source}:{release}" for source, release in shared.members)
    slug = shared.name.casefold().replace(" ", "-")
    return ReleaseDefinition(slug, shared.name, shared.aliases, Match("release", members))


def chosen_questions(answers: Sequence[Answer]) -> list[str]:
    """Ask about the first release that is well, the first at risk, the first refused, and all."""
    kinds = [kind_of(answer) for answer in answers]
    names = [answers[kinds.index(kind)].scope.release.name for kind in KINDS if kind in kinds]
    return [*(f"/when {name}" for name in names), "/release list"]


def kind_of(answer: Answer) -> str:
    """Say which of the demo's scenes an answer belongs to; empty for one that shows nothing new."""
    if isinstance(answer, Refusal):
        return "refused"
    if isinstance(answer, ReleaseForecast):
        return SCENES.get(answer.health, "")
    return ""


def show(replies: Sequence[tuple[str, Reply]]) -> None:
    console = stdout_console()
    for question, reply in replies:
        console.print(Rule(Text(question, style="bold"), align="left"))
        draw_blocks(console, reply.read_by(ONE_PERSON).blocks)
        console.print()


def _plain(question: str, reply: Reply) -> dict[str, object]:
    return {"question": question, **reply.data, "text": reply.text, "blocks": reply.blocks}

"""A process with the real bot behind HTTP: python -m tests.bench.asking.process DATABASE SLACK.

It tells its address on a line, warms its plan for each line that it is told, and ends with its
input.
"""

import sys

from bot.answering import Answerer
from bot.people.office import People
from bot.slack.app import drain, make_slack_app
from bot.web.app import make_web_app
from planner.calendar import WorkCalendar
from store.engine import make_engine, make_readers, make_sessions
from tests.bench.asking.company import NOW
from tests.bot.slack.local_slack import BOT_TOKEN, SECRET
from tests.bot.web.serving import serving


def main(database: str, slack: str) -> None:
    engine = make_engine(database)
    answerer = Answerer(make_readers(engine), WorkCalendar(), lambda: NOW)
    people = People(make_sessions(engine), lambda: NOW)
    app = make_slack_app(
        answerer, people, bot_token=BOT_TOKEN, signing_secret=SECRET, base_url=slack
    )
    with serving(make_web_app({}, app)) as address:
        _tell(f"{address}/slack/events")
        for _ in sys.stdin:
            answerer.plan()
            _tell("warm")
        drain(app)
    engine.dispose()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])

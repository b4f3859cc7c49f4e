"""What `shipcast doctor` can tell of dates that may be written, and of writes without an end."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.cli.checks import Check, State
from bot.cli.database import Database
from bot.cli.writers import writers_of
from bot.logs import scrub
from bot.writing.trace import unended_writes
from config.model import Settings
from connectors.retrying import asked_once
from connectors.tracker import TrackerError
from connectors.writer import CheckingWriter, Writer

SHOWN_FOR = timedelta(days=30)
IN_HAND = timedelta(minutes=15)  # longer than any request to a tracker takes


def check_writing(settings: Settings) -> Iterator[Check]:
    """Ask the writers of the settings whether they may do what they are there for."""
    for writer in writers_of(settings).values():
        yield check_writer(writer)


def check_writer(writer: Writer) -> Check:
    name = f"writing to {writer.name}"
    if not isinstance(writer, CheckingWriter):
        return Check(name, State.OK, "allowed; whether its account may is seen at the first date")
    try:
        with asked_once():
            missing = writer.missing_permission()
    except TrackerError as error:
        return Check(name, State.WARN, scrub(str(error)), "mend it and ask again")
    if missing is not None:
        todo = "give its account the permission, or take `writeback: true` away"
        return Check(name, State.WARN, scrub(missing), todo)
    return Check(name, State.OK, "its account may set dates")


def check_unended(database: Database, now: datetime) -> Iterator[Check]:
    """Show each date of which nobody knows whether it was written: something died on the way."""
    with database.readers() as session:
        left = [row for row in unended_writes(session, now - SHOWN_FOR) if row.at < now - IN_HAND]
    for row in left:
        found = (
            f"{row.actor} wanted {row.after['due_on']} for {row.subject.partition(':')[2]} on "
            f"{row.at:%Y-%m-%d at %H:%M} UTC, and nobody knows whether it was written"
        )
        yield Check("writing", State.WARN, found, "look in the tracker; this is shown for a month")

"""From where things are said unasked: one workspace, the channels of its audiences, a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from planner.calendar import WorkCalendar
from planner.inputs import Planning


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What review and schedule work with.

    `sessions` may write, `readers` never wait for a sync. `workspace` is the id of the Slack
    workspace; without one (None) reviews are kept and nothing is said. `audiences` has the
    channel of each of `planner.pings.AUDIENCES` that wants to hear. `answerer` makes the cards that
    channels keep; without one none is made. `rehearsal_channel` is where all is said, while there
    is one.
    """

    sessions: sessionmaker[Session]
    readers: sessionmaker[Session]
    calendar: WorkCalendar
    workspace: str | None = None
    audiences: Mapping[str, str] = field(default_factory=dict)
    planning: Planning = field(default_factory=Planning)
    answerer: Answerer | None = None
    rehearsal_channel: str | None = None

    def place_of(self, channel: str) -> str:
        """Give where it is said what a channel is to hear."""
        return self.rehearsal_channel or channel

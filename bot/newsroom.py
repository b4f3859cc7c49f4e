"""From where things are said unasked: one workspace, the functions of a company, a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.words.audience import HideTitles
from bot.words.region import HOUSE, Region
from planner.calendar import WorkCalendar
from planner.inputs import Planning
from planner.launch.functions import Function


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What review and schedule work with.

    `sessions` may write, `readers` never wait for a sync. `workspace` is the id of the Slack
    workspace; without one (None) reviews are kept and nothing is said. `functions` are those that
    launch releases. `answerer` makes the cards that channels keep; without one none is made.
    `rehearsal_channel` is where all is said, while there is one. `hide_titles` tells in which
    channels issues go by their keys alone. `region` has the forms of dates and
    numbers that channels read.
    """

    sessions: sessionmaker[Session]
    readers: sessionmaker[Session]
    calendar: WorkCalendar
    workspace: str | None = None
    functions: tuple[Function, ...] = ()
    planning: Planning = field(default_factory=Planning)
    answerer: Answerer | None = None
    rehearsal_channel: str | None = None
    hide_titles: HideTitles = HideTitles.NEVER
    region: Region = HOUSE

    @property
    def audiences(self) -> Mapping[str, str]:
        """Give the channel of each function that has one."""
        return {one.name: one.channel for one in self.functions if one.channel is not None}

    def place_of(self, channel: str) -> str:
        """Give where it is said what a channel is to hear."""
        return self.rehearsal_channel or channel

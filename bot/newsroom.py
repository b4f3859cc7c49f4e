"""From where things are said unasked: one workspace, the channels of its audiences, a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session, sessionmaker

from planner.calendar import WorkCalendar
from planner.inputs import Planning


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What review and schedule work with.

    `sessions` may write, `readers` never wait for a sync. `workspace` is the id of the Slack
    workspace; without one (None) reviews are kept and nothing is said. `audiences` has the
    channel of each of `planner.pings.AUDIENCES` that wants to hear.
    """

    sessions: sessionmaker[Session]
    readers: sessionmaker[Session]
    calendar: WorkCalendar
    workspace: str | None = None
    audiences: Mapping[str, str] = field(default_factory=dict)
    planning: Planning = field(default_factory=Planning)

"""What is said once a release has shipped: that it is out, and a week later what to look at."""

from dataclasses import dataclass
from datetime import date

from planner.calendar import WorkCalendar
from planner.launch.stages import T_0, T_14, T_PLUS_7, Stage, depth
from planner.launch.word import Kind, Said, Why, Word, is_out
from planner.moves import days_later
from planner.snapshot import Snapshot

LATE_DAYS = 5  # what should have been said longer ago after a launch is not said any more
LATEST_DAYS = 20  # but of what was seen ahead, or was to be got ready for, so long
APART_DAYS = 3  # what to look at a week later is not said on top of that it is out


@dataclass(frozen=True, slots=True)
class Out:
    """A release that has shipped, what was said of it last, and the stages of its tier."""

    stages: tuple[Stage, ...]
    snapshot: Snapshot
    last: Word | None
    was_ahead: bool

    @property
    def held(self) -> str | None:
        return None if self.last is None else self.last.holds

    @property
    def is_said(self) -> bool:
        return self.held is not None and is_out(self.held)

    @property
    def is_prepared(self) -> bool:
        """Tell whether all were asked to get ready; who heard that it was out knows it anyway."""
        was_out = self.last is not None and self.last.stage == T_0.name
        return was_out or depth(self.held) >= depth(T_14.name)

    def is_worth_saying(self, since: int) -> bool:
        """Tell whether it is news so many days later; what is long over is none."""
        was_seen = self.was_ahead or self.last is not None
        if T_0 not in self.stages or (self.snapshot.shipped_on is None and not was_seen):
            return False
        return since <= (LATEST_DAYS if self.was_ahead or self.held is not None else LATE_DAYS)


def after_launch(out: Out, today: date, calendar: WorkCalendar) -> Said | None:
    """Say that it is out, or what to look at a week later; what is long over is not said."""
    last, held, is_said = out.last, out.held, out.is_said
    on = out.snapshot.shipped_on or (last.on if last is not None and is_said else today)
    since = days_later(on, today, calendar)
    if not is_said and out.is_worth_saying(since):
        why = Why.OUT if out.is_prepared else Why.OUT_UNTOLD
        return Kind.ENTER, why, T_0, T_0.name
    if is_said and last is not None and days_later(last.on, today, calendar) < APART_DAYS:
        return None
    is_time = 0 <= since + T_PLUS_7.days <= LATE_DAYS
    if T_PLUS_7 in out.stages and held != T_PLUS_7.name and is_time:
        return Kind.ENTER, Why.OUT_SINCE, T_PLUS_7, T_PLUS_7.name
    return None

"""The circumstances of a question that its answer has to tell."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.words.escape import Mrkdwn
from planner.explain.risk import Risk
from planner.launch.market import MarketEvent
from planner.launch.plan import LaunchPlan
from planner.record import TrackRecord


@dataclass(frozen=True, slots=True)
class Asked:
    """Who wants to know is not here: an answer is the same for all.

    `by` is the day asked about. `prelude` is said before the answer: which name was understood,
    what could not be read. `fresh_at` is the last time that all the sources were read.
    `visible_keys` are the issues that may be named although the release does not hold them.
    `is_shared` is true of an answer that a whole channel reads: it is not shared again. `record`
    tells how often such dates came true, `risks` what may go wrong, the weightiest first. `said` is
    what people said of the release, `market` what they aim it at.
    """

    now: datetime
    by: date | None = None
    prelude: tuple[Mrkdwn, ...] = ()
    fresh_at: datetime | None = None
    visible_keys: frozenset[str] = frozenset()
    as_of: date | None = None
    is_shared: bool = False
    record: TrackRecord | None = None
    risks: tuple[Risk, ...] = ()
    said: LaunchPlan | None = None
    market: tuple[MarketEvent, ...] = ()

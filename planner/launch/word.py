"""A word on a release around its launch: what was said of it last, and what to say and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.launch.stages import T_0, Stage, depth


class Kind(StrEnum):
    """Get ready (or: it is out), or hold."""

    ENTER = "enter"
    NOT_YET = "not_yet"


class Why(StrEnum):
    """What a ping goes back to.

    `LAUNCH_NEAR`, `DUE_NEAR` and `P85_NEAR`: the date that is counted back from. `MOVED_OUT`: that
    date is too far again. `OFF_TRACK`: what was promised is near, but hardly anyone's bet.
    `NO_FORECAST`: what was said before has no forecast behind it any more. `OUT` and `OUT_SINCE`:
    it has shipped, just now or a while ago. `OUT_UNTOLD`: it has, before it was said to be time
    for that, or while all were told to hold. `REOPENED`: it was said to be out, and is not.
    `CANCELED`: nobody makes it any more, and its tracker says so.
    `GONE` and `MERGED`: there is no such release any more, or another one speaks for it.
    """

    LAUNCH_NEAR = "launch_near"
    DUE_NEAR = "due_near"
    P85_NEAR = "p85_near"
    MOVED_OUT = "moved_out"
    OFF_TRACK = "off_track"
    NO_FORECAST = "no_forecast"
    CANCELED = "canceled"
    OUT = "out"
    OUT_UNTOLD = "out_untold"
    OUT_SINCE = "out_since"
    REOPENED = "reopened"
    GONE = "gone"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Word:
    """What was last said of a release, on which day; after it the stage `holds` is in force.

    A stage that is in force stands for those before it, whether or not they were ever said: what
    is passed is not said again. None: no stage is in force.
    """

    stage: str
    kind: Kind
    holds: str | None
    on: date


Said = tuple[Kind, Why, Stage, str | None]  # the last is the stage that holds from then on


def is_out(held: str) -> bool:
    """Tell whether a stage is that it has shipped, or comes after that."""
    return depth(held) >= depth(T_0.name)

"""The stages of a launch: how many working days ahead each begins, and for which tiers."""

from dataclasses import dataclass

from planner.launch.plan import Tier

_ALL_TOLD = frozenset({Tier.STRATEGIC, Tier.CUSTOMER})
_STRATEGIC = frozenset({Tier.STRATEGIC})


@dataclass(frozen=True, slots=True)
class Stage:
    """A moment before a launch, so many working days ahead; below zero it is after the launch.

    What is asked for then is due `due_days` ahead. Where it `asks`, somebody has to answer.
    `reminders` is how often it is asked again, a working day apart, before the owner hears of it.
    """

    name: str
    days: int
    tiers: frozenset[Tier]
    due_days: int = 0
    asks: bool = False
    reminders: int = 0


T_42 = Stage("T-42", 42, _STRATEGIC, due_days=28)
T_14 = Stage("T-14", 14, _ALL_TOLD, due_days=7, asks=True, reminders=3)
T_7 = Stage("T-7", 7, _ALL_TOLD, due_days=3, asks=True, reminders=3)
T_3 = Stage("T-3", 3, _STRATEGIC, due_days=2, asks=True, reminders=1)
T_1 = Stage("T-1", 1, _ALL_TOLD, asks=True)
T_0 = Stage("T0", 0, _ALL_TOLD)
T_PLUS_7 = Stage("T+7", -7, _STRATEGIC)

AHEAD = (T_42, T_14, T_7, T_3, T_1)
STAGES = (*AHEAD, T_0, T_PLUS_7)  # each further in than the one before it
_BY_NAME = {stage.name: place for place, stage in enumerate(STAGES)}


def stages_of(tier: Tier) -> tuple[Stage, ...]:
    """Give the stages at which people are told of a launch; of notes only digests tell."""
    return tuple(stage for stage in STAGES if tier in stage.tiers)


def stage_of(name: str) -> Stage:
    return STAGES[_BY_NAME[name]]


def depth(name: str | None) -> int:
    """Tell how far in a stage is, counted from 0; -1 is before all of them."""
    return -1 if name is None else _BY_NAME[name]

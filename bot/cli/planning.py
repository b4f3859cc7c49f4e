"""What the settings say of how people here plan, as the planner's own values."""

from bot.cli.prior import load_prior
from config.model import DAYS, Settings, TrainSettings
from config.priorities import PrioritySettings
from planner.inputs import Capacity, Planning, ReleaseTrain
from planner.launch.market import MarketEvent
from planner.launch.notes import NoteRules
from planner.priority import Framework, Moscow, Worth


def planning_of(settings: Settings) -> Planning:
    """Turn settings into what the planner reads."""
    told = settings.planning
    return Planning(
        told.releases_at_once,
        tuple(Capacity(one.team, one.first, one.last, one.share) for one in told.capacity),
        None if told.train is None else _train(told.train),
        None if told.prior is None else load_prior(told.prior),
        tuple(MarketEvent(one.name, one.first, one.last) for one in told.market_events),
        order=Framework(told.order),
        worths=worths_of(settings),
    )


def worths_of(settings: Settings) -> dict[str, Worth]:
    """Give what releases are worth, by their names."""
    return {name: _worth(one) for name, one in settings.priorities.items()}


def note_rules_of(settings: Settings) -> NoteRules:
    """Give what belongs where in release notes: the usual words, or those of the settings."""
    usual, told = NoteRules(), settings.notes
    return NoteRules(
        new=_words(told.new, usual.new),
        improved=_words(told.improved, usual.improved),
        fixed=_words(told.fixed, usual.fixed),
        left_out=_words(told.leave_out, usual.left_out),
    )


def _words(told: tuple[str, ...] | None, usual: frozenset[str]) -> frozenset[str]:
    return usual if told is None else frozenset(word.casefold() for word in told)


def _worth(told: PrioritySettings) -> Worth:
    return Worth(
        value=told.value,
        effort=told.effort,
        reach=told.reach,
        impact=told.impact,
        confidence=told.confidence,
        time_criticality=told.time_criticality,
        risk_reduction=told.risk_reduction,
        moscow=None if told.moscow is None else Moscow(told.moscow),
    )


def _train(told: TrainSettings) -> ReleaseTrain:
    return ReleaseTrain(DAYS.index(told.weekday), told.every_weeks, told.anchor)

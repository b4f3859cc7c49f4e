"""What the settings say of how people here plan, as the planner's own values."""

from bot.cli.prior import load_prior
from config.model import DAYS, Settings, TrainSettings
from planner.inputs import Capacity, Planning, ReleaseTrain


def planning_of(settings: Settings) -> Planning:
    """Turn settings into what the planner reads."""
    told = settings.planning
    return Planning(
        told.releases_at_once,
        tuple(Capacity(one.team, one.first, one.last, one.share) for one in told.capacity),
        None if told.train is None else _train(told.train),
        None if told.prior is None else load_prior(told.prior),
    )


def _train(told: TrainSettings) -> ReleaseTrain:
    return ReleaseTrain(DAYS.index(told.weekday), told.every_weeks, told.anchor)

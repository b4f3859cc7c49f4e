"""What the settings say of the functions that launch releases, as the planner's own values."""

from config.model import FunctionSettings, Settings
from planner.launch.functions import ALL_TIERS, LEADING, USUAL, Function, Wording, functions_of
from planner.launch.plan import Tier

_USUAL_TIERS = {function.name: function.tiers for function in (*USUAL, LEADING)}


def functions_told(settings: Settings) -> tuple[Function, ...]:
    """Give all functions: the usual ones, and those that only the settings name."""
    return functions_of({name: _function(name, told) for name, told in settings.functions.items()})


def _function(name: str, told: FunctionSettings) -> Function:
    tiers = _USUAL_TIERS.get(name, ALL_TIERS) if told.tiers is None else _tiers(told.tiers)
    return Function(name, told.channel, told.people, Wording(told.dates), tiers)


def _tiers(told: tuple[int, ...]) -> frozenset[Tier]:
    return frozenset(Tier(number) for number in told)

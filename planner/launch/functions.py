"""The functions of a company that have to be ready for a launch, and who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.launch.plan import Tier

ALL_TIERS = frozenset(Tier)


class Wording(StrEnum):
    """How a date is told to a function: the day with its probability, or only how far away."""

    DAY = "day"
    HORIZON = "horizon"  # "December", "Q1"


@dataclass(frozen=True, slots=True)
class Function:
    """A part of the company by its name, such as `marketing`.

    `channel` is where it is told, None while nobody has said. `people` are ids, the first of them
    leads: their votes count. It takes part in launches of these `tiers`.
    """

    name: str
    channel: str | None = None
    people: tuple[str, ...] = ()
    wording: Wording = Wording.DAY
    tiers: frozenset[Tier] = ALL_TIERS

    @property
    def prepares(self) -> bool:
        """Tell whether it has something to get ready: who leads decides, and answers nobody."""
        return self.name != LEADERSHIP

    @property
    def is_mapped(self) -> bool:
        """Tell whether there is anybody who can be told."""
        return self.channel is not None or bool(self.people)


ENGINEERING, QUALITY, DOCS = "engineering", "quality", "docs"
MARKETING, SUPPORT, SALES, LEGAL = "marketing", "support", "sales", "legal"
LEADERSHIP = "leadership"

USUAL = (
    Function(ENGINEERING),
    Function(QUALITY),
    Function(DOCS),
    Function(MARKETING),
    Function(SUPPORT),
    Function(SALES, tiers=frozenset({Tier.STRATEGIC, Tier.CUSTOMER})),
    Function(LEGAL, tiers=frozenset({Tier.STRATEGIC})),
)

# Known as well, but nobody misses it where it is not named.
LEADING = Function(LEADERSHIP, tiers=frozenset({Tier.STRATEGIC}))


def functions_of(told: Mapping[str, Function]) -> tuple[Function, ...]:
    """Give the usual functions, each as it was told, and behind them those of one's own."""
    usual = {function.name: function for function in USUAL}
    return (
        *(told.get(name, function) for name, function in usual.items()),
        *(function for name, function in told.items() if name not in usual),
    )


def taking_part(functions: tuple[Function, ...], tier: Tier) -> tuple[Function, ...]:
    """Give the functions that are told of a launch of a tier."""
    return tuple(function for function in functions if tier in function.tiers)


def preparing(functions: tuple[Function, ...], tier: Tier) -> tuple[Function, ...]:
    """Give those of them that have to be ready: they have gates, and vote."""
    return tuple(function for function in taking_part(functions, tier) if function.prepares)

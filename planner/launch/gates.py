"""The gates before a launch: what has to be shown, by which function, and by which day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planner.launch.functions import (
    DOCS,
    ENGINEERING,
    LEGAL,
    MARKETING,
    QUALITY,
    SALES,
    SUPPORT,
    Function,
    preparing,
)
from planner.launch.plan import Tier
from planner.note import Note

FREEZE_DAYS = 7  # the scope is frozen from T-7 on


class Check(StrEnum):
    """How a gate is known to be met: from what the trackers say, or by a `PERSON`'s word."""

    MUST_HAVE = "must_have"
    BLOCKERS = "blockers"
    BUGS = "bugs"
    DATE = "date"
    FREEZE = "freeze"
    DOCS = "docs"
    QUALITY = "quality"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Gate:
    """One specific criterion, the function that owns it, and when it is due.

    `days_before` counts working days back from the launch, by tier; a launch of another tier
    does not ask for it. The criterion is a code of the catalogue with its values.
    """

    slug: str
    function: str
    check: Check
    days_before: Mapping[Tier, int]
    criterion: Note

    @property
    def is_automatic(self) -> bool:
        return self.check is not Check.PERSON


@dataclass(frozen=True, slots=True)
class Marks:
    """How issues of a kind are told: one of these labels, types or priorities is enough.

    Capitals do not matter; all three hold names as they are compared, case-folded.
    """

    labels: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    priorities: frozenset[str] = frozenset()


DOCS_MARKS = Marks(frozenset({"docs", "documentation"}), frozenset({"docs", "documentation"}))
QUALITY_MARKS = Marks(frozenset({"qa", "testing"}), frozenset({"qa", "test"}))
# What trackers call a bug that nobody ships with: Jira's and Linear's upper two, and the usual
# severities.
SEVERE = frozenset(
    {
        *("blocker", "critical", "highest", "urgent"),
        *("p0", "p1", "s0", "s1", "sev0", "sev1", "sev 0", "sev 1"),
    }
)


@dataclass(frozen=True, slots=True)
class GateRules:
    """What the settings say of gates.

    Without `must_have` every item of a release must be done: whoever put it there said so, and a
    guess at priorities would call a release ready with half of it open. `own` are human gates of
    one's own, `without` the slugs of those that nobody here asks for.
    """

    must_have: Marks | None = None
    docs: Marks = DOCS_MARKS
    quality: Marks = QUALITY_MARKS
    severe: frozenset[str] = SEVERE
    own: tuple[Gate, ...] = ()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LaunchRules:
    """Who launches releases here, and what has to be shown before."""

    functions: tuple[Function, ...] = ()
    gates: GateRules = field(default_factory=GateRules)


def _by_tier(
    strategic: int, customer: int | None = None, notes: int | None = None
) -> dict[Tier, int]:
    told = {Tier.STRATEGIC: strategic, Tier.CUSTOMER: customer, Tier.NOTES: notes}
    return {tier: days for tier, days in told.items() if days is not None}


def _gate(slug: str, function: str, check: Check, days_before: Mapping[Tier, int]) -> Gate:
    return Gate(slug, function, check, days_before, Note(f"gate.{slug.replace('-', '_')}"))


# The larger the launch, the more working days ahead. A release for the notes alone asks for what
# a tracker can tell, and for published documents; nobody is kept busy with the rest.
USUAL_GATES = (
    _gate("must-have", ENGINEERING, Check.MUST_HAVE, _by_tier(3, 2, 1)),
    _gate("blockers", ENGINEERING, Check.BLOCKERS, _by_tier(7, 5, 1)),
    _gate("date", ENGINEERING, Check.DATE, _by_tier(14, 10, 3)),
    _gate("freeze", ENGINEERING, Check.FREEZE, _by_tier(3, 3)),
    _gate("bugs", QUALITY, Check.BUGS, _by_tier(3, 2, 1)),
    _gate("quality", QUALITY, Check.QUALITY, _by_tier(3, 2, 1)),
    _gate("test-report", QUALITY, Check.PERSON, _by_tier(3, 2)),
    _gate("docs", DOCS, Check.DOCS, _by_tier(3, 2, 1)),
    _gate("published", DOCS, Check.PERSON, _by_tier(1, 1, 0)),
    _gate("announcement", MARKETING, Check.PERSON, _by_tier(7, 5)),
    _gate("handoff", SUPPORT, Check.PERSON, _by_tier(7, 7)),
    _gate("price-list", SALES, Check.PERSON, _by_tier(7, 5)),
    _gate("terms", LEGAL, Check.PERSON, _by_tier(14)),
)


def gates_of(rules: LaunchRules, tier: Tier) -> tuple[Gate, ...]:
    """Give the gates of a launch of a tier, function by function."""
    there = preparing(rules.functions, tier)
    gates = [
        gate
        for gate in (*USUAL_GATES, *rules.gates.own)
        if tier in gate.days_before and gate.slug not in rules.gates.without
    ]
    return tuple(gate for function in there for gate in gates if gate.function == function.name)


def find_gate(gates: Iterable[Gate], slug: str) -> Gate | None:
    return next((gate for gate in gates if gate.slug == slug), None)

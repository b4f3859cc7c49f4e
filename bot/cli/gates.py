"""What the settings say of the gates before a launch, as the planner's own values."""

import re
from collections.abc import Iterable

from bot.cli.functions import functions_told
from config.model import GateSettings, MarkSettings, OwnGate, Settings
from planner.launch.functions import Function
from planner.launch.gates import (
    DOCS_MARKS,
    QUALITY_MARKS,
    SEVERE,
    Check,
    Gate,
    GateRules,
    LaunchRules,
    Marks,
)
from planner.launch.plan import Tier
from planner.note import Note


def launch_rules(settings: Settings) -> LaunchRules:
    """Give who launches releases here, and what has to be shown before."""
    functions = functions_told(settings)
    named = {function.name for function in functions}
    # A function that is only spoken of here is shown all the same, as one that nobody speaks for.
    others = (Function(name) for name in settings.gates.own if name not in named)
    return LaunchRules((*functions, *others), _gates(settings.gates))


def _gates(told: GateSettings) -> GateRules:
    return GateRules(
        must_have=None if told.must_have is None else _marks(told.must_have),
        docs=DOCS_MARKS if told.docs is None else _marks(told.docs),
        quality=QUALITY_MARKS if told.quality is None else _marks(told.quality),
        severe=SEVERE if told.bug_severity is None else _folded(told.bug_severity),
        own=tuple(_own(function, one) for function, some in told.own.items() for one in some),
        without=frozenset(told.without),
    )


def _own(function: str, told: OwnGate) -> Gate:
    """Give a gate a slug that stays as long as its name does: what was said of it is kept by it."""
    words = re.sub(r"\W+", "-", told.name.casefold()).strip("-")
    slug = f"{function}-{words}"
    due = {Tier(tier): told.days for tier in told.tiers}
    return Gate(slug, function, Check.PERSON, due, Note("gate.own", {"criterion": told.name}))


def _marks(told: MarkSettings) -> Marks:
    return Marks(_folded(told.label), _folded(told.type), _folded(told.priority))


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)

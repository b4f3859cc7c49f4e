"""What the trackers show of an automatic gate: met or not, or nobody can tell; and by what."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.inputs import Item
from planner.launch.gates import FREEZE_DAYS, Check, GateRules, Marks
from planner.note import Note, Value

_BUGS = frozenset({"bug", "bugs", "defect", "incident"})


class GateState(StrEnum):
    """`UNKNOWN`: there is no data, or no evidence; it is never taken for `MET`."""

    MET = "met"
    NOT_MET = "not_met"
    WAIVED = "waived"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Issue:
    """A member of a release with what its tracker says besides: names as they stand there."""

    item: Item
    labels: frozenset[str] = frozenset()
    priority: str | None = None
    severity: str | None = None

    @property
    def is_open(self) -> bool:
        return self.item.category not in {Category.DONE, Category.CANCELED}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a release at a moment, as far as gates ask for it.

    `added_on` are the days on which what is or was in it joined, None where the source keeps no
    history of that. `has_links` tells whether its trackers know any link between issues at all.
    `has_forecast` without `p85`: beyond the horizon. `anchor` is what T-n counts back from.
    """

    today: date
    calendar: WorkCalendar
    issues: tuple[Issue, ...]
    added_on: tuple[date, ...] | None = ()
    has_links: bool = True
    anchor: date | None = None
    committed_on: date | None = None
    has_forecast: bool = True
    p85: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What was counted, as a code with its values, and the items that stand in the way.

    The counts are of everything; the items may be private, and are then not to be named.
    """

    state: GateState
    seen: Note
    items: tuple[Item, ...] = ()


def find_out(check: Check, facts: Facts, rules: GateRules) -> Finding:
    """Look whether an automatic gate is met; raises KeyError for a `PERSON`'s."""
    return _CHECKS[check](facts, rules)


def _must_have(facts: Facts, rules: GateRules) -> Finding:
    if rules.must_have is None:
        return _all_done(facts.issues, "all_items")
    marked = tuple(_marked(facts.issues, rules.must_have))
    return _all_done(marked, "must_have")


def _docs(facts: Facts, rules: GateRules) -> Finding:
    return _all_done(tuple(_marked(facts.issues, rules.docs)), "docs")


def _quality(facts: Facts, rules: GateRules) -> Finding:
    return _all_done(tuple(_marked(facts.issues, rules.quality)), "quality")


def _all_done(issues: tuple[Issue, ...], code: str) -> Finding:
    if not issues:
        return _finding(GateState.UNKNOWN, f"{code}_none")
    still_open = tuple(one.item for one in issues if one.is_open)
    values = {"done": len(issues) - len(still_open), "total": len(issues), "open": len(still_open)}
    state = GateState.NOT_MET if still_open else GateState.MET
    return _finding(state, code, values, still_open)


def _blockers(facts: Facts, rules: GateRules) -> Finding:
    """Without a single link in its trackers nothing is known of blockers: that is no evidence."""
    del rules
    if not facts.issues:
        return _finding(GateState.UNKNOWN, "all_items_none")
    waiting = tuple(one.item for one in facts.issues if one.is_open and one.item.blocked_by)
    values = {"blocked": len(waiting), "total": len(facts.issues)}
    if waiting:
        return _finding(GateState.NOT_MET, "blockers", values, waiting)
    if not facts.has_links:
        return _finding(GateState.UNKNOWN, "blockers_no_links")
    return _finding(GateState.MET, "blockers_free", values)


def _bugs(facts: Facts, rules: GateRules) -> Finding:
    """A bug that nobody has rated may be any: then nobody knows, unless another one is severe."""
    if not facts.issues:
        return _finding(GateState.UNKNOWN, "all_items_none")
    bugs = [one for one in facts.issues if one.is_open and _is_bug(one)]
    severe = tuple(one.item for one in bugs if _names(one.severity, one.priority) & rules.severe)
    values = {"severe": len(severe), "bugs": len(bugs), "total": len(facts.issues)}
    if severe:
        return _finding(GateState.NOT_MET, "bugs", values, severe)
    unrated = tuple(one.item for one in bugs if not _names(one.severity, one.priority))
    if unrated:
        rated = {"unrated": len(unrated), "bugs": len(bugs)}
        return _finding(GateState.UNKNOWN, "bugs_unrated", rated, unrated)
    return _finding(GateState.MET, "bugs_free", values)


def _date(facts: Facts, rules: GateRules) -> Finding:
    del rules
    committed, p85 = facts.committed_on, facts.p85
    if committed is None:
        return _finding(GateState.UNKNOWN, "date_not_set")
    values: dict[str, Value] = {"committed": committed.isoformat()}
    if not facts.has_forecast:
        return _finding(GateState.UNKNOWN, "date_no_forecast", values)
    if p85 is None:
        return _finding(GateState.NOT_MET, "date_no_end", values)
    state = GateState.MET if p85 <= committed else GateState.NOT_MET
    code = "date_kept" if state is GateState.MET else "date_missed"
    return _finding(state, code, values | {"p85": p85.isoformat()})


def _freeze(facts: Facts, rules: GateRules) -> Finding:
    del rules
    if facts.anchor is None:
        return _finding(GateState.UNKNOWN, "freeze_no_date")
    since = facts.calendar.working_day_before(facts.anchor, FREEZE_DAYS)
    values: dict[str, Value] = {"since": since.isoformat()}
    if facts.today < since:
        return _finding(GateState.UNKNOWN, "freeze_ahead", values)
    if facts.added_on is None:
        return _finding(GateState.UNKNOWN, "freeze_no_history", values)
    if not facts.issues:
        return _finding(GateState.UNKNOWN, "all_items_none")
    added = sum(on >= since for on in facts.added_on)
    if added:
        return _finding(GateState.NOT_MET, "freeze_broken", values | {"added": added})
    return _finding(GateState.MET, "freeze_kept", values)


_CHECKS: Mapping[Check, Callable[[Facts, GateRules], Finding]] = MappingProxyType(
    {
        Check.MUST_HAVE: _must_have,
        Check.BLOCKERS: _blockers,
        Check.BUGS: _bugs,
        Check.DATE: _date,
        Check.FREEZE: _freeze,
        Check.DOCS: _docs,
        Check.QUALITY: _quality,
    }
)


def _finding(
    state: GateState,
    code: str,
    values: Mapping[str, Value] | None = None,
    items: tuple[Item, ...] = (),
) -> Finding:
    return Finding(state, Note(f"seen.{code}", values or {}), items)


def _marked(issues: Iterable[Issue], marks: Marks) -> Iterable[Issue]:
    for one in issues:
        has_label = not marks.labels.isdisjoint(map(str.casefold, one.labels))
        is_type = one.item.type.casefold() in marks.types
        if has_label or is_type or _names(one.priority) & marks.priorities:
            yield one


def _is_bug(one: Issue) -> bool:
    is_labelled = not _BUGS.isdisjoint(map(str.casefold, one.labels))
    return is_labelled or one.item.type.casefold() in _BUGS


def _names(*told: str | None) -> frozenset[str]:
    """Give names as they are compared; Linear's "No priority" is none."""
    folded = frozenset(name.casefold() for name in told if name)
    return folded - {"no priority", "none", "not set", "undefined"}

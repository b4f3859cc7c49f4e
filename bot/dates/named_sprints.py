"""Sprints by their number or place, `by sprint 58`, `next sprint`: put into days."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.sprint_window import Series

_LEAD = r"(?:(?P<lead>by|before|until|till|in|within|during|after|since|for|at|on|from)\s+)?"
_PART = r"(?:the )?(?:(?P<part>end|start|beginning) of )?(?:the )?"
_PLACE = re.compile(
    rf"\b{_LEAD}{_PART}(?P<which>this|current|next|coming|last|previous)"
    r" (?P<kind>sprint|iteration|cycle)\b(?!\s*#?\d)",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:shipped|released|went|did|have|has|finished|delivered)\b", re.IGNORECASE)
_ANY_NAME = "(?P<kind>sprint|iteration|cycle)"
_STEPS = {"last": -1, "previous": -1, "next": 1, "coming": 1}
_STARTS = frozenset({"start", "beginning"})

Numbering = Callable[[Series, re.Match[str]], int | None]


@dataclass(frozen=True, slots=True)
class NamedSprint:
    """A sprint as it was meant, both days included."""

    name: str
    first: date
    last: date


def sprints_by_name(
    text: str, series: Sequence[Series], today: date
) -> tuple[str, tuple[NamedSprint, ...]]:
    """Put days in the place of sprints, but not where teams number them differently.

    A number needs a word like `by` before it: else it may be the name of a release.
    """
    found: list[NamedSprint] = []
    if not series or '"' in text:
        return text, ()
    is_past = _PAST.search(text) is not None

    def put(form: re.Pattern[str], among: Sequence[Series], number: Numbering) -> None:
        def days(match: re.Match[str]) -> str:
            sprint = _meant(among, match, number)
            if sprint is None:
                return match[0]
            found.append(sprint)
            return _in_words(match, sprint, is_past=is_past)

        nonlocal text
        text = form.sub(days, text)

    for each in series:
        if name := each.prefix.strip():
            put(_numbered(re.escape(name)), (each,), _by_number)
    put(_numbered(_ANY_NAME), series, _by_number)
    put(_PLACE, series, lambda each, match: _by_place(each, match, today))
    return text, tuple(dict.fromkeys(found))


def _numbered(name: str) -> re.Pattern[str]:
    return re.compile(
        r"\b(?=(?:by|before|until|till|in|within|during|after|since|for|at|on|from|the"
        rf"|end of|start of|beginning of)\b){_LEAD}{_PART}{name}\s*(?:#|no\.? ?|number )?"
        r"(?P<number>\d{1,4})(?![\w.])",
        re.IGNORECASE,
    )


def _by_number(_: Series, match: re.Match[str]) -> int | None:
    return int(match["number"])


def _by_place(series: Series, match: re.Match[str], today: date) -> int | None:
    now = series.number_on(today)
    return None if now is None else now + _STEPS.get(match["which"].casefold(), 0)


def _meant(among: Sequence[Series], match: re.Match[str], number: Numbering) -> NamedSprint | None:
    """Give the sprint where all numberings mean the same days by it."""
    told = [
        (each, counted, each.days_of(counted))
        for each in among
        if (counted := number(each, match)) is not None
    ]
    days = {dates for _, _, dates in told if dates is not None}
    if len(days) != 1:
        return None
    kind = (match.groupdict().get("kind") or "").casefold()
    dated = [(each, counted, dates) for each, counted, dates in told if dates is not None]
    each, counted, (first, last) = next(
        (one for one in dated if kind in one[0].prefix.casefold()), dated[0]
    )
    name = f"{each.prefix}{str(counted).zfill(each.width)}{each.suffix}"
    return NamedSprint(name.strip(), first, last)


def _in_words(match: re.Match[str], sprint: NamedSprint, *, is_past: bool) -> str:
    """Say its days: it counts with its last one, but before and since it with its first."""
    lead = (match["lead"] or "").casefold()
    which = (match.groupdict().get("which") or "").casefold()
    if (match["part"] or "").casefold() in _STARTS or (lead in {"before", "since", "from"}):
        day = sprint.last if match["part"] == "end" else sprint.first
        return f"{lead or 'by'} {day.isoformat()}"
    if (is_past and which) or which in {"last", "previous"}:
        return f"from {sprint.first.isoformat()} to {sprint.last.isoformat()}"
    until = lead if lead in {"after", "until", "till"} else "by"
    return f"{until} {sprint.last.isoformat()}"

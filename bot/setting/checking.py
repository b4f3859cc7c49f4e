"""Checks what is to be said of a release: what cannot be is refused, what is odd is told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.names import fold
from bot.setting.fields import (
    CODENAME,
    CODENAME_LIMIT,
    DAYS,
    GOAL,
    GOAL_LIMIT,
    WINDOW,
    changed_fields,
)
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from planner.launch.plan import LaunchPlan
from store.directory import ReleaseName


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field; its sentence has no marks, as it stands beside a field."""

    field: str
    sentence: Mrkdwn


def problems_of(
    before: LaunchPlan, after: LaunchPlan, names: Iterable[ReleaseName], today: date
) -> tuple[Problem, ...]:
    """Give what must not be kept; only what changes is looked at."""
    changed = changed_fields(before, after)
    return tuple(_problems(after, changed, tuple(names), today))


def _problems(
    plan: LaunchPlan, changed: Sequence[str], names: Sequence[ReleaseName], today: date
) -> Iterator[Problem]:
    for field in DAYS:
        day: date | None = getattr(plan, field)
        if field in changed and day is not None and day < today:
            yield Problem(field, say("settings.day_past", today, day=day))
    if WINDOW in changed and plan.window is not None:
        first, last = plan.window
        if last < first:
            yield Problem(WINDOW, say("settings.window_reversed", today, first=first, last=last))
        elif last < today:
            yield Problem(WINDOW, say("settings.day_past", today, day=last))
    if GOAL in changed and len(plan.goal or "") > GOAL_LIMIT:
        yield Problem(GOAL, say("settings.goal_long", most=GOAL_LIMIT))
    if CODENAME in changed and plan.codename is not None:
        yield from _codename_problems(plan.release_id, plan.codename, names)


def _codename_problems(
    release_id: str, codename: str, names: Sequence[ReleaseName]
) -> Iterator[Problem]:
    if len(codename) > CODENAME_LIMIT or not fold(codename):
        yield Problem(CODENAME, say("settings.codename_long", most=CODENAME_LIMIT))
        return
    for name in names:
        spoken = {fold(each) for each in (name.name, *name.aliases)}
        if name.id != release_id and fold(codename) in spoken:
            yield Problem(CODENAME, say("settings.codename_taken", codename=codename))
            return
        if name.id == release_id and fold(name.name) in fold(codename):
            yield Problem(CODENAME, say("settings.codename_tells"))
            return


def oddities_of(plan: LaunchPlan, due_on: date | None, today: date) -> tuple[Mrkdwn, ...]:
    """Give what is kept and still worth a second look; `due_on` is the date that counts."""
    said = []
    if plan.launch_on is not None and due_on is not None and plan.launch_on < due_on:
        said.append(say("settings.launch_early", today, launch=plan.launch_on, day=due_on))
    if plan.window is not None and due_on is not None:
        first, last = plan.window
        if not first <= due_on <= last:
            values = {"day": due_on, "first": first, "last": last}
            said.append(say("settings.outside", today, **values))
    return tuple(said)

"""The modal of what is said of a release, and what is answered when something was said."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

from bot.knowledge import Known
from bot.reply import Reply
from bot.setting.checking import oddities_of
from bot.setting.fields import (
    CODENAME,
    COMMITTED,
    FIELDS,
    GOAL,
    LAUNCH,
    OWN,
    OWNER,
    TIER,
    WINDOW,
    plain,
)
from bot.views.blocks import Block, actions, button, context, joined, section
from bot.views.choosing import write_choice
from bot.views.launch import odds_of, window_of
from bot.views.people import say_person
from bot.words.catalogue import Said, say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, bold, escape, unescape, without_marks
from planner.answer import Answer, ReleaseForecast
from planner.launch.plan import LaunchPlan
from store.directory import ReleaseName

EDIT_SETTINGS = "edit_settings"  # the button's action, and the modal's callback
_NAME_LIMIT = 100
_GOAL_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """What is said of a release now, with its answer, None where the plan has none."""

    release: ReleaseName
    plan: LaunchPlan
    answer: Answer | None
    known: Known
    notice: Mrkdwn | None = None

    @property
    def version(self) -> str:
        """A short word for what was said: it changes with all of it."""
        said = json.dumps(plain(self.plan), sort_keys=True)
        return blake2b(said.encode(), digest_size=8).hexdigest()

    @property
    def name(self) -> Mrkdwn:
        return bold(escape(self.release.name, _NAME_LIMIT))

    def with_notice(self, notice: Mrkdwn) -> "Standing":
        return replace(self, notice=notice)


def stands_reply(standing: Standing) -> Reply:
    """Show all that is said of a release, and the button that opens the modal."""
    lines = [say("settings.title", name=standing.name)]
    lines += [_line(standing, field) for field in FIELDS]
    value = write_choice(standing.release.id, None)
    edit = button(say_plain("settings.button"), EDIT_SETTINGS, value)
    said = joined(lines, "\n")
    blocks = [section(said), actions([edit]), context(say("settings.hint"))]
    return _reply("settings", said, blocks)


def saved_reply(before: LaunchPlan, standing: Standing, changed: Sequence[str]) -> Reply:
    """Say what changed and what it means; what is odd about it as well."""
    if not changed:
        said = say("settings.unchanged", name=standing.name)
        return _reply("settings", said, [section(said)])
    lines = [say("settings.saved", name=standing.name)]
    for field in changed:
        values = {"before": _value(standing, before, field)}
        after = _value(standing, standing.plan, field)
        lines.append(say("settings.change", field=_label(field), after=after, **values))
    means = _meanings(standing, changed)
    blocks: list[Block] = [section(joined(lines, "\n"))]
    if means:
        blocks.append(section(joined(means, "\n")))
    odd = oddities_of(standing.plan, _due_on(standing), standing.known.today)
    odd = tuple(say("settings.odd", sentence=each) for each in odd)
    blocks += [context(each) for each in odd]
    return _reply("settings_saved", joined((*lines, *means, *odd), "\n"), blocks)


def _reply(kind: str, said: Mrkdwn, blocks: Sequence[Block]) -> Reply:
    text = without_marks(Mrkdwn(said.replace(".\n", ". ").replace("\n", "; ")))
    return Reply(text, list(blocks), {"kind": kind, "words": unescape(said), "private": True})


def _meanings(standing: Standing, changed: Sequence[str]) -> list[Mrkdwn]:
    """What the dates are worth, by the forecast of now."""
    plan, answer, today = standing.plan, standing.answer, standing.known.today
    said = _odds(standing, changed)
    if CODENAME in changed:
        said.append(_embargo(plan))
    if OWNER in changed and plan.owner is not None:
        said.append(say("settings.handed_over", owner=say_person(plan.owner)))
    late = answer.percentile(85) if isinstance(answer, ReleaseForecast) else None
    if said and late is not None and _is_dated(changed):
        said.insert(0, say("settings.late", today, day=late))
    return said


def _is_dated(changed: Sequence[str]) -> bool:
    return any(field in changed for field in (COMMITTED, OWN, LAUNCH, WINDOW))


def _odds(standing: Standing, changed: Sequence[str]) -> list[Mrkdwn]:
    plan, answer, today = standing.plan, standing.answer, standing.known.today
    last = None if plan.window is None else plan.window[1]
    days = ((COMMITTED, plan.committed_on), (OWN, plan.own_on), (LAUNCH, plan.launch_on))
    said = []
    for field, day in (*days, (WINDOW, last)):
        if field not in changed or day is None or answer is None:
            continue
        odds = odds_of(answer, day)
        if odds is None:
            return [say("settings.no_odds")]
        said.append(say(f"settings.{field}_odds", today, day=day, likelihood=odds))
    return said


def _embargo(plan: LaunchPlan) -> Mrkdwn:
    if plan.codename is None:
        return say("settings.no_embargo")
    return say("settings.embargo", codename=escape(plan.codename, _NAME_LIMIT))


def _due_on(standing: Standing) -> date | None:
    if standing.plan.committed_on is not None or standing.answer is None:
        return standing.plan.committed_on
    return standing.answer.scope.due_on


def _line(standing: Standing, field: str) -> Mrkdwn:
    return say("settings.line", field=_label(field), value=_value(standing, standing.plan, field))


def _label(field: str) -> Mrkdwn:
    return say(f"settings.{field}")


def _value(standing: Standing, plan: LaunchPlan, field: str) -> Mrkdwn:
    value: Said | tuple[date, date] = getattr(plan, field)
    known = standing.known
    if value is None:
        return say("settings.none")
    if field == TIER:
        return say(f"settings.tier_{int(plan.tier)}")
    if isinstance(value, tuple):
        return window_of(value, known.today, known.market)
    if isinstance(value, date):
        return Mrkdwn(say_day(value, known.today))
    if field == OWNER:
        return say_person(str(value))
    return escape(str(value), _GOAL_SHOWN if field == GOAL else _NAME_LIMIT)

"""The form of what is said of a release: its fields, and what comes back from them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.setting.checking import Problem
from bot.setting.fields import (
    CODENAME,
    CODENAME_LIMIT,
    COMMITTED,
    GOAL,
    GOAL_LIMIT,
    LAUNCH,
    OWN,
    OWNER,
    TIER,
    WINDOW,
    Value,
    Wanted,
)
from bot.views.blocks import Block, context, section
from bot.views.choosing import ChoiceError
from bot.views.modal import choice, date_input, line_input, modal, person_input
from bot.views.setting import EDIT_SETTINGS, Standing
from bot.words.catalogue import say, say_plain
from planner.launch.plan import Tier

_FIRST, _LAST = "window_first", "window_last"
# Where an error about a field stands: the modal has two fields for a window.
BLOCK_OF = {WINDOW: _LAST}


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in; `version` is that of what was shown, `problems` what cannot be read."""

    release_id: str
    version: str
    wanted: Wanted
    problems: tuple[Problem, ...] = ()


def form_view(standing: Standing) -> Block:
    """Show what is said of a release, and let it be changed."""
    plan = standing.plan
    tiers = [(say_plain(f"settings.tier_{int(tier)}"), str(int(tier))) for tier in Tier]
    first, last = plan.window or (None, None)
    blocks = [] if standing.notice is None else [section(standing.notice)]
    blocks += [
        section(say("settings.form", name=standing.name)),
        line_input(_label(GOAL), GOAL, plan.goal, GOAL_LIMIT, hint=_hint(GOAL)),
        choice(_label(TIER), TIER, tiers, list(Tier).index(plan.tier)),
        date_input(_label(COMMITTED), COMMITTED, plan.committed_on, hint=_hint(COMMITTED)),
        date_input(_label(OWN), OWN, plan.own_on, hint=_hint(OWN)),
        date_input(_label(LAUNCH), LAUNCH, plan.launch_on, hint=_hint(LAUNCH)),
        date_input(_label(_FIRST), _FIRST, first),
        date_input(_label(_LAST), _LAST, last),
        line_input(_label(CODENAME), CODENAME, plan.codename, CODENAME_LIMIT, hint=_hint(CODENAME)),
        person_input(_label(OWNER), OWNER, plan.owner, hint=_hint(OWNER)),
        context(say("settings.audited")),
    ]
    metadata = {"r": standing.release.id, "v": standing.version}
    return modal(
        say_plain("settings.modal"),
        blocks,
        close=say_plain("settings.cancel"),
        submit=say_plain("settings.submit"),
        callback_id=EDIT_SETTINGS,
        metadata=json.dumps(metadata, separators=(",", ":"), ensure_ascii=False),
    )


def read_settings_form(view: dict[str, Any]) -> Form:
    """Read what `form_view` asked for.

    Raises:
        ChoiceError: it is a view that we never made.
    """
    try:
        kept = json.loads(view["private_metadata"])
        values = view["state"]["values"]
        fields = {name: _value(values[name][name]) for name in (*_PLAIN, *_DAYS)}
        days = {name: _day(fields[name]) for name in _DAYS}
        tier = Tier(int(fields[TIER] or ""))
        release_id, version = str(kept["r"]), str(kept["v"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the modal is not one of ours") from error
    window, problems = _window(days[_FIRST], days[_LAST])
    wanted: dict[str, Value] = {
        TIER: tier,
        GOAL: _words(fields[GOAL]),
        CODENAME: _words(fields[CODENAME]),
        OWNER: fields[OWNER],
        WINDOW: window,
        **{name: days[name] for name in (COMMITTED, OWN, LAUNCH)},
    }
    return Form(release_id, version, wanted, problems)


_PLAIN = (GOAL, TIER, CODENAME, OWNER)
_DAYS = (COMMITTED, OWN, LAUNCH, _FIRST, _LAST)
# https://docs.slack.dev/reference/views/view-interactions-payloads: by the kind of element
_VALUES = ("value", "selected_date", "selected_user")


def _value(state: dict[str, Any]) -> str | None:
    option = state.get("selected_option")
    given = (state[key] for key in _VALUES if key in state)
    found = option["value"] if option else next(given, None)
    return None if found is None else str(found)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _words(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _window(
    first: date | None, last: date | None
) -> tuple[tuple[date, date] | None, tuple[Problem, ...]]:
    if first is not None and last is not None:
        return (first, last), ()
    if first is None and last is None:
        return None, ()
    missing = _FIRST if first is None else _LAST
    return None, (Problem(missing, say("settings.half_window")),)


def _label(name: str) -> str:
    return say_plain(f"settings.{name}")


def _hint(name: str) -> str:
    return say_plain(f"settings.{name}_hint")

"""The card of readiness: function by function, gate by gate, each with its evidence."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, actions, button, context, joined, section, within
from bot.views.choosing import write_choice
from bot.views.ready_acts import ASK_VOTES, SHARE_READY, SIGN_OFF, gate_buttons
from bot.views.ready_words import (
    criterion,
    function_name,
    say_launch,
    say_seen,
    say_standing_in,
    say_vote,
)
from bot.views.words import bold_name, opening, release_name, small_print
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer
from planner.calendar import WorkCalendar
from planner.launch.gates import Check
from planner.launch.readiness import FunctionStanding, GateStanding, Light, Readiness
from planner.launch.votes import Delegation, MissingVote

# So that a message stays below the 13,000 characters that Slack takes, whatever people wrote.
_CHARACTERS = 7200
_AT_LEAST = 400  # of each function
_BUTTON_CHARACTERS = 3000
_FUNCTIONS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: `functions` are those that they speak for, and may say something of.

    Only who `knows` is told how much is private; who `owns` the release may ask for votes.
    """

    functions: frozenset[str] = frozenset()
    knows: bool = False
    owns: bool = False


EVERYBODY = Viewer()


@dataclass(frozen=True, slots=True)
class Shown:
    """A release's readiness with what is needed to show it."""

    answer: Answer
    readiness: Readiness
    delegations: tuple[Delegation, ...]
    calendar: WorkCalendar
    today: date

    @property
    def missing(self) -> Mapping[str, MissingVote]:
        return {one.function.name: one for one in self.readiness.missing}


def ready_blocks(shown: Shown, asked: Asked, viewer: Viewer = EVERYBODY) -> list[Block]:
    """Show all functions that take part, and what this viewer can do about them."""
    readiness = shown.readiness
    blocks = [*opening(asked), section(_title(shown))]
    told = readiness.functions[:_FUNCTIONS_SHOWN]
    if not readiness.functions:
        code = "ready.none" if readiness.has_rules else "ready.no_functions"
        return [*blocks[:-1], section(say(code, name=bold_name(shown.answer.scope)))]
    said = _functions(told, shown, viewer)
    for text, made in zip(said, _acts(told, readiness, viewer), strict=True):
        blocks += [section(text), *([actions(made)] if made else [])]
    rest = len(readiness.functions) - len(told)
    blocks += [context(say("forecast.more", count=rest))] if rest else []
    away = say_standing_in(
        shown.delegations, (one.function for one in readiness.functions), shown.today
    )
    blocks += [context(away)] if away else []
    return [*blocks, *_buttons(shown, asked, viewer), *_last(shown, asked)]


def ready_text(shown: Shown) -> str:
    readiness = shown.readiness
    name = release_name(shown.answer.scope)
    if not readiness.functions:
        code = "ready.none" if readiness.has_rules else "ready.no_functions"
        return without_marks(say(code, name=name))
    said = joined(
        (
            say(
                "ready.function_text",
                function=function_name(one.function.name),
                light=say(f"light.{one.light}"),
            )
            for one in readiness.functions
        ),
        say("join.comma") + " ",
    )
    return without_marks(say("ready.text", name=name, decision=say_decision(readiness), said=said))


def say_decision(readiness: Readiness) -> Mrkdwn:
    return say(f"ready.{readiness.closed or readiness.decision}")


def _title(shown: Shown) -> Mrkdwn:
    readiness = shown.readiness
    name, decision = bold_name(shown.answer.scope), say_decision(readiness)
    greens = sum(one.light is Light.GREEN for one in readiness.functions)
    parts = [
        say("ready.title", name=name, decision=decision),
        say("ready.count", green=greens, total=len(readiness.functions)),
    ]
    if not readiness.is_over:
        parts.append(say_launch(readiness.anchor, shown.today, shown.calendar))
    return joined(parts, " · ")


def _acts(
    told: Sequence[FunctionStanding], readiness: Readiness, viewer: Viewer
) -> Iterator[list[Block]]:
    """Give each function's buttons, as long as there is room for them in one message."""
    used = place = 0
    for standing in told:
        is_theirs = standing.function.name in viewer.functions and not readiness.is_over
        taken = []
        for made in gate_buttons(readiness.release_id, standing, place) if is_theirs else []:
            used += len(json.dumps(made, ensure_ascii=False))
            if used <= _BUTTON_CHARACTERS:
                taken.append(made)
        place += len(standing.gates)
        yield taken


def _functions(told: Sequence[FunctionStanding], shown: Shown, viewer: Viewer) -> Iterator[Mrkdwn]:
    """Say all of every function, as long as something is left for those behind it."""
    left = _CHARACTERS
    for behind, standing in zip(reversed(range(len(told))), told, strict=True):
        said = _function(standing, shown, viewer, left - behind * _AT_LEAST)
        left -= len(json.dumps(said, ensure_ascii=False))
        yield said


def _function(standing: FunctionStanding, shown: Shown, viewer: Viewer, limit: int) -> Mrkdwn:
    """Say all of one function, or as much as fits into `limit` characters."""
    name = standing.function.name
    head = say(
        "ready.function",
        function=function_name(name),
        light=say(f"light.{standing.light}"),
        vote=say_vote(standing, shown.missing.get(name), shown.today, shown.calendar),
    )
    lines = [_gate(gate, shown, viewer) for gate in standing.gates]
    ways = _to_green(standing, shown.today)
    room = limit - len(json.dumps(head, ensure_ascii=False))
    taken, rest = within([*lines, *([ways] if ways else [])], room)
    more = [say("forecast.more", count=rest)] if rest else []
    return joined((head, *taken, *more), "\n")


def _gate(standing: GateStanding, shown: Shown, viewer: Viewer) -> Mrkdwn:
    return say(
        "ready.gate",
        state=say(f"gate_state.{standing.state}"),
        criterion=criterion(standing.gate, shown.today),
        due=_due(standing, shown.today),
        seen=say_seen(standing, shown.today, shown.calendar, knows=viewer.knows),
    )


def _due(standing: GateStanding, today: date) -> Mrkdwn:
    if standing.is_settled or standing.due_on is None:
        return Mrkdwn("")
    code = "ready.due_over" if standing.due_on < today else "ready.due"
    return Mrkdwn(f" {say(code, today, day=standing.due_on)}")


def _to_green(standing: FunctionStanding, today: date) -> Mrkdwn | None:
    if standing.light in {Light.GREEN, Light.WAIVED}:
        return None
    ways = [_way(gate, today) for gate in standing.lacks]
    if not standing.gates:
        ways.append(say("to_green.vote"))
    return say("ready.to_green", ways=joined(ways, "; ")) if ways else None


def _way(standing: GateStanding, today: date) -> Mrkdwn:
    if standing.gate.check is Check.PERSON:
        return say("to_green.person", criterion=criterion(standing.gate, today))
    return say(f"to_green.{standing.gate.check}")


def _buttons(shown: Shown, asked: Asked, viewer: Viewer) -> list[Block]:
    if shown.readiness.is_over or asked.as_of is not None:
        return []
    value = write_choice(shown.readiness.release_id, None)
    made = [button(say_plain("ready.sign"), SIGN_OFF, value)]
    if not asked.is_shared:
        made.append(button(say_plain("share.button"), SHARE_READY, value))
        if viewer.owns:
            made.append(button(say_plain("ready.ask"), ASK_VOTES, value))
    return [actions(made)]


def _last(shown: Shown, asked: Asked) -> list[Block]:
    return [context(say("ready.hint")), small_print(shown.answer, asked)]

"""Go or no-go: who has voted what, who is missing, and buttons to vote."""

from dataclasses import dataclass
from datetime import date

from bot.views.blocks import Block, actions, button, context, header, joined, section, within
from bot.views.choosing import write_choice
from bot.views.picking import PICK, Pick, write_pick
from bot.views.ready import say_decision
from bot.views.ready_acts import SIGN_OFF
from bot.views.ready_words import (
    function_name,
    say_launch,
    say_standing_in,
    say_vote,
)
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, clip, escape, without_marks
from planner.calendar import WorkCalendar
from planner.launch.readiness import FunctionStanding, Light, Readiness
from planner.launch.votes import Delegation, Verdict

_NAME_LIMIT = 100
_TITLE_NAME_LIMIT = 120
_CHARACTERS = 2800


@dataclass(frozen=True, slots=True)
class GoState:
    """All that go / no-go tells; of its gates only what they come to, for anybody may read it."""

    name: str
    readiness: Readiness
    delegations: tuple[Delegation, ...]
    calendar: WorkCalendar
    today: date


def go_blocks(state: GoState) -> list[Block]:
    """Show the votes so far, whose are missing, and buttons; to be changed when votes come."""
    readiness = state.readiness
    title = say_plain("go.title", name=clip(state.name, _TITLE_NAME_LIMIT))
    lead = joined((_lead(readiness), *_launch(state)), " ")
    blocks = [header(title), section(lead), section(_lines(state))]
    functions = [one.function for one in readiness.functions]
    away = say_standing_in(state.delegations, functions, state.today)
    blocks += [context(away)] if away else []
    if readiness.is_over:
        return blocks
    return [*blocks, vote_buttons(readiness.release_id), context(say("go.hint"))]


def vote_buttons(release_id: str, *, tells_days: bool = True) -> Block:
    """Let somebody vote, and look at what there is to vote on: that tells days."""
    buttons = [button(say_plain("ready.sign"), SIGN_OFF, write_choice(release_id, None))]
    if tells_days:
        details = write_pick(Pick(release_id, "ready"))
        buttons.append(button(say_plain("go.details"), f"{PICK}:0", details))
    return actions(buttons)


def go_text(state: GoState) -> str:
    name = escape(state.name, _NAME_LIMIT)
    decision = say_decision(state.readiness)
    said = joined(map(_spoken, state.readiness.functions), "; ")
    return without_marks(say("go.text", name=name, decision=decision, said=said))


def _lead(readiness: Readiness) -> Mrkdwn:
    if readiness.closed is not None:
        return say(f"go.lead_{readiness.closed}")
    votes = [one.vote for one in readiness.functions if one.vote is not None]
    ready = {Light.GREEN, Light.WAIVED}
    return say(
        f"go.lead_{readiness.decision}",
        blocked=sum(vote.verdict is Verdict.BLOCK for vote in votes),
        missing=len(readiness.missing),
        open=sum(one.light not in ready for one in readiness.functions),
    )


def _launch(state: GoState) -> list[Mrkdwn]:
    if state.readiness.is_over:
        return []
    said = say_launch(state.readiness.anchor, state.today, state.calendar)
    return [Mrkdwn(f"{said[:1].upper()}{said[1:]}.")]


def _lines(state: GoState) -> Mrkdwn:
    lines = [_line(one, state) for one in state.readiness.functions]
    taken, rest = within(lines, _CHARACTERS)
    return joined((*taken, *([say("forecast.more", count=rest)] if rest else [])), "\n")


def _spoken(standing: FunctionStanding) -> Mrkdwn:
    """Say it in a text that is read aloud: without people, links and reasons."""
    vote = "missing" if standing.vote is None else str(standing.vote.verdict)
    return say(
        "go.spoken",
        function=function_name(standing.function.name),
        light=say(f"light.{standing.light}"),
        vote=say(f"go.{vote}"),
    )


def _line(standing: FunctionStanding, state: GoState) -> Mrkdwn:
    name = standing.function.name
    missing = next((one for one in state.readiness.missing if one.function.name == name), None)
    return say(
        "go.line",
        light=say(f"light.{standing.light}"),
        function=function_name(name),
        vote=say_vote(standing, missing, state.today, state.calendar),
    )

"""What is said of a ping that nobody has answered: to those who were asked, and to the owner."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.delivery.addresses import name_address
from bot.views.blocks import Block, context, header, joined, section
from bot.views.going import vote_buttons
from bot.views.launch_reader import say_function
from bot.views.people import say_people, say_person
from bot.views.ping_answer import REASON_LIMIT, answer_buttons
from bot.views.words import NAME_LIMIT
from bot.words.catalogue import Said, say, say_plain
from bot.words.escape import Mrkdwn, bold, clip, escape
from planner.launch.functions import Function, Wording
from planner.launch.plan import LaunchPlan
from planner.launch.votes import MissingVote, votes_at

_CALLED = 2  # people who are called when it is asked again


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A ping that waits for an answer; `people` are those of the function who are still there.

    It was asked so many `times`.
    """

    plan: LaunchPlan
    name: str
    function: Function
    people: tuple[str, ...]
    stage: str
    times: int

    @property
    def is_vote(self) -> bool:
        return votes_at(self.stage, self.function)

    @property
    def values(self) -> dict[str, Said]:
        return {
            "name": bold(escape(self.name, NAME_LIMIT)),
            "function": say_function(self.function.name),
            "stage": self.stage,
        }


def reminder_blocks(unanswered: Unanswered, key: str, *, is_last: bool) -> list[Block]:
    """Ask again, with the same buttons; `key` names the ping's post."""
    title = say_plain("ping_note.reminder_title", name=clip(unanswered.name, NAME_LIMIT))
    buttons = answer_buttons(key)
    if unanswered.is_vote:
        days = unanswered.function.wording is Wording.DAY
        buttons = vote_buttons(unanswered.plan.release_id, tells_days=days)
    hint = _hint(unanswered, is_last=is_last)
    return [header(title), section(_asked(unanswered)), buttons, context(hint)]


def reminder_text(unanswered: Unanswered, *, is_last: bool) -> str:
    """The same in a line or two."""
    hint = _hint(unanswered, is_last=is_last)
    return f"{_asked(unanswered)} {hint}".replace("*", "")


def escalation_text(unanswered: Unanswered) -> Mrkdwn:
    """Tell the owner that nobody answers."""
    values = {**unanswered.values, "ask": _whom_to_ask(unanswered), "count": unanswered.times}
    return say("ping_note.escalated", **values)


def overtaken_text(unanswered: Unanswered, following: str) -> Mrkdwn:
    """Tell the owner that nobody has answered, and that the next stage has come."""
    values = {**unanswered.values, "ask": _whom_to_ask(unanswered), "next": following}
    return say("ping_note.escalated_next", **values)


def blocked_text(unanswered: Unanswered, person: str, reason: str) -> Mrkdwn:
    """Tell the owner what stands in the way."""
    values = {
        **unanswered.values,
        "person": say_person(person),
        "reason": escape(reason, REASON_LIMIT),
    }
    return say("ping_note.blocked", **values)


def votes_text(name: str, missing: Sequence[MissingVote]) -> Mrkdwn:
    """Tell the owner whose votes are missing, function by function."""
    told = []
    for one in missing:
        people = say_people(one.ask) or say("ping_note.votes_nobody")
        told.append(
            say("ping_note.votes_of", function=say_function(one.function.name), people=people)
        )
    named = bold(escape(name, NAME_LIMIT))
    return say("ping_note.votes", name=named, missing=len(missing), functions=joined(told, "\n"))


def _hint(unanswered: Unanswered, *, is_last: bool) -> Mrkdwn:
    if is_last:
        return say("ping_note.reminder_last")
    return say("ping_note.vote_more" if unanswered.is_vote else "ping_note.reminder_more")


def _asked(unanswered: Unanswered) -> Mrkdwn:
    days = unanswered.function.wording is Wording.DAY
    code = "reminder" if days else "reminder_horizon"
    code = "vote" if unanswered.is_vote else code
    called = say_people(unanswered.people[:_CALLED])
    if not called:
        return say(f"ping_note.{code}_plain", **unanswered.values)
    return say(f"ping_note.{code}", people=called, **unanswered.values)


def _whom_to_ask(unanswered: Unanswered) -> Mrkdwn:
    channel = unanswered.function.channel
    people = say_people(unanswered.people[:_CALLED])
    if people and channel:
        return say("ping_note.ask_person", people=people, channel=name_address(channel))
    if people:
        return say("ping_note.ask_people", people=people)
    return say("ping_note.ask_channel", channel=name_address(channel or ""))

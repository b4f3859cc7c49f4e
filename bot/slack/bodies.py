"""What Slack sends, read: who is it, where, and what do they want."""

import re
from dataclasses import dataclass
from typing import Any

from bot.grammar.orders import read_order
from bot.people.roles import Asker
from bot.verbs import verb_of
from bot.views.choosing import ChoiceError, read_choice
from bot.views.dating import SET_DATE, read_form
from bot.views.picking import PICK, read_pick
from bot.views.readings import ASK
from bot.views.sharing import SHARE_ANSWER, read_shareable
from bot.words.escape import unescape

Body = dict[str, Any]

NO_CHANNEL = "D"  # stands for a conversation with the person alone

# `<https://a.example|a.example>` as it was typed; `<#C1|general>` is left to who needs the id.
_LABELED = re.compile(r"<(?!#)[^<>|]*\|([^<>]*)>")
_BARE = re.compile(r"<(?!#)([^<>|]*)>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_NAMES_PEOPLE = frozenset({"settings", "away"})
_PLACE = "\u2060"  # stands for a person while links are taken out around them
_CALLING = re.compile(r"<[@!](?!date\^)[^<>]*>")  # people, groups, @here: no words of a question


@dataclass(frozen=True, slots=True)
class Heard:
    """A question or an order in a conversation; `thread` is where the answer belongs."""

    event_id: str
    asker: Asker
    text: str
    ts: str
    thread: str


def asker_of(body: Body) -> Asker | None:
    """Give who sent a command, a click or a message; None where no person did.

    `workspace` is the person's own, which need not be the one that they are in.
    """
    if "command" in body:
        return _asker(body.get("team_id"), body.get("user_id"), body.get("channel_id"))
    if body.get("type") in {"block_actions", "message_action"}:
        user, channel = body.get("user") or {}, body.get("channel") or {}
        team = user.get("team_id") or (body.get("team") or {}).get("id")
        # A click in App Home has no channel: what it asks for is for that person.
        return _asker(team, user.get("id"), channel.get("id") or NO_CHANNEL)
    if is_submission(body):
        user = body.get("user") or {}
        team = user.get("team_id") or (body.get("team") or {}).get("id")
        return _asker(team, user.get("id"), NO_CHANNEL)
    event = body.get("event") or {}
    if event.get("type") == "app_home_opened":
        return _asker(body.get("team_id"), event.get("user"), NO_CHANNEL)
    if not is_said_by_person(event):
        return None
    team = event.get("user_team") or event.get("team") or body.get("team_id")
    return _asker(team, event.get("user"), event.get("channel"))


def verb_asked(body: Body, bot_user: str) -> str | None:
    """Give the verb of an order, whichever way it came; None for anything else."""
    if "command" in body:
        return verb_of(body.get("text") or "")
    if body.get("type") == "block_actions":
        return _picked_verb((body.get("actions") or [{}])[0])
    if body.get("type") == "message_action":
        return None  # it asks about a message, whatever that says
    event = body.get("event") or {}
    text = plain_text(event.get("text") or "", bot_user)
    return verb_of(text) if text else None


def is_submission(body: Body) -> bool:
    """Tell whether somebody has submitted a modal: such a request has no address to answer to."""
    return body.get("type") == "view_submission"


def dated_release(body: Body) -> str | None:
    """Give the reference of the release whose date is to be set; None for anything else.

    Raises:
        ChoiceError: it is a value that we never wrote, old or forged.
    """
    if is_submission(body):
        view = body.get("view") or {}
        return read_form(view).release if view.get("callback_id") == SET_DATE else None
    action = (body.get("actions") or [{}])[0]
    if body.get("type") != "block_actions" or action.get("action_id") != SET_DATE:
        return None
    return read_choice(str(action.get("value"))).release


def heard_of(body: Body, bot_user: str) -> Heard | None:
    """Read a mention or a direct message; None where nobody is to be answered."""
    event, asker = body.get("event") or {}, asker_of(body)
    if asker is None or "event_id" not in body or "ts" not in event:
        return None
    text = plain_text(event.get("text") or "", bot_user)
    ts = str(event["ts"])
    return Heard(str(body["event_id"]), asker, text, ts, str(event.get("thread_ts") or ts))


def is_said_by_person(event: Body) -> bool:
    """Tell a person's own new words from those of bots, from edits, joins and the like."""
    if event.get("type") not in {"app_mention", "message"}:
        return False
    return not any(event.get(mark) for mark in ("bot_id", "subtype", "edited", "hidden"))


def plain_text(text: str, bot_user: str) -> str:
    """Give what was typed, without the bot's own name: `<@U9> when is <…|2.4>` → `when is 2.4`."""
    return typed(re.sub(rf"<@{re.escape(bot_user)}(\|[^<>]*)?>", " ", text))


def typed(text: str) -> str:
    """Give an order or a question as it was typed; of people only whom an order names."""
    order = read_order(text)
    if order is None or order.verb not in _NAMES_PEOPLE:
        return unlinked(text)
    people = iter(_PERSON.findall(text))
    plain = unlinked(_PERSON.sub(_PLACE, text))
    return re.sub(_PLACE, lambda _: f"<@{next(people, '')}>", plain)


def unlinked(text: str) -> str:
    """Give what was typed before Slack made links of it; channels alone keep their ids."""
    plain = _BARE.sub(r"\1", _LABELED.sub(r"\1", _CALLING.sub(" ", text)))
    return " ".join(unescape(plain).split())


def _picked_verb(action: Body) -> str | None:
    action_id = str(action.get("action_id", ""))
    if action_id.startswith(ASK):
        return verb_of(str(action.get("value") or "")) if action.get("value") else None
    if not action_id.startswith((PICK, SHARE_ANSWER)):
        return None
    try:
        if action_id.startswith(PICK):
            return read_pick(str(action.get("value"))).verb
        asked = read_shareable(str(action.get("value")))
        return asked.verb or verb_of(asked.question)
    except ChoiceError:
        return None


def _asker(team: Any, user: Any, channel: Any) -> Asker | None:
    return Asker(str(team or ""), str(user), str(channel)) if user and channel else None

"""Who may use each button, menu, modal and shortcut: what is not listed here, nobody may.

The gate looks here before any listener runs; whoever does what was asked for looks again.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from bot.people.errors import refused
from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.slack.values import choice_of, number_of
from bot.views.choosing import CHOOSE, SHARE, SUBSCRIBE, WHAT_IF, WHY, ChoiceError
from bot.views.dating import SET_DATE
from bot.views.notes import EDIT_NOTES, NOTES_MARKDOWN, SHARE_NOTES, read_notes_form
from bot.views.picking import PICK
from bot.views.ping_answer import ACK, BLOCKED, SNOOZE, read_form, read_key
from bot.views.readings import ASK
from bot.views.ready_acts import (
    ASK_VOTES,
    GATE_DONE,
    GATE_OPEN,
    GATE_WAIVE,
    SHARE_READY,
    SIGN_OFF,
)
from bot.views.setting import EDIT_SETTINGS
from bot.views.setting_form import read_settings_form
from bot.views.sharing import SHARE_ANSWER
from bot.views.subscribe_form import read_edit
from bot.views.subscriptions import EDIT, PAUSE, RESUME, SEND_TEST, UNSUBSCRIBE
from bot.words.catalogue import say

WHEN_IT_SHIPS: Final = "when_it_ships"  # as the manifest calls the shortcut

_PLACE = re.compile(r":\d+\Z")  # tells buttons of one kind in one message apart


class Guard(StrEnum):
    """What somebody must be to do a thing, besides being one of our workspace."""

    ANYBODY = "anybody"
    BY_VERB = "what the verb that it carries asks for"
    SUBSCRIPTION = "who set a subscription up, who answers for its release, or an admin"
    FUNCTION = "who speaks for a function of a launch, who answers for its release, or an admin"
    PING = "one of the people of the function that was asked, who is in its channel, or an admin"
    RELEASE = "who answers for a release, or an admin"


GUARDS: Final[Mapping[str, Guard]] = MappingProxyType(
    {
        CHOOSE: Guard.ANYBODY,
        WHY: Guard.ANYBODY,
        SHARE: Guard.ANYBODY,
        SHARE_ANSWER: Guard.ANYBODY,
        PICK: Guard.BY_VERB,
        ASK: Guard.BY_VERB,
        SUBSCRIBE: Guard.ANYBODY,
        WHAT_IF: Guard.ANYBODY,
        EDIT: Guard.SUBSCRIPTION,
        UNSUBSCRIBE: Guard.SUBSCRIPTION,
        PAUSE: Guard.SUBSCRIPTION,
        RESUME: Guard.SUBSCRIPTION,
        SEND_TEST: Guard.SUBSCRIPTION,
        SET_DATE: Guard.RELEASE,
        ACK: Guard.PING,
        SNOOZE: Guard.PING,
        BLOCKED: Guard.PING,
        EDIT_NOTES: Guard.RELEASE,
        SHARE_NOTES: Guard.ANYBODY,
        NOTES_MARKDOWN: Guard.ANYBODY,
        EDIT_SETTINGS: Guard.RELEASE,
        WHEN_IT_SHIPS: Guard.ANYBODY,
        SIGN_OFF: Guard.FUNCTION,
        GATE_DONE: Guard.FUNCTION,
        GATE_WAIVE: Guard.FUNCTION,
        GATE_OPEN: Guard.FUNCTION,
        SHARE_READY: Guard.ANYBODY,
        ASK_VOTES: Guard.RELEASE,
    }
)


def controls_of(body: dict[str, Any]) -> tuple[str, ...]:
    """Give what was used: buttons and menus by action id, a modal or a shortcut by callback id.

    Nothing for a command or an event: these are words, and words have verbs.
    """
    match body.get("type"):
        case "block_actions":
            actions = body.get("actions") or [{}]
            return tuple(_PLACE.sub("", str(one.get("action_id"))) for one in actions)
        case "view_submission" | "view_closed":
            return (str((body.get("view") or {}).get("callback_id")),)
        case "message_action" | "shortcut":
            return (str(body.get("callback_id")),)
    return ()


def must_be_listed(body: dict[str, Any]) -> None:
    """Let through what is listed.

    Raises:
        RefusedError: nobody has said who may use it: it is old, or forged.
    """
    if any(control not in GUARDS for control in controls_of(body)):
        raise refused(say("trouble.stale_button"))


def must_own_notes(body: dict[str, Any], asker: Asker, reception: Reception) -> None:
    """Let through who may edit the release notes that a button or a form is about.

    Raises:
        RefusedError: they may not, or it is a value that we never wrote.
    """
    if EDIT_NOTES not in controls_of(body):
        return
    try:
        is_form = body.get("type") == "view_submission"
        release = read_notes_form(body["view"]).release if is_form else choice_of(body).release
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error
    reception.admit_to_notes(asker, release)


def must_own_settings(body: dict[str, Any], asker: Asker, reception: Reception) -> None:
    """Let through who may say things of the release that a button or a form is about.

    Raises:
        RefusedError: they may not, or it is a value that we never wrote.
    """
    if EDIT_SETTINGS not in controls_of(body):
        return
    try:
        is_form = body.get("type") == "view_submission"
        form = read_settings_form(body["view"]).release_id if is_form else None
        reception.admit_to_settings(asker, form or choice_of(body).release)
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error


def must_have_been_asked(body: dict[str, Any], asker: Asker, reception: Reception) -> None:
    """Let through who was asked by the ping that a button or a window is about.

    Raises:
        RefusedError: they were not, it needs no answer, or it is a value that we never wrote.
    """
    for control in controls_of(body):
        if GUARDS.get(control) is Guard.PING:
            reception.admit_to_ping(asker, _ping_of(body))


def _ping_of(body: dict[str, Any]) -> str:
    try:
        if body.get("type") == "view_submission":
            return read_form(body["view"]).key
        return read_key((body.get("actions") or [{}])[0].get("value"))
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error


def must_own_subscription(body: dict[str, Any], asker: Asker, reception: Reception) -> None:
    """Let through who may change the subscription that a button or a form is about.

    Raises:
        RefusedError: they may not, there is none such, or it is a value that we never wrote.
    """
    if not any(GUARDS.get(control) is Guard.SUBSCRIPTION for control in controls_of(body)):
        return
    try:
        is_form = body.get("type") == "view_submission"
        number = read_edit(body["view"]).number if is_form else number_of(body)
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error
    reception.admit_to_subscription(asker, number)

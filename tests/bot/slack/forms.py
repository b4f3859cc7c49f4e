"""Opens forms of the app, fills them and submits them; every view that comes back is judged."""

import json
from dataclasses import dataclass
from typing import Any

from tests.bot.judge import said_in
from tests.bot.slack.conftest import Door
from tests.bot.slack.local_slack import Message
from tests.bot.slack.modals import filled, problems_of

FORM = 2  # how often a modal has been set: waiting, then its form


@dataclass(frozen=True, slots=True)
class Taken:
    """What Slack was told about a submission."""

    told: Message

    @property
    def errors(self) -> dict[str, str]:
        assert self.told["response_action"] == "errors"
        return dict(self.told["errors"])

    @property
    def view(self) -> Message:
        assert self.told["response_action"] == "update", self.told
        view: Message = self.told["view"]
        assert problems_of(view) == []
        return view

    @property
    def said(self) -> str:
        return said_in(self.view["blocks"])


def open_form(
    door: Door, action: str, value: str, *, user: str = "U01", channel: str | None = "C1"
) -> tuple[str, Message]:
    """Click a button; give the modal's id, and the form that it came to show.

    Without a channel it is a click in App Home.
    """
    view_id = f"V{len(door.slack.modals.shown) + 1}"
    button = {"type": "button", "action_id": action, "value": value}
    payload: dict[str, Any] = {"user": {"id": user, "team_id": "T1"}, "channel": {"id": channel}}
    if channel is None:
        payload |= {"container": {"type": "view"}, "channel": None, "response_url": None}
    assert door.slack.click(button, door.via, payload=payload).status == 200
    return view_id, door.slack.modals.last(FORM, view_id)


def submit(
    door: Door, form: tuple[str, Message], *, user: str = "U01", team: str = "T1", **typed: object
) -> Taken:
    """Type into a form and submit it."""
    view_id, view = form
    state = filled(view, **typed)
    sent = door.slack.submit(view_id, state, door.via, user=user, team=team)
    assert sent.status == 200
    assert sent.seconds < 3
    return Taken(json.loads(sent.said))

"""The modals of a local Slack: opened once by a click, updated by their id, submitted by people."""

import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.words.catalogue import say
from tests.bot.judge import reference_checker, said_in

View = dict[str, Any]
_WAITING = (
    "form.looking",
    "form.working",
    "settings.looking",
    "sign.looking",
    "write.looking",
    "write.working",
)


@dataclass
class Modals:
    """`shown` has every modal with all that it ever was. With `are_late` no click opens one.

    A modal that is in `closed` cannot be updated any more; one that is in `waiting` was submitted,
    and will be.
    """

    shown: dict[str, list[View]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    waiting: set[str] = field(default_factory=set)
    are_late: bool = False

    async def answer(self, method: str, request: web.Request) -> web.Response | None:
        """Answer a call of the Web API; None for a method that is not ours."""
        if method not in {"views.open", "views.update"}:
            return None
        asked = await request.json()
        if problems := problems_of(asked["view"]):
            told = {"ok": False, "error": "invalid_arguments", "problems": problems}
            return web.json_response(told)
        view_id = asked.get("view_id") or f"V{len(self.shown) + 1}"
        if method == "views.open" and (self.are_late or not asked["trigger_id"]):
            return web.json_response({"ok": False, "error": "expired_trigger_id"})
        if method == "views.update" and (view_id in self.closed or view_id not in self.shown):
            return web.json_response({"ok": False, "error": "not_found"})
        self.shown.setdefault(view_id, []).append(asked["view"])
        self.waiting.discard(view_id)
        return web.json_response({"ok": True, "view": {**asked["view"], "id": view_id}})

    def replace(self, view_id: str, told: View) -> None:
        """Put the view that a submission was answered with in the place of the form."""
        if told.get("response_action") == "update":
            assert problems_of(told["view"]) == []
            if _is_waiting(told["view"]):
                self.waiting.add(view_id)
            else:
                self.shown[view_id].append(told["view"])

    def settled(self, view_id: str = "V1", seconds: float = 20) -> View:
        """Give a modal once it says no more that something is being done."""
        until = time.monotonic() + seconds
        while view_id in self.waiting or all(map(_is_waiting, self.shown.get(view_id, ())[-1:])):
            if time.monotonic() > until:
                raise TimeoutError(f"{view_id} was shown in {self.shown.get(view_id)}")
            time.sleep(0.01)
        return self.shown[view_id][-1]

    def form(self, view_id: str = "V1") -> View:
        """Give what was last there to be submitted."""
        return next(view for view in reversed(self.shown[view_id]) if "submit" in view)

    def last(self, count: int, view_id: str = "V1", seconds: float = 20) -> View:
        """Give a modal as it is once it has been shown in so many forms."""
        until = time.monotonic() + seconds
        while len(self.shown.get(view_id, ())) < count:
            if time.monotonic() > until:
                raise TimeoutError(f"{view_id} was shown in {self.shown.get(view_id)}")
            time.sleep(0.01)
        return self.shown[view_id][-1]


def _is_waiting(view: View) -> bool:
    return said_in(view["blocks"]) in {say(code) for code in _WAITING}


def chosen_in(view: View, label: str) -> View:
    """Give the state of a form in which the option that begins like `label` is chosen."""
    (asked,) = (block for block in view["blocks"] if block["type"] == "input")
    element = asked["element"]
    option = next(each for each in element["options"] if each["text"]["text"].startswith(label))
    chosen = {"type": element["type"], "selected_option": option}
    return {"values": {asked["block_id"]: {element["action_id"]: chosen}}}


def filled(view: View, **typed: object) -> View:
    """Give the state of a form as it was opened, but for what was typed into it since.

    What is typed is a text, a tuple of ticks, or None where a field was emptied.
    """
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            name, element = block["block_id"], block["element"]
            told = typed[name] if name in typed else _initial(element)
            values[name] = {name: {"type": element["type"], **_state(element, told)}}
    unknown = {*typed} - {*values}
    assert not unknown, f"the form has no {unknown}"
    return {"values": values}


def _initial(element: View) -> object:
    if "initial_option" in element:
        return element["initial_option"]["value"]
    if element["type"] == "checkboxes":
        return tuple(option["value"] for option in element.get("initial_options", ()))
    found = [value for key, value in element.items() if key.startswith("initial_")]
    return found[0] if found else None


def _state(element: View, told: object) -> View:
    """Give it as Slack does: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload."""
    kind = element["type"]
    if kind == "checkboxes":
        return {"selected_options": [{"value": one} for one in told or ()]}  # type: ignore[attr-defined]
    if kind in {"static_select", "radio_buttons"}:
        return {"selected_option": None if told is None else {"value": told}}
    names = {"timepicker": "time", "datepicker": "date", "conversations_select": "conversation"}
    return {f"selected_{names[kind]}" if kind in names else "value": told}


def problems_of(view: View) -> list[str]:
    """Look for what Slack refuses, by https://docs.slack.dev/reference/views/modal-views."""
    problems = [
        f"{name} is longer than 24 characters"
        for name in ("title", "submit", "close")
        if len(view.get(name, {}).get("text", "")) > 24
    ]
    if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
        problems.append("a form that nobody can submit")
    if len(view["private_metadata"]) > 3000:
        problems.append("private_metadata is longer than 3000 characters")
    problems += [
        f"a modal has no {block['type']}"
        for block in view["blocks"]
        if block["type"] in {"table", "data_visualization"}
    ]
    check = reference_checker()
    return problems + (check(view["blocks"]) if check is not None else [])

"""What the app listens to, found by registering it all with an app that only takes notes."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from slack_bolt import App

from bot.people.reception import Reception
from bot.slack.actions import register_actions
from bot.slack.commands import register_commands
from bot.slack.dating import register_dating
from bot.slack.form_doors import register_forms
from bot.slack.forms import Forms
from bot.slack.home import HomeDoor
from bot.slack.launching import register_launching
from bot.slack.noting import register_noting
from bot.slack.readers import as_reader
from bot.slack.readying import opens_vote, register_readying
from bot.slack.sending import Sender
from bot.slack.setting import opens_settings, register_setting
from bot.slack.shortcuts import register_shortcuts


@dataclass
class Notes:
    """The names of all buttons, forms, commands and shortcuts that are listened to."""

    buttons: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)
    shortcuts: set[str] = field(default_factory=set)

    def action(self, name: str | re.Pattern[str]) -> Callable[..., None]:
        found = name if isinstance(name, str) else name.pattern
        plain = found.removeprefix("^").removesuffix("$").removesuffix(r"(:\d+)?")
        if plain != ".*":
            self.buttons.add(plain)
        return _nothing

    def view(self, name: str) -> Callable[..., None]:
        self.forms.add(name)
        return _nothing

    def command(self, name: str) -> Callable[..., None]:
        self.commands.add(name)
        return _nothing

    def message_shortcut(self, name: str) -> Callable[..., None]:
        self.shortcuts.add(name)
        return _nothing


def notes_of(reception: Reception) -> Notes:
    notes, sender = Notes(), Sender("")
    app, client = cast("App", notes), cast("Any", None)
    home = HomeDoor(client, reception.office)
    forms = Forms(client, sender, home, ThreadPoolExecutor(1), partial(as_reader, reception.office))
    register_actions(app, reception, sender, home)
    register_forms(app, reception, forms)
    register_dating(app, reception, forms)
    register_noting(app, reception, forms)
    register_readying(app, reception, forms)
    register_launching(app, reception.office, sender, forms)
    settings, vote = opens_settings(forms, reception), opens_vote(forms, reception)
    register_commands(app, reception, sender, settings, vote)
    register_setting(app, reception, forms)
    register_shortcuts(app, reception, sender)
    return notes


def _nothing(*_: object, **__: object) -> None:
    """Take a listener, and never call it."""

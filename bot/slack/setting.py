"""The form of what is said of a release: the button that opens it, and what it sends."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.people.errors import refused
from bot.people.reception import Reception
from bot.people.setting import Wrong
from bot.slack.forms import Forms, WrongFieldsError
from bot.slack.values import asker_in, choice_of
from bot.views.blocks import Block
from bot.views.choosing import ChoiceError
from bot.views.modal import ended_view, pending_view
from bot.views.setting import EDIT_SETTINGS, Standing
from bot.views.setting_form import BLOCK_OF, Form, form_view, read_settings_form
from bot.words.catalogue import say, say_plain
from bot.words.escape import unescape

Body = dict[str, Any]


def register_setting(app: App, reception: Reception, forms: Forms) -> None:
    """Register the button that opens the form, and the form itself."""

    def clicked(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        forms.open(body, respond, waiting_view(), lambda: form_view(_asked(reception, body)))

    def submitted(ack: Ack, body: Body) -> None:
        forms.take(ack, body, _title(), lambda: _kept(reception, body))

    app.action(EDIT_SETTINGS)(clicked)
    app.view(EDIT_SETTINGS)(submitted)


def opens_settings(forms: Forms, reception: Reception) -> Callable[[dict[str, Any], str], bool]:
    """Give what opens the form for a command that only names a release; False: Slack did not."""

    def opened(command: Body, named: str) -> bool:
        def make() -> Block:
            return form_view(reception.ask_settings(asker_in(command), named))

        return forms.opened(command, waiting_view(), make)

    return opened


def waiting_view() -> Block:
    """Stand in for the form while it is looked up what is said."""
    return pending_view(_title(), say("settings.looking"))


def _asked(reception: Reception, body: Body) -> Standing:
    return reception.ask_settings(asker_in(body), reference=choice_of(body).release)


def _kept(reception: Reception, body: Body) -> Block:
    asker, form = asker_in(body), _form(body)
    wrong = reception.check_settings(asker, form)  # before the plan is asked for
    made = wrong or reception.set_settings(asker, form)
    if isinstance(made, Wrong):
        raise WrongFieldsError(_errors(made))
    if isinstance(made, Standing):
        return form_view(made)
    return ended_view(_title(), made.blocks)


def _form(body: Body) -> Form:
    try:
        return read_settings_form(body["view"])
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error


def _errors(wrong: Wrong) -> dict[str, str]:
    """Give each sentence to its field, as text: nothing there is read for marks."""
    return {
        BLOCK_OF.get(problem.field, problem.field): unescape(problem.sentence.replace("*", ""))
        for problem in reversed(wrong.problems)
    }


def _title() -> str:
    return say_plain("settings.modal")

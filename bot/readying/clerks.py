"""Readiness by order and by answer: `/release signoff`, and what one person may do with a card."""

from dataclasses import replace

from bot.people.naming import release_of
from bot.people.office import Office, Order
from bot.people.roles import Asker
from bot.readying.answering import KIND
from bot.readying.signing import must_sign
from bot.readying.speaking import find_launch, must_be_open, must_speak, viewer_of
from bot.reply import Reply
from bot.views.blocks import actions, button, section
from bot.views.choosing import release_ref, write_choice
from bot.views.ready_acts import SIGN_OFF
from bot.views.ready_words import function_names
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, without_marks


def signoff(office: Office, asker: Asker, order: Order) -> Reply:
    """Give the button that opens the vote's modal, to who speaks for a function.

    Raises:
        RefusedError: it is not sure which release is meant, or they may not vote on it.
    """
    reference = sign_off_reference(office, order)
    launch = find_launch(office, asker, reference)
    must_be_open(launch)
    functions = must_speak(office, asker, launch)
    said = say("sign.open", name=launch.name, functions=function_names(functions))
    made = button(say_plain("ready.sign"), SIGN_OFF, write_choice(launch.release_id, None))
    release = {"id": launch.release_id, "name": launch.release_name}
    data = {"kind": "signoff", "release": release, "private": True}
    return Reply(without_marks(said), [section(said), actions([made])], data)


def sign_off_reference(office: Office, order: Order) -> str:
    """Give the reference of the release that an order to sign off surely names.

    Raises:
        RefusedError: there is none, or several; the reply has buttons to pick one.
    """
    subject = order.words.strip().strip('"')
    return release_ref(release_of(office, order, subject).id)


def open_vote(office: Office, asker: Asker, order: Order) -> str:
    """Give the reference for the modal that `/release signoff` opens at once.

    Raises:
        RefusedError: as `signoff` does.
    """
    reference = sign_off_reference(office, order)
    must_sign(office, asker, reference)
    return reference


def offer_ready(office: Office, asker: Asker, reply: Reply) -> Reply:
    """Show how ready a release is as one person may see it, with what they may do."""
    if reply.data.get("kind") != KIND:
        return reply
    release_id = str(reply.data["release"]["id"])
    viewer = viewer_of(office, asker, find_launch(office, asker, release_id))
    prelude = tuple(Mrkdwn(said) for said in reply.data["understood"])
    made = office.answerer.answer_ready(release_id, viewer, prelude)
    return replace(made, text=reply.text)

"""Buttons that finish an order: the release that is meant, and what to do with it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.views.blocks import Block, actions, button, context, section
from bot.views.choices import labels_of
from bot.views.choosing import ChoiceError, release_ref
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, clip
from store.directory import ReleaseName

PICK = "pick_release"
WORDS_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Pick:
    """A release by its reference, the verb it was picked for, and the words beside it."""

    release: str
    verb: str
    words: str = ""


def pick_blocks(
    sentence: Mrkdwn, names: Sequence[ReleaseName], pick: Pick, today: date
) -> list[Block]:
    """Ask which release is meant; a click goes on with `pick` and that release."""
    if not names:
        return [section(sentence), context(say("unknown.hint"))]
    buttons = [
        button(label, f"{PICK}:{position}", write_pick(replace(pick, release=name.id)))
        for position, (name, label) in enumerate(zip(names, labels_of(names, today), strict=True))
    ]
    return [section(sentence), actions(buttons)]


def write_pick(pick: Pick) -> str:
    words = clip(pick.words, WORDS_LIMIT)
    value = {"r": release_ref(pick.release), "v": pick.verb, "w": words}
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def read_pick(value: str) -> Pick:
    """Read what `write_pick` wrote; whether the verb may be done is not its business.

    Raises:
        ChoiceError: it did not.
    """
    try:
        read = json.loads(value)
        return Pick(str(read["r"]), str(read["v"]), str(read["w"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the value of the button is not one of ours") from error

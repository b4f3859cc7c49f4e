"""The button that sets a release's date in its tracker, and the modal that it opens."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.views.blocks import Block, actions, button, context, section
from bot.views.choosing import SHARE, ChoiceError, release_ref, write_choice
from bot.views.modal import choice, modal, pending_view
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day, say_likelihood
from bot.words.escape import Mrkdwn, bold, escape
from bot.writing.proposal import USUAL, Offer, Proposal
from connectors.writer import Target

SET_DATE = "set_date"  # the button's action, and the modal's callback
_DAY = "day"
_NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Form:
    """What comes back from the modal: a release by its reference, what was shown, what was chosen.

    `number` is that of the modal: the same for a request that Slack sends again.
    """

    release: str
    shown: date | None
    number: str
    percent: int
    day: date


def with_date_button(blocks: Sequence[Block], release_id: str) -> list[Block]:
    """Put the button beside those of an answer; only of one that is private and about today.

    Such an answer can be shared, and that is how it is known.
    """
    made = date_button(release_id)
    return [
        actions([*block["elements"], made]) if _is_private(block) else block for block in blocks
    ]


def date_button(release_id: str) -> Block:
    """Ask for a date to write; for whoever may."""
    return button(say_plain("write.button"), SET_DATE, write_choice(release_id, None))


def waiting_view(code: str) -> Block:
    """Say that something is being done; it is replaced by what came of it."""
    return pending_view(say_plain("write.title"), say(code))


def told_view(sentence: Mrkdwn) -> Block:
    """Say how it ended."""
    return _told([section(sentence)])


def form_view(proposal: Proposal, number: str, notice: Mrkdwn | None = None) -> Block:
    """Show the date that is there and let one be chosen; nothing is written before a click."""
    target = proposal.target
    blocks = [] if notice is None else [section(notice)]
    blocks.append(section(present(proposal)))
    labels = [(offer_label(offer, proposal.today), _value(offer)) for offer in proposal.offers]
    percents = [offer.percent for offer in proposal.offers]
    usual = percents.index(USUAL) if USUAL in percents else None
    blocks += [
        choice(say_plain("write.choose"), _DAY, labels, usual),
        context(say("write.once", source=proposal.writable.source)),
    ]
    metadata = {
        "r": release_ref(proposal.writable.release_id),
        "o": None if target.due_on is None else target.due_on.isoformat(),
        "n": number,
    }
    return modal(
        say_plain("write.title"),
        blocks,
        close=say_plain("write.cancel"),
        submit=say_plain("write.submit"),
        callback_id=SET_DATE,
        metadata=json.dumps(metadata, separators=(",", ":"), ensure_ascii=False),
    )


def read_form(view: dict[str, Any]) -> Form:
    """Read what `form_view` asked for.

    Raises:
        ChoiceError: it is a view that we never made.
    """
    try:
        kept = json.loads(view["private_metadata"])
        chosen = json.loads(view["state"]["values"][_DAY][_DAY]["selected_option"]["value"])
        shown = None if kept["o"] is None else date.fromisoformat(kept["o"])
        day = date.fromisoformat(chosen["d"])
        return Form(str(kept["r"]), shown, str(kept["n"]), int(chosen["p"]), day)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the modal is not one of ours") from error


def present(proposal: Proposal) -> Mrkdwn:
    """Say which date the tracker has now, and how likely that one is."""
    target, likelihood = proposal.target, proposal.likelihood
    told = {
        "name": bold(escape(target.name, _NAME_LIMIT)),
        "source": proposal.writable.source,
    }
    if target.due_on is None:
        return say("write.now_none", **told)
    if likelihood is None:
        return say("write.now", proposal.today, day=target.due_on, **told)
    odds = say_likelihood(likelihood)
    return say("write.now_likely", proposal.today, day=target.due_on, likelihood=odds, **told)


def offer_label(offer: Offer, today: date) -> str:
    """Give a day with its percentile and its likelihood, as far as there are any."""
    day = say_day(offer.day, today)
    if offer.likelihood is None:
        return day
    likelihood = say_likelihood(offer.likelihood)
    if offer.percent is None:
        return say_plain("write.day_likely", day=day, likelihood=likelihood)
    return say_plain("write.offer", day=day, percent=offer.percent, likelihood=likelihood)


def written(proposal: Proposal, now: Target) -> Mrkdwn:
    """Say what was there and what is there now."""
    told = {
        "name": bold(escape(now.name, _NAME_LIMIT)),
        "source": proposal.writable.source,
        "day": now.due_on,
    }
    if proposal.target.due_on is None:
        return say("write.done_first", proposal.today, **told)
    return say("write.done", proposal.today, before=proposal.target.due_on, **told)


def _is_private(block: Block) -> bool:
    return any(each.get("action_id") == SHARE for each in block.get("elements", ()))


def _told(blocks: Sequence[Block]) -> Block:
    return modal(say_plain("write.title"), blocks, close=say_plain("write.close"))


def _value(offer: Offer) -> str:
    chosen = {"p": offer.percent, "d": offer.day.isoformat()}
    return json.dumps(chosen, separators=(",", ":"))

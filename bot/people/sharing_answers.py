"""Shares the answer to any question about releases: asked anew, as all in the channel may read it.

The button carries the question, and nothing of its answer: what one person was shown may not be
what a channel may know.
"""

from dataclasses import replace
from hashlib import blake2b
from typing import Final

from bot.data_later import DataLater
from bot.delivery.veiling import veiled_text
from bot.explaining.asking import Topic
from bot.grammar.tidying import tidy
from bot.people.channels import as_typed
from bot.people.errors import refused
from bot.people.office import Office
from bot.people.reading import for_post
from bot.people.roles import Asker
from bot.people.sharing import KIND, share_made
from bot.reply import Reply
from bot.views.blocks import context
from bot.views.choosing import release_ref
from bot.views.people import say_person
from bot.views.picking import Pick
from bot.views.sharing import Shareable, can_be_shared, with_share, without_share
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn

_ANSWERS: Final = frozenset(
    {
        *("forecast", "shipped", "refusal", "list", "record"),
        *("what_if", "moved", "changed", "cut_line", "burn_up", "risks", "blockers", "order"),
        *("owner", "said", "retrospective", "retrospectives"),
    }
)
_EXPLAINED: Final = frozenset(map(str, Topic))


def offer_share(asker: Asker, reply: Reply, asked: str | Pick) -> Reply:
    """Put a Share button on an answer that one person sees in a channel.

    `asked` is the question as it was typed, or what a button asked of a release.
    """
    if asker.is_direct or reply.data["kind"] not in _ANSWERS or can_be_shared(reply.blocks):
        return reply
    if isinstance(asked, Pick):
        told = Shareable(asked.words, release_ref(asked.release), asked.verb)
    else:
        told = Shareable(tidy(as_typed(asked)), _about(reply))
    return replace(reply, blocks=with_share(reply.blocks, told))


def share_answer(office: Office, asker: Asker, asked: Shareable) -> Reply:
    """Ask again for the readers of this channel, and put the answer into the outbox.

    Raises:
        RefusedError: there is no channel here, we may not post in it, or asked for its readers
            the question has no answer, or one about something else.
    """
    by = say("share.by", person=say_person(asker.user))

    def make() -> Reply:
        answer = _answered(for_post(office, asker.channel), asked)
        if answer.data["kind"] == "trouble":
            return answer
        is_meant = not asked.release or _about(answer) == asked.release
        if answer.data["kind"] not in _ANSWERS or not is_meant:
            raise refused(say("share.otherwise"))
        text = Mrkdwn(f"{by} {answer.text}")
        return replace(answer, text=text, blocks=[context(by), *without_share(answer.blocks)])

    told = f"{asked.verb} {asked.question}".encode()
    return share_made(office, asker, blake2b(told, digest_size=16).hexdigest(), KIND, make)


def _answered(office: Office, asked: Shareable) -> Reply:
    answerer = office.answerer
    if not asked.verb:
        known = answerer.known()
        return answerer.answer(veiled_text(asked.question, known.reader, known.embargoes))
    if asked.verb not in _EXPLAINED:
        raise refused(say("trouble.stale_button"))
    return answerer.explain_picked(asked.verb, asked.question, asked.release)


def _about(reply: Reply) -> str:
    """Give the reference of the one release that an answer is about; nothing for several."""
    if isinstance(reply.data, DataLater):
        return ""  # of all releases
    release = reply.data.get("release")
    several = reply.data.get("releases")
    if release is None and isinstance(several, list) and len(several) == 1:
        release = several[0].get("release")
    return release_ref(str(release["id"])) if isinstance(release, dict) else ""

"""Private answers, by the address that came with the question."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from threading import Semaphore
from urllib.parse import urlsplit

import structlog
from slack_bolt import Respond
from slack_sdk.webhook import WebhookResponse

from bot.people.errors import RefusedError
from bot.reply import Reply
from bot.views.chart import without_charts
from bot.views.trouble import trouble_blocks
from bot.words.audience import ONE_PERSON, Readers
from bot.words.catalogue import say

log = structlog.get_logger(__name__)

_MADE_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends answers to whoever asked, and to Slack's own hosts alone.

    Few are made at a time, however many are being sent: while all cores are at answers, the
    acknowledgements of the next questions come too late.
    """

    base_url: str
    _turns: Semaphore = field(default_factory=lambda: Semaphore(_MADE_AT_ONCE))

    def answer(
        self, respond: Respond, make: Callable[[], Reply], *, in_place: bool = False
    ) -> None:
        """Make an answer and send it privately; if it cannot be made, say that."""
        try:
            with self._turns:
                reply = make()
        except RefusedError as error:
            # Beside what was clicked, not in its place: another button of it may be the right one.
            reply, in_place = error.reply, False
        except Exception:
            # The last stop of a thread: whoever asked must not be left waiting in silence.
            log.exception("an answer could not be made")
            reply = failure()
        self._send(respond, reply, in_place=in_place)

    def _send(self, respond: Respond, reply: Reply, *, in_place: bool) -> None:
        if not is_slack_address(respond.response_url, self.base_url):
            log.error("not answered: the response_url is not Slack's")
            return
        for shown in simpler(reply, ONE_PERSON):
            sent = _post(respond, shown, in_place=in_place)
            if sent.status_code != HTTPStatus.BAD_REQUEST:
                break
            log.error("Slack refused the blocks of an answer", slack_says=sent.body)
        if sent.status_code != HTTPStatus.OK:
            log.error("an answer was not delivered", status=sent.status_code)


def simpler(reply: Reply, readers: Readers) -> Iterator[Reply]:
    """Give a reply as `readers` may have it, and then for a Slack that refuses its blocks.

    Better bare than silent.
    """
    reply = reply.read_by(readers)
    yield reply
    plain = without_charts(reply.blocks)
    if len(plain) < len(reply.blocks):
        yield replace(reply, blocks=plain)
    if reply.blocks:
        yield replace(reply, blocks=())


def failure() -> Reply:
    """What is said when an answer cannot be made, for a reason that is ours."""
    sentence = say("trouble.failed")
    return Reply(sentence, trouble_blocks(sentence), {"kind": "trouble"})


def is_slack_address(url: str | None, base_url: str) -> bool:
    """Tell whether `url` is on the Web API's own host, or on the host of its hooks."""
    to, base = urlsplit(url or ""), urlsplit(base_url)
    if to.scheme != base.scheme:
        return False
    return to.netloc in (base.netloc, f"hooks.{base.netloc}")


def _post(respond: Respond, reply: Reply, *, in_place: bool) -> WebhookResponse:
    return respond(
        text=reply.text,
        blocks=list(reply.blocks) or None,
        response_type="ephemeral",
        replace_original=in_place,
        unfurl_links=False,
        unfurl_media=False,
    )

"""Posts a message to Slack and looks for it there: once each, with nothing tried again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from http.client import HTTPException
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.delivery.addresses import is_person
from bot.delivery.audience import Audience
from bot.delivery.outcomes import Failure, Later, Missing, Refused, Sent, Trouble, Unknown
from bot.delivery.refusals import BLOCKS_REFUSED, sort_failure
from bot.slack.pictures import Unshown
from bot.views.blocks import Block
from bot.views.chart import charts_left_out, without_charts
from bot.words.audience import Readers, settle, settle_blocks
from store.outbox import Post
from store.plans import WRITTEN

EVENT_TYPE: Final = "shipcast_post"
TIMEOUT_SECONDS: Final = 10

# Whoever looks has to be done before another process may look: three pages that time out.
PAGES: Final = 3
_PAGE: Final = 200

_NETWORK = (OSError, HTTPException, SlackClientError, ValueError)


@dataclass(frozen=True, slots=True)
class SlackPoster:
    """Says things in Slack.

    Its client has no retry handlers, as a second try may say a thing twice, and waits for
    `TIMEOUT_SECONDS`. Whoever lets it post in a channel asks its `audience` first.
    """

    client: WebClient
    audience: Audience = field(default_factory=Audience)

    def say(self, channel: str, post: Post, readers: Readers) -> Sent | Failure:
        """Post what `readers` may have of it, or change the message that it edits.

        Where Slack refuses the blocks, it is said without its charts, and then without any: better
        the bare sentence than silence. What was refused was not said, so nothing is said twice.
        """
        text, blocks = settle(post.text, readers), settle_blocks(post.blocks, readers)
        post = replace(post, text=text, blocks=blocks)
        for blocks in _simpler(post.blocks):
            outcome = self._say(channel, post, blocks)
            if not isinstance(outcome, Refused) or outcome.error not in BLOCKS_REFUSED:
                break
        return outcome

    def look_for(
        self, channel: str, post: Post, since: datetime, until: datetime
    ) -> Sent | Missing | Failure:
        """Look for a post by its metadata among what was said in a channel between two moments.

        An answer is looked for below its message and then among the messages: where that one was
        deleted, Slack posts what should have answered it there.
        https://docs.slack.dev/reference/methods/conversations.history
        """
        try:
            conversation = self._conversation(channel)
            pages = PAGES
            if post.thread is not None:
                pages -= 1
                for message in self._answers(conversation, post.thread, since, until):
                    if _is_post(message, post):
                        return Sent(str(message["ts"]))
            for page in self._pages(conversation, since, until, pages):
                for message in page.get("messages") or ():
                    if _is_post(message, post):
                        return Sent(str(message["ts"]))
                if not _cursor(page):
                    return Missing()
        except _NETWORK as error:
            return sort_failure(error)
        return Refused("too much was said there to look through", Trouble.MESSAGE)

    def _say(self, channel: str, post: Post, blocks: list[dict[str, Any]]) -> Sent | Failure:
        if post.edits is None:
            return self._post(channel, post, blocks)
        return self._edit(channel, post.edits, post.text, blocks)

    def _edit(
        self, channel: str, ts: str, text: str, blocks: list[dict[str, Any]]
    ) -> Sent | Failure:
        """Change a message; whatever became of it, doing so again makes it no other.

        Its metadata stays, as none is given: https://docs.slack.dev/reference/methods/chat.update
        """

        def edit() -> SlackResponse:
            # One person's conversation is edited by its own id, not by theirs.
            conversation = self._conversation(channel)
            return self.client.chat_update(channel=conversation, ts=ts, text=text, blocks=blocks)

        outcome = _sent(edit)
        return Later(outcome.error) if isinstance(outcome, Unknown) else outcome

    def _post(self, channel: str, post: Post, blocks: list[dict[str, Any]]) -> Sent | Failure:
        metadata = {
            "event_type": EVENT_TYPE,
            "event_payload": {"dedupe_key": word_of(post.dedupe_key)},
        }

        def say() -> SlackResponse:
            return self.client.chat_postMessage(
                channel=channel,
                text=post.text,
                blocks=blocks or None,
                metadata=metadata,
                thread_ts=post.thread,
                reply_broadcast=None if post.thread is None else False,
                unfurl_links=False,
                unfurl_media=False,
            )

        return _sent(say, charts_left_out(post.blocks, blocks), post.thread)

    def _conversation(self, channel: str) -> str:
        """Give the conversation to look in; one person's is opened by the person's id."""
        if not is_person(channel):
            return channel
        opened = self.client.conversations_open(users=channel)
        return str((opened.get("channel") or {}).get("id"))

    def _answers(
        self, channel: str, thread: str, since: datetime, until: datetime
    ) -> list[dict[str, Any]]:
        """Give what was said below a message; nothing where that is gone.

        https://docs.slack.dev/reference/methods/conversations.replies
        """
        try:
            page = self.client.conversations_replies(
                channel=channel,
                ts=thread,
                include_all_metadata=True,
                inclusive=True,
                limit=_PAGE,
                oldest=f"{since.timestamp():.6f}",
                latest=f"{until.timestamp():.6f}",
            )
        except SlackApiError as error:
            if error.response["error"] != "thread_not_found":
                raise
            return []
        return list(page.get("messages") or ())

    def _pages(
        self, channel: str, since: datetime, until: datetime, most: int
    ) -> Iterator[SlackResponse]:
        cursor = None
        for _ in range(most):
            page = self.client.conversations_history(
                channel=channel,
                cursor=cursor,
                include_all_metadata=True,
                inclusive=True,
                limit=_PAGE,
                oldest=f"{since.timestamp():.6f}",
                latest=f"{until.timestamp():.6f}",
            )
            yield page
            cursor = _cursor(page)
            if not cursor:
                return


def _simpler(blocks: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Give blocks as they are, without charts where there are any, and none at last."""
    yield blocks
    plain = without_charts(blocks)
    if plain and len(plain) < len(blocks):
        yield plain
    if blocks:
        yield []


def _sent(
    say: Callable[[], SlackResponse], left_out: tuple[Block, ...] = (), thread: str | None = None
) -> Sent | Failure:
    try:
        said = say()
        ts, channel = said.get("ts"), said.get("channel")
    except _NETWORK as error:
        return sort_failure(error)
    if not ts:
        return Unknown("Slack took it and gave it no name")
    if not left_out or not channel:
        return Sent(str(ts))
    # Slack names the conversation that it is in, also where it was sent to a person.
    return Sent(str(ts), Unshown(str(channel), thread or str(ts), left_out))


def _is_post(message: Mapping[str, Any], post: Post) -> bool:
    metadata = message.get("metadata") or {}
    key = (metadata.get("event_payload") or {}).get("dedupe_key")
    return metadata.get("event_type") == EVENT_TYPE and key in {
        post.dedupe_key,
        word_of(post.dedupe_key),
    }


def word_of(dedupe_key: str) -> str:
    """Give a key as others may read it: the id of a written release tells what it is called."""
    if WRITTEN not in dedupe_key:
        return dedupe_key
    return blake2b(dedupe_key.encode(), digest_size=16).hexdigest()


def _cursor(page: SlackResponse) -> str | None:
    return (page.get("response_metadata") or {}).get("next_cursor") or None

"""Slack's Web API with our token: who we are there, and a client that never says a thing twice."""

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.web import SlackResponse

from bot.slack.errors import SlackSettingsError, SlackUnreachableError
from bot.words.audience import STRANGERS, settle_blocks

_TIMEOUT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Identity:
    """A workspace, and our own user in it, by their ids."""

    workspace: str
    user: str


class _LeastClient(WebClient):
    """Leaves out what nobody has settled who may read it: a view that forgot is no leak."""

    def api_call(
        self, api_method: str, *, json: dict[str, Any] | None = None, **told: Any
    ) -> SlackResponse:
        read = None if json is None else settle_blocks([json], STRANGERS)[0]
        return super().api_call(api_method, json=read, **told)


def make_client(bot_token: str, base_url: str) -> WebClient:
    """Make a client that tries again only where Slack surely did nothing: when it was too busy.

    By default the SDK repeats a call whose connection broke, and so might post twice.

    Raises:
        SlackSettingsError: the token is empty.
    """
    if not bot_token.strip():
        raise SlackSettingsError("the bot token is empty: set slack.bot_token (xoxb-…)")
    return _LeastClient(
        token=bot_token,
        base_url=base_url,
        timeout=_TIMEOUT_SECONDS,
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=1)],
    )


def who_we_are(client: WebClient, workspace: str | None = None) -> Identity:
    """Ask Slack whose token it is, by https://docs.slack.dev/reference/methods/auth.test.

    Raises:
        SlackSettingsError: Slack refuses it, or it is not that of `workspace`.
        SlackUnreachableError: Slack cannot be asked.
    """
    try:
        said = client.auth_test()
    except SlackApiError as error:
        raise SlackSettingsError(
            f"Slack refuses the bot token ({error.response['error']}): copy it again into"
            " slack.bot_token (xoxb-…)"
        ) from error
    except (SlackClientError, OSError) as error:
        raise SlackUnreachableError(
            f"Slack cannot be reached at {client.base_url}: {type(error).__name__}"
        ) from error
    found = Identity(str(said["team_id"]), str(said["user_id"]))
    if workspace not in (None, found.workspace):
        raise SlackSettingsError(
            f"the bot token is one of the workspace {found.workspace}, and slack.workspace is"
            f" {workspace}: set the token of that one, or the other workspace"
        )
    return found

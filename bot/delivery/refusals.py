"""Slack's errors sorted by what may have become of a message.

https://docs.slack.dev/reference/methods/chat.postMessage#errors
https://docs.slack.dev/reference/methods/chat.update#errors
"""

import re
from datetime import timedelta
from http import HTTPStatus
from socket import gaierror
from ssl import SSLCertVerificationError
from typing import Any, Final
from urllib.error import URLError

from slack_sdk.errors import SlackApiError

from bot.delivery.outcomes import Failure, Later, Refused, Trouble, Unknown

BLOCKS_REFUSED: Final = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}
)

_RATE_LIMITED = frozenset({"ratelimited", "rate_limited"})
_RETRY_AFTER: Final = timedelta(seconds=30)  # where Slack does not say

# "It's possible some aspect of the operation succeeded before the error was raised."
_HALF_DONE = frozenset(
    {"fatal_error", "internal_error", "request_timeout", "service_unavailable", "update_failed"}
)

_TROUBLES = {
    "channel_not_found": Trouble.ABSENT,
    "not_in_channel": Trouble.ABSENT,
    "is_archived": Trouble.ARCHIVED,
    "is_inactive": Trouble.ARCHIVED,
    "access_denied": Trouble.ACCOUNT,
    "account_inactive": Trouble.ACCOUNT,
    "enterprise_is_restricted": Trouble.ACCOUNT,
    "invalid_auth": Trouble.ACCOUNT,
    "missing_scope": Trouble.ACCOUNT,
    "no_permission": Trouble.ACCOUNT,
    "not_allowed_token_type": Trouble.ACCOUNT,
    "not_authed": Trouble.ACCOUNT,
    "org_login_required": Trouble.ACCOUNT,
    "team_access_not_granted": Trouble.ACCOUNT,
    "token_expired": Trouble.ACCOUNT,
    "token_revoked": Trouble.ACCOUNT,
    "cannot_dm_bot": Trouble.CLOSED,
    "ekm_access_denied": Trouble.CLOSED,
    "messages_tab_disabled": Trouble.CLOSED,
    "user_disabled": Trouble.CLOSED,
}
_CLOSED = ("restricted_action", "slack_connect_")

# Nobody was reached, so nothing was taken.
_NEVER_CONNECTED = (ConnectionRefusedError, gaierror, SSLCertVerificationError)
_ERROR_CODE = re.compile(r"[a-z][a-z0-9_]*")


def sort_failure(error: Exception) -> Failure:
    """Tell what an error of the posting client means for the message; when in doubt, nothing."""
    if isinstance(error, SlackApiError):
        answer = error.response
        return _sort_answer(int(answer.status_code), dict(answer.headers), answer.get("error"))
    if isinstance(error, URLError) and isinstance(error.reason, _NEVER_CONNECTED):
        return Later(f"Slack cannot be reached: {type(error.reason).__name__}")
    return Unknown(f"the connection failed: {type(error).__name__}")


def trouble_of(code: str) -> Trouble:
    """Sort a refusal; what is unknown is taken to be about the message."""
    if code.startswith(_CLOSED):
        return Trouble.CLOSED
    return _TROUBLES.get(code, Trouble.MESSAGE)


def _sort_answer(status: int, headers: dict[str, Any], error: Any) -> Failure:
    code = error if isinstance(error, str) and _ERROR_CODE.fullmatch(error) else None
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in _RATE_LIMITED:
        return Later("Slack asks to wait", _retry_after(headers))
    if code is None or code in _HALF_DONE or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unknown(f"Slack answered {status} {code or 'without a word'}")
    return Refused(code, trouble_of(code))


def _retry_after(headers: dict[str, Any]) -> timedelta:
    lower = {name.lower(): value for name, value in headers.items()}
    said = str(lower.get("retry-after", ""))
    return timedelta(seconds=int(said)) if said.isdecimal() else _RETRY_AFTER

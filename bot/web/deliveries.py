"""What the webhook of a tracker must carry to be believed, and the issues that it hints at.

Nothing else of a body is ever used: an id is read again in the tracker, which tells the truth.
"""

import hmac
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

JIRA: Final = "jira"
LINEAR: Final = "linear"

_DAY = timedelta(hours=24)
_MINUTE = timedelta(seconds=60)
_JIRA_ID = re.compile(r"[0-9]{1,18}")
_LINEAR_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONGEST_KEY = 200


class UnbelievableError(Exception):
    """The request is not one of the tracker's. Its sender must not be told why."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery: the keys by which it is known again, and the ids that it hints at."""

    keys: tuple[str, ...]
    ext_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How one kind of tracker signs, dates and names what it sends; header names are lower case.

    `prefix` stands before the signature, `stamp` is the field with milliseconds since 1970.
    """

    signature: str
    prefix: str
    stamp: str
    window: timedelta
    identifier: str
    ids: Callable[[Mapping[str, Any]], Iterator[Any]]
    shape: re.Pattern[str]


def believe(
    kind: str, secret: str, headers: Mapping[str, str], body: bytes, now: datetime
) -> Delivery:
    """Check a delivery and give what it hints at.

    Raises:
        UnbelievableError: it is unsigned, signed with another secret, too old, or nonsense.
    """
    dialect = _DIALECTS[kind]
    _must_be_signed(dialect, secret, headers.get(dialect.signature, ""), body)
    told = _object(body)
    _must_be_fresh(told.get(dialect.stamp), now, dialect.window)
    found = (str(each) for each in dialect.ids(told) if isinstance(each, str | int))
    ext_ids = tuple(dict.fromkeys(each for each in found if dialect.shape.fullmatch(each)))
    # The identifier is not signed: who sends a body again under another one is known by the body.
    keys = [f"body:{sha256(body).hexdigest()}"]
    if identifier := headers.get(dialect.identifier):
        keys.append(f"id:{identifier[:_LONGEST_KEY]}")
    return Delivery(tuple(keys), ext_ids)


def sign(secret: str, body: bytes) -> str:
    """Give the signature of a body: HMAC with SHA-256 over its bytes, as hexadecimal digits."""
    return hmac.new(secret.encode(), body, sha256).hexdigest()


def _must_be_signed(dialect: _Dialect, secret: str, given: str, body: bytes) -> None:
    if not secret.strip():
        raise UnbelievableError("the source has no webhook secret")
    expected = dialect.prefix + sign(secret, body)
    if not hmac.compare_digest(expected.encode(), given.encode()):
        raise UnbelievableError("the signature is missing or wrong")


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnbelievableError("the body is no JSON") from error
    if not isinstance(told, dict):
        raise UnbelievableError("the body is no object")
    return told


def _must_be_fresh(stamp: Any, now: datetime, window: timedelta) -> None:
    """Refuse what was sent long ago, or is dated ahead; no stamp is as bad as a wrong one."""
    if not isinstance(stamp, int | float) or isinstance(stamp, bool):
        raise UnbelievableError("the body does not tell when it was sent")
    distance = abs(int(now.timestamp() * 1000) - stamp)
    if not distance <= window.total_seconds() * 1000:  # also for a stamp that is no number
        raise UnbelievableError("the body is not of this time")


def _inside(told: Mapping[str, Any], name: str, *keys: str) -> Iterator[Any]:
    inner = told.get(name)
    if isinstance(inner, dict):
        yield from (inner.get(key) for key in keys)


def _jira_ids(told: Mapping[str, Any]) -> Iterator[Any]:
    """Give the issue of an event, of a worklog, and both ends of a link.

    https://developer.atlassian.com/cloud/jira/platform/webhooks/
    """
    yield from _inside(told, "issue", "id")
    yield from _inside(told, "worklog", "issueId")
    yield from _inside(told, "issueLink", "sourceIssueId", "destinationIssueId")


def _linear_ids(told: Mapping[str, Any]) -> Iterator[Any]:
    """Give the issue itself, or the one that a comment, an attachment or a request is about.

    https://linear.app/developers/webhooks
    """
    yield from _inside(told, "data", "id" if told.get("type") == "Issue" else "issueId")


_DIALECTS: Mapping[str, _Dialect] = MappingProxyType(
    {
        JIRA: _Dialect(
            signature="x-hub-signature",
            prefix="sha256=",
            stamp="timestamp",
            window=_DAY,
            identifier="x-atlassian-webhook-identifier",
            ids=_jira_ids,
            shape=_JIRA_ID,
        ),
        LINEAR: _Dialect(
            signature="linear-signature",
            prefix="",
            stamp="webhookTimestamp",
            window=_MINUTE,
            identifier="linear-delivery",
            ids=_linear_ids,
            shape=_LINEAR_ID,
        ),
    }
)

"""Requests as Jira and Linear send them, signed, and a web application that takes them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy.orm import Session, sessionmaker

from bot.web.deliveries import sign
from bot.web.hooks import Hook, Hooks
from store.hooks import load_marks

SECRET = "It's a Secret to Everybody"
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
UUID = "9cfb482a-81e3-4154-b5b9-2c805e70a02d"
OTHER_UUID = "2174add1-f7c8-44e3-bbf3-2d60b5ea8bc9"

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes over the wire."""

    headers: Headers
    body: bytes


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def from_jira(
    told: Mapping[str, Any] | None = None,
    *,
    secret: str = SECRET,
    at: datetime = NOW,
    number: str = "1",
) -> Sent:
    told = {"issue": {"id": "10002", "key": "SHOP-1"}} if told is None else told
    body = json.dumps({"timestamp": milliseconds(at), "webhookEvent": "x", **told}).encode()
    signature = f"sha256={sign(secret, body)}"
    return Sent({"X-Hub-Signature": signature, "X-Atlassian-Webhook-Identifier": number}, body)


def from_linear(
    told: Mapping[str, Any] | None = None,
    *,
    secret: str = SECRET,
    at: datetime = NOW,
    number: str = "1",
) -> Sent:
    told = {"type": "Issue", "action": "update", "data": {"id": UUID}} if told is None else told
    body = json.dumps({"webhookTimestamp": milliseconds(at), **told}).encode()
    return Sent({"Linear-Signature": sign(secret, body), "Linear-Delivery": number}, body)


def hooks_over(sessions: sessionmaker[Session], *known: Hook, now: datetime = NOW) -> Hooks:
    two = (Hook("jira", "shop", SECRET), Hook("linear", "apps", SECRET))
    return Hooks(known or two, sessions, lambda: now)


def post(address: str, path: str, sent: Sent) -> httpx.Response:
    return httpx.post(f"{address}{path}", content=sent.body, headers=dict(sent.headers))


def marked(sessions: sessionmaker[Session], source: str) -> list[str]:
    with sessions() as session:
        later = NOW + timedelta(days=9)
        return [mark.ext_id for mark in load_marks(session, source, later, 100)]

"""`/webhooks/jira/{source}` and `/webhooks/linear/{source}`: hints, remembered and answered.

Where there is one source of a kind only, its name may be left out.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.web.body import read_body
from bot.web.deliveries import JIRA, LINEAR, UnbelievableError, believe
from store.errors import StoreError
from store.hooks import take_delivery

log = structlog.get_logger(__name__)

LARGEST_BODY = 4 << 20  # bytes; an issue with all its comments is long
ANSWER_SECONDS = 4.0  # trackers take five for a failure


@dataclass(frozen=True, slots=True)
class Hook:
    """A source that may call us; without a secret whatever it says is refused."""

    kind: str
    source: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Hooks:
    """All that may call, and where what they hint at is kept."""

    known: Sequence[Hook]
    sessions: sessionmaker[Session]
    now: Callable[[], datetime]
    answer_seconds: float = ANSWER_SECONDS

    def find(self, kind: str, source: str | None) -> Hook | None:
        """Give the source that is meant; None where there is none such, or no telling which."""
        fitting = [
            hook for hook in self.known if hook.kind == kind and source in (None, hook.source)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def take(self, hook: Hook | None, headers: Mapping[str, str], body: bytes) -> bool:
        """Remember a delivery and what it hints at; False for one that is known.

        Raises:
            UnbelievableError: it is not one of that tracker's, or there is no such source.
        """
        if hook is None:
            raise UnbelievableError("no source is meant by that address")
        now = self.now()
        delivery = believe(hook.kind, hook.secret, headers, body, now)
        with self.sessions.begin() as session:
            return take_delivery(session, hook.source, delivery.keys, delivery.ext_ids, now)


def hook_routes(hooks: Hooks) -> list[Route]:
    """Give the addresses, all of them, so that nobody learns which sources there are."""
    return [
        Route(f"/webhooks/{kind}{path}", _receiver(hooks, kind), methods=["POST"])
        for kind in (JIRA, LINEAR)
        for path in ("", "/{source:path}")
    ]


def _receiver(hooks: Hooks, kind: str) -> Callable[[Request], object]:
    async def receive(request: Request) -> Response:
        hook = hooks.find(kind, request.path_params.get("source"))
        try:
            async with asyncio.timeout(hooks.answer_seconds):
                body = await read_body(request, LARGEST_BODY)
                if body is None:
                    return PlainTextResponse("too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
                # Not starlette's pool: that one waits for its thread, whatever time it is.
                return await asyncio.to_thread(_answer, hooks, hook, request.headers, body)
        except TimeoutError:
            # What is remembered all the same is known when it comes again.
            log.warning("a webhook was not answered in time", kind=kind)
            return _later()

    return receive


def _answer(
    hooks: Hooks, hook: Hook | None, headers: Mapping[str, str], body: bytes
) -> PlainTextResponse:
    """Answer a delivery; whoever may not call learns nothing but that."""
    try:
        is_new = hooks.take(hook, headers, body)
    except UnbelievableError as error:
        log.warning("webhook refused", source=hook and hook.source, reason=str(error))
        return PlainTextResponse("refused", HTTPStatus.UNAUTHORIZED)
    except (StoreError, SQLAlchemyError) as error:
        log.warning("webhook not remembered", error=type(error).__name__)
        return _later()
    log.debug("webhook", source=hook and hook.source, is_new=is_new)
    return PlainTextResponse("ok")


def _later() -> PlainTextResponse:
    return PlainTextResponse("try again", HTTPStatus.SERVICE_UNAVAILABLE)

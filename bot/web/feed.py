"""`/calendar.ics`: a function's calendar, for who has its signed address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.feed.entries import read_feed
from bot.feed.ics import REFRESHED, make_calendar
from bot.feed.signing import PATH, EndedAddressError, ForgedAddressError, Signer
from bot.newsroom import Newsroom
from bot.words.manner import telling
from planner.launch.functions import Function

_REFUSED = "this address of a calendar is not good; ask for one with /release calendar"
_ENDED = "this address of a calendar has ended; ask for another with /release calendar"
_MAX_AGE = int(REFRESHED.total_seconds())


@dataclass(frozen=True, slots=True)
class Feed:
    """Hands out the calendars of a newsroom's functions at a moment that `now` tells."""

    newsroom: Newsroom
    signer: Signer
    now: Callable[[], datetime]

    def read(self, function: str, until: str, sign: str) -> bytes:
        """Give the calendar that an address is good for.

        Raises:
            ForgedAddressError: it is not ours, or that function is no more.
            EndedAddressError: it was good until a day that is over.
        """
        now = self.now()
        self.signer.check(function, until, sign, self.newsroom.calendar.today(now))
        found = self._find(function)
        read = read_feed(self.newsroom, found, now)
        with telling(self.newsroom.region):
            return make_calendar(read.entries, found, self.newsroom.calendar.zone, read.seen_at)

    def _find(self, name: str) -> Function:
        for function in self.newsroom.functions:
            if function.name == name:
                return function
        raise ForgedAddressError


def feed_route(feed: Feed) -> Route:
    """Give the address at which calendars ask again and again; what they have is not sent anew."""

    async def calendar(request: Request) -> Response:
        told = request.query_params
        address = (told.get("for", ""), told.get("until", ""), told.get("sign", ""))
        try:
            made = await run_in_threadpool(feed.read, *address)
        except ForgedAddressError:
            return PlainTextResponse(_REFUSED, HTTPStatus.FORBIDDEN)
        except EndedAddressError:
            return PlainTextResponse(_ENDED, HTTPStatus.GONE)
        tag = f'"{sha256(made).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": f"private, max-age={_MAX_AGE}"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        headers["Content-Disposition"] = 'inline; filename="shipcast.ics"'
        return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)

    return Route(PATH, calendar)

"""What goes wrong between a client and a Jira, in the order in which a test wrote it down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.clock import now

Act = Callable[[Request], Response | None]


def busy(retry_after: str) -> Act:
    """Answer 429 with a Retry-After: `0` (int), `0.02` (float), or `date` for an HTTP date."""

    def act(_: Request) -> Response:
        told = format_datetime(now(), usegmt=True) if retry_after == "date" else retry_after
        return JSONResponse({"errorMessages": ["Slow down."]}, 429, {"Retry-After": told})

    return act


def broken(status: int) -> Act:
    return lambda _: HTMLResponse("<html>upstream is gone</html>", status)


def page(status: int = 200) -> Act:
    return lambda _: HTMLResponse("<html>Please log in to the proxy</html>", status)


def does(change: Callable[[], object]) -> Act:
    """Let something happen in the world just before this request is answered."""

    def act(_: Request) -> None:
        change()

    return act


@dataclass
class Script:
    """Acts by the number of the request that they meet, and all requests that came."""

    acts: dict[int, list[Act]] = field(default_factory=dict)
    everywhere: dict[str, Act] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def at(self, number: int, act: Act) -> None:
        self.acts.setdefault(len(self.asked) + number, []).append(act)

    def meet(self, request: Request) -> Response | None:
        number = len(self.asked)
        self.asked.append(f"{request.method} {request.url.path}")
        for act in self.acts.pop(number, []):
            response = act(request)
            if response is not None:
                return response
        for part, act in self.everywhere.items():
            if part in request.url.path:
                return act(request)
        return None

"""A Slack on loopback: its Web API, its socket, its signed requests, its response addresses."""

import asyncio
import hashlib
import hmac
import json
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from aiohttp import ClientSession, TCPConnector, WSMsgType, web

from tests.bot.judge import reference_checker
from tests.bot.slack.agents import Agents
from tests.bot.slack.channels import Channels, too_many
from tests.bot.slack.files import Files
from tests.bot.slack.modals import Modals
from tests.bot.slack.rooms import Rooms

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-local-1", "xapp-local-1", "local-signing-secret"
SOCKET = "socket"

Result = TypeVar("Result")
Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Delivered:
    """How the app took a request: its status, what it said at once, and after how long.

    `began` is when it was sent, by the monotonic clock.
    """

    status: int
    said: str
    seconds: float
    hook: str
    began: float


@dataclass
class LocalSlack:
    """Delivers what people do to the app, by the socket or signed to an address.

    What the app says to a response address is kept, and by the address when it last came.
    `token_refusal` is why the bot's token is good for nothing any more.
    `requests` has the method and the body of all that ever came from the app, taken or refused.
    `is_limited` tells for a method of the Web API whether there are too many calls of it now.
    """

    calls: list[str] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    refuse_blocks: bool = False
    refused_type: str | None = None
    token_refusal: str | None = None
    is_limited: Callable[[str], bool] = lambda _: False
    channels: Channels = field(default_factory=Channels)
    rooms: Rooms = field(default_factory=Rooms)
    modals: Modals = field(default_factory=Modals)
    agents: Agents = field(default_factory=Agents)
    files: Files = field(default_factory=Files)
    heard_at: dict[str, float] = field(default_factory=dict)
    _hooks: dict[str, list[Message]] = field(default_factory=dict)
    _sockets: list[web.WebSocketResponse] = field(default_factory=list)
    _acks: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _port: int = 0

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._run(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def base_url(self) -> str:
        return f"{self.address}/api/"

    def slash(self, command: str, text: str, via: str = SOCKET, **forged: Any) -> Delivered:
        """Let a user send a command."""
        return self._deliver("slash_commands", _typed(command, text), via, forged)

    def slash_at_once(self, commands: Sequence[tuple[str, str]], url: str) -> list[Delivered]:
        """Let many users send a command each at one moment, over HTTP."""

        async def send(client: ClientSession, command: str, text: str) -> Delivered:
            hook = self.open_hook()
            payload = {**_typed(command, text), "response_url": hook}
            began = time.monotonic()
            status, said = await _posted(client, "slash_commands", payload, url, SECRET, 0)
            at = time.monotonic()
            return Delivered(status, said, at - began, hook.rpartition("/")[2], began)

        async def send_all() -> list[Delivered]:
            async with ClientSession(connector=TCPConnector(limit=0)) as client:
                return await asyncio.gather(*(send(client, *told) for told in commands))

        return self._run(send_all())

    def click(
        self, element: Message, via: str = SOCKET, *, is_ephemeral: bool = True, **forged: Any
    ) -> Delivered:
        """Let a user click a button or pick an option, as it came in a message."""
        payload = {
            "type": "block_actions",
            "user": {"id": "U01", "team_id": "T1"},
            "team": {"id": "T1"},
            "channel": {"id": "C1"},
            "api_app_id": "A1",
            "trigger_id": "1.2.3",
            "container": {"type": "message", "is_ephemeral": is_ephemeral},
            "actions": [{"block_id": "b", **element}],
        }
        return self._deliver("interactive", payload, via, forged)

    def submit(
        self,
        view_id: str,
        state: Message,
        via: str = SOCKET,
        *,
        user: str = "U01",
        team: str = "T1",
        **forged: Any,
    ) -> Delivered:
        """Let a user submit a modal with what they have chosen in it."""
        view = {**self.modals.form(view_id), "id": view_id, "state": state, **forged}
        payload = {
            "type": "view_submission",
            "user": {"id": user, "team_id": team},
            "team": {"id": "T1"},
            "api_app_id": "A1",
            "view": view,
        }
        delivered = self._deliver("interactive", payload, via, {})
        if delivered.said:
            self.modals.replace(view_id, json.loads(delivered.said))
        return delivered

    def tell(self, event: Message, via: str = SOCKET, **forged: Any) -> Delivered:
        """Tell the app of something that happened, like a mention."""
        payload = {
            "type": "event_callback",
            "team_id": "T1",
            "api_app_id": "A1",
            "event_id": "Ev1",
            "event": {"user": "U01", "channel": "C1", "ts": "1.1", **event},
        }
        return self._deliver("events_api", payload, via, forged)

    def answer(self, delivered: Delivered, seconds: float = 20) -> Message:
        """Wait for what the app sent to the response address of a request."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._hooks[delivered.hook]:
                return self._hooks[delivered.hook][-1]
            time.sleep(0.01)
        raise TimeoutError(f"no answer within {seconds} seconds")

    def open_hook(self) -> str:
        """Give a response address, as a request would carry one."""
        hook = uuid.uuid4().hex
        self._hooks[hook] = []
        return f"{self.address}/hook/{hook}"

    def heard(self) -> Message:
        """Give the last message that came to any response address."""
        return [message for hook in self._hooks.values() for message in hook][-1]

    @property
    def hooked(self) -> dict[str, list[Message]]:
        """Give all that came to any response address."""
        return self._hooks

    def heard_nothing(self) -> bool:
        return not any(self._hooks.values())

    def _deliver(self, kind: str, payload: Message, via: str, forged: Message) -> Delivered:
        hook = self.open_hook()
        has_address = payload.get("type") not in {"event_callback", "view_submission"}
        address = {"response_url": hook} if has_address else {}
        payload = {**payload, **address, **forged.pop("payload", {})}
        began = time.monotonic()
        sent = (
            self._by_socket(kind, payload)
            if via == SOCKET
            else self._by_http(kind, payload, via, **forged)
        )
        status, said = self._run(sent)
        return Delivered(status, said, time.monotonic() - began, hook.rpartition("/")[2], began)

    async def _by_socket(self, kind: str, payload: Message) -> tuple[int, str]:
        envelope = uuid.uuid4().hex
        self._acks[envelope] = asyncio.get_running_loop().create_future()
        message = {"envelope_id": envelope, "type": kind, "payload": payload}
        await self._sockets[-1].send_str(json.dumps({**message, "accepts_response_payload": True}))
        ack = await asyncio.wait_for(self._acks[envelope], 3)
        return 200, json.dumps(ack.get("payload"))

    async def _by_http(
        self, kind: str, payload: Message, url: str, *, secret: str = SECRET, age: int = 0
    ) -> tuple[int, str]:
        async with ClientSession() as client:
            return await _posted(client, kind, payload, url, secret, age)

    async def _start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/link", self._link)
        app.router.add_post("/upload/{file}", self.files.upload)
        app.router.add_post("/hook/{hook}", self._hook)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        for link in self._sockets:
            await link.close()
        await self._runner.cleanup()

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls.append(method)
        await self._record(method, request)
        if self.is_limited(method):
            return too_many(self.channels.retry_after)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                return web.json_response({"ok": False, "error": "not_allowed_token_type"})
            return web.json_response({"ok": True, "url": f"ws://127.0.0.1:{self._port}/link"})
        refusal = self._refusal(token, method)
        if refusal is not None:
            return web.json_response({"ok": False, "error": refusal})
        if method == "auth.test":
            return web.json_response(
                {"ok": True, "user_id": "U9", "bot_id": "B9", "team_id": "T1", "user": "shipcast"},
                headers={"x-oauth-scopes": ",".join(sorted(self.rooms.scopes))},
            )
        told = None
        for part in (self.channels, self.modals, self.agents, self.files, self.rooms):
            told = told or await part.answer(method, request)
        return told or web.json_response({"ok": False, "error": "unknown_method"})

    def _refusal(self, token: str, method: str) -> str | None:
        if token != BOT_TOKEN or self.token_refusal:
            return self.token_refusal or "invalid_auth"
        is_barred = method.startswith("files.") and "files:write" not in self.rooms.scopes
        return "missing_scope" if is_barred else None

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        link = web.WebSocketResponse()
        await link.prepare(request)
        self._sockets.append(link)
        await link.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        async for message in link:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                said = json.loads(message.data)
                waiting = self._acks.pop(said.get("envelope_id"), None)
                if waiting is not None:
                    waiting.set_result(said)
        return link

    async def _hook(self, request: web.Request) -> web.Response:
        self.heard_at[request.match_info["hook"]] = time.monotonic()
        said = await request.json()
        await self._record("response_url", request)
        blocks = said.get("blocks") or []
        check = reference_checker()
        is_refused = any(block["type"] == self.refused_type for block in blocks)
        if is_refused or (self.refuse_blocks and blocks) or (check is not None and check(blocks)):
            return web.Response(status=400, text="invalid_blocks")
        self._hooks[request.match_info["hook"]].append(said)
        return web.Response(text="ok")

    async def _record(self, method: str, request: web.Request) -> None:
        """Keep what was sent, in the characters that people would read."""
        body = await request.text()
        if body and request.content_type == "application/json":
            body = json.dumps(await request.json(), ensure_ascii=False)
        self.requests.append((method, f"{request.query_string} {body}"))

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)


def _typed(command: str, text: str) -> Message:
    return {
        "command": command,
        "text": text,
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U01",
        "trigger_id": "1.2.3",
        "api_app_id": "A1",
    }


async def _posted(
    client: ClientSession, kind: str, payload: Message, url: str, secret: str, age: int
) -> tuple[int, str]:
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    is_event = kind == "events_api"
    body = json.dumps(payload) if is_event else urllib.parse.urlencode(fields)
    at = str(int(time.time()) - age)  # noqa: TID251  Slack has a clock of its own
    headers = {
        "content-type": f"application/{'json' if is_event else 'x-www-form-urlencoded'}",
        "x-slack-request-timestamp": at,
        "x-slack-signature": sign(secret, at, body),
    }
    async with client.post(url, data=body, headers=headers) as got:
        return got.status, await got.text()


def sign(secret: str, at: str, body: str) -> str:
    """Sign as Slack does: https://docs.slack.dev/authentication/verifying-requests-from-slack/."""
    made = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256)
    return f"v0={made.hexdigest()}"

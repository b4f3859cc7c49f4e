"""The Slack of the year with that of the reference behind it: both take every call, or none.

The bot is answered by the reference's, in our words: its gateway has judged the call, and the
third-party Slack of `tools/slack` has done it, where SHIPCAST_EMULATE names a copy of that folder
with its node modules, or else another Slack of ours. Theirs gives everything its own id, and lives
in the present: ids and moments are told as those of the year.
"""

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from aiohttp import ClientSession, web

from tests.bot.slack.local_slack import BOT_TOKEN, Delivered, LocalSlack, Message
from tests.bot.slack.reference import EMULATE, Memory, ReferenceSlack, emulated, judged
from tests.chaos.staff import CHANNELS, EVERYBODY, SUSI

_HOME: Final = "C0HOME"
_WORD: Final = re.compile(r"[A-Z][0-9A-Z]+|[0-9]+\.[0-9]{6}")
_PAGE: Final = "200"


@dataclass
class MirroredSlack(LocalSlack):
    """`disputes` are the calls that one took and the other refused, or that the gateway did."""

    disputes: list[str] = field(default_factory=list)
    _theirs: dict[str, str] = field(default_factory=dict)
    _ours: dict[str, str] = field(default_factory=dict)
    _far: ReferenceSlack | None = None

    @property
    def far(self) -> ReferenceSlack:
        assert self._far is not None, "nothing is behind it yet"
        return self._far

    def put_before(self, far: ReferenceSlack) -> None:
        self._far = far
        self.call_it("T1", far.memory.team)
        self.call_it("U9", far.memory.bot)

    def call_it(self, ours: str, theirs: str) -> None:
        self._theirs[ours], self._ours[theirs] = theirs, ours

    def remembered(self, channel: str) -> list[tuple[str, str]]:
        """Give the key and the words of all that theirs has in a channel, oldest first."""
        said: list[Message] = []
        cursor: str | None = ""
        while cursor is not None:
            asked = {"channel": self._theirs.get(channel, channel), "limit": _PAGE}
            asked["include_all_metadata"] = "1"
            page = self.far.call("conversations.history", cursor=cursor, **asked)
            said += page["messages"]
            cursor = page["response_metadata"]["next_cursor"] or None
        heard = [json.loads(self._in_our_words(json.dumps(one))) for one in reversed(said)]
        return [(one["metadata"]["event_payload"]["dedupe_key"], one["text"]) for one in heard]

    def _deliver(self, kind: str, payload: Message, via: str, forged: Message) -> Delivered:
        return super()._deliver(kind, {**payload, "trigger_id": self.far.trigger()}, via, forged)

    async def _api(self, request: web.Request) -> web.Response:
        ours = await super()._api(request)
        said = json.loads(ours.text or "{}")
        method = request.match_info["method"]
        theirs = await self._ask(method, request)
        if said["ok"] != theirs["ok"]:
            self.disputes.append(f"{method}: {said} here, {theirs} there")
        has_left = method == "users.info" and said.get("user") == {"deleted": True}
        if has_left or not theirs["ok"]:
            return ours  # theirs lets nobody go
        self._meet(said, theirs)
        told = json.loads(self._in_our_words(json.dumps(theirs)))
        scopes = {name: ours.headers[name] for name in ours.headers if name == "x-oauth-scopes"}
        return web.json_response(told, headers=scopes)

    async def _ask(self, method: str, request: web.Request) -> Message:
        headers = {
            "authorization": f"Bearer {self.far.memory.token}",
            "content-type": request.headers.get("content-type", "application/json"),
        }
        body = self._in_their_words(await request.text()).encode()
        query = {key: self._in_their_words(value) for key, value in request.query.items()}
        url = f"{self.far.base_url}{method}"
        async with (
            ClientSession() as client,
            client.post(url, params=query, data=body, headers=headers) as got,
        ):
            told: Message = await got.json()
            return told

    def _meet(self, ours: Message, theirs: Message) -> None:
        """Learn what they call what both have just made."""
        for name in ("ts", "channel"):
            if isinstance(ours.get(name), str) and isinstance(theirs.get(name), str):
                # Theirs may tell in which conversation somebody was told, as Slack does.
                is_opened = ours[name].startswith("U") and not theirs[name].startswith("U")
                self.call_it(f"D{ours[name]}" if is_opened else ours[name], theirs[name])
        for name in ("view", "channel"):
            if isinstance(ours.get(name), dict) and isinstance(theirs.get(name), dict):
                self.call_it(str(ours[name].get("id")), str(theirs[name].get("id")))

    def _in_their_words(self, text: str) -> str:
        return _WORD.sub(lambda word: self._theirs.get(word[0], word[0]), text)

    def _in_our_words(self, text: str) -> str:
        return _WORD.sub(lambda word: self._ours.get(word[0], word[0]), text)


@contextmanager
def mirrored_slack(folder: Path) -> Iterator[MirroredSlack]:
    """Run a Slack of the year with that of the reference behind it."""
    with ExitStack() as stack:
        slack = stack.enter_context(MirroredSlack())
        memory = _emulated(folder) if EMULATE else _local(slack)
        far = stack.enter_context(judged(stack.enter_context(memory)))
        slack.put_before(far)
        if EMULATE:
            _settle_in(slack)
        yield slack


@contextmanager
def _local(slack: MirroredSlack) -> Iterator[Memory]:
    with LocalSlack(rooms=slack.rooms) as behind:
        yield Memory(behind.address, BOT_TOKEN, "T1", "U9", _HOME, EVERYBODY[:2])


@contextmanager
def _emulated(folder: Path) -> Iterator[Memory]:
    """Run it with those who work in the company."""
    told: dict[str, Any] = yaml.safe_load((Path(EMULATE or "") / "slack.yaml").read_text("utf-8"))
    told["slack"]["users"] += [{"name": one.lower()} for one in EVERYBODY]
    seed = folder / "slack.yaml"
    seed.write_text(yaml.safe_dump(told), encoding="utf-8")
    with emulated(seed) as memory:
        yield memory


def _settle_in(slack: MirroredSlack) -> None:
    """Let everybody and every channel be there, and us in all of them."""
    people = {one["name"]: one["id"] for one in slack.far.call("users.list")["members"]}
    for one in EVERYBODY:
        slack.call_it(one, people[one.lower()])
    for channel in (*CHANNELS, _HOME):
        made = slack.far.call("conversations.create", name=channel.lower())
        slack.call_it(channel, made["channel"]["id"])
    support, susi = (slack._theirs[one] for one in ("C0SUPPORT", SUSI))  # noqa: SLF001 - one of ours
    slack.far.call("conversations.invite", channel=support, users=susi)

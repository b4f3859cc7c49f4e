"""The Slack of the reference: its gateway, which judges all blocks, before a Slack with a memory.

The memory is our own local Slack, or the third-party one of `tools/slack` where SHIPCAST_EMULATE
names a copy of that folder with its node modules: that one lets a trigger live for three seconds.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.bot.judge import reference_checker
from tests.bot.slack.local_slack import BOT_TOKEN, SECRET, LocalSlack

REFERENCE = os.environ.get("SHIPCAST_REFERENCE")
EMULATE = os.environ.get("SHIPCAST_EMULATE")
SAID = ("chat.postMessage", "chat.postEphemeral", "chat.update")
SHOWN = ("views.open", "views.update", "views.publish")

_WAIT_SECONDS = 60

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Memory:
    """The Slack behind the gateway: `team`, `bot` and `people` (two of them) by their ids."""

    address: str
    token: str
    team: str
    bot: str
    channel: str
    people: tuple[str, str]
    has_triggers: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceSlack:
    """Lets people do things by the gateway, and gives what the app did."""

    address: str
    memory: Memory

    @property
    def base_url(self) -> str:
        return f"{self.address}/api/"

    def send(self, kind: str, payload: Message) -> tuple[Any, str]:
        """Deliver by Socket Mode; give what the app said at once, and its response address."""
        trigger = {"trigger_id": self.trigger()} if kind != "event" else {}
        asked = {"kind": kind, "payload": {"team_id": self.memory.team, **trigger, **payload}}
        told = httpx.post(f"{self.address}/_send", json=asked, timeout=20).json()
        assert not str(told["ack"]).startswith("TIMEOUT"), payload
        assert told["ms"] < 3000
        return told["ack"], str(told.get("response_url"))

    def heard(self, response_url: str) -> list[Message]:
        """Give what came to a response address."""
        hooks = httpx.get(f"{self.address}/_hooks", timeout=20).json()
        found: list[Message] = hooks.get(response_url.rpartition("/")[2], [])
        return found

    def answer(self, response_url: str) -> Message:
        wait_for(lambda: bool(self.heard(response_url)))
        return self.heard(response_url)[-1]

    def trigger(self) -> str:
        """Give what a modal can be opened by, for three seconds."""
        if not self.memory.has_triggers:
            return f"1.2.{time.monotonic_ns()}"
        return str(self.call("views.generateTriggerId")["trigger_id"])

    def call(self, method: str, **fields: str) -> Message:
        """Ask what remembers, past the gateway."""
        url = f"{self.memory.address}/api/{method}"
        told: Message = httpx.post(url, data=fields, headers=self._headers, timeout=20).json()
        assert told["ok"], (method, told)
        return told

    def calls(self, *methods: str) -> list[Message]:
        """Give every call of these methods with what it was asked, oldest first."""
        log = httpx.get(f"{self.address}/_log", timeout=20).json()
        return [one for one in log if one["method"] in methods]

    def say(self, channel: str, text: str) -> str:
        """Post what somebody asks, so that there is a message to answer; give its ts."""
        url = f"{self.memory.address}/api/chat.postMessage"
        asked = {"channel": channel, "text": text}
        told: Message = httpx.post(url, json=asked, headers=self._headers, timeout=20).json()
        return str(told["ts"])

    def conversation(self, user: str) -> str:
        """Give the id of somebody's own conversation with the app."""
        return str(self.call("conversations.open", users=user)["channel"]["id"])

    def judge(self) -> int:
        """Assert that Slack takes all that was said and shown so far; give how much that is."""
        check = reference_checker()
        assert check is not None
        hooks = httpx.get(f"{self.address}/_hooks", timeout=20).json()
        answers = [said for hook in hooks.values() for said in hook]
        for said in answers:
            assert said.get("text", "").strip()
            assert check(said.get("blocks") or []) == []
        calls = self.calls(*SAID, *SHOWN)
        for call in calls:
            assert "invalid_blocks" not in call, call
            # The gateway notes an outcome at its newest call: of two at once one is left without.
            assert call.get("ok", True), call
        return len(answers) + len(calls)

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.memory.token}"}


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait without asking too often: whoever asks is given all that has happened so far."""
    until = time.monotonic() + _WAIT_SECONDS
    while not happened():
        if time.monotonic() > until:
            raise TimeoutError("it did not happen")
        time.sleep(0.1)


@contextmanager
def reference_slack() -> Iterator[ReferenceSlack]:
    with emulated() if EMULATE else _local() as memory, judged(memory) as slack:
        yield slack


@contextmanager
def judged(memory: Memory) -> Iterator[ReferenceSlack]:
    """Put the gateway of the reference before a Slack."""
    port = free_port()
    gateway = Path(REFERENCE or "") / "tools" / "slack" / "slack_gateway.py"
    asked = ("--emulate", memory.address, "--port", str(port), "--secret", SECRET)
    with _running(sys.executable, str(gateway), *asked):
        yield ReferenceSlack(f"http://127.0.0.1:{port}", memory)


@contextmanager
def _local() -> Iterator[Memory]:
    with LocalSlack() as slack:
        slack.rooms.members = {"C1": ("U01", "U08")}
        yield Memory(slack.address, BOT_TOKEN, "T1", "U9", "C1", ("U01", "U08"))


@contextmanager
def emulated(seed: Path | None = None) -> Iterator[Memory]:
    """Run the third-party Slack; `seed` has more people than its own."""
    port, folder, token = free_port(), Path(EMULATE or ""), "xoxb-local-test"
    address = f"http://127.0.0.1:{port}"
    script = (str(folder / "start.mjs"), "slack", str(port), str(seed or folder / "slack.yaml"))
    with _running("node", *script):
        headers = {"Authorization": f"Bearer {token}"}

        def ask(method: str, **fields: str) -> Message:
            url = f"{address}/api/{method}"
            told: Message = httpx.post(url, data=fields, headers=headers, timeout=20).json()
            return told

        ours = ask("auth.test")
        people = {one["name"]: one["id"] for one in ask("users.list")["members"]}
        channels = {one["name"]: one["id"] for one in ask("conversations.list")["channels"]}
        channel = channels["releases"]
        ask("conversations.join", channel=channel)
        asker, admin = people["pm"], people["admin"]
        ask("conversations.invite", channel=channel, users=f"{asker},{admin}")
        yield Memory(
            address,
            token,
            ours["team_id"],
            ours["user_id"],
            channel,
            (asker, admin),
            has_triggers=True,
        )


@contextmanager
def _running(*command: str) -> Iterator[None]:
    """Run a server until it is not needed any more; it says READY when it can be asked."""
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=quiet)  # noqa: S603
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("READY"), line
        yield
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])

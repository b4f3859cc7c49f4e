"""The files of a local Slack: asked for, uploaded, and shared in a thread in three steps."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

ALT_TEXT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file as people see it below a message."""

    channel: str
    thread: str
    title: str
    alt_text: str
    content: bytes


@dataclass
class Files:
    """`shared` is what came to be seen. A `refusal` answers the method of that name.

    An upload ends with `upload_status`. `is_last_answer_lost` breaks the connection when a file is
    shared already.
    """

    shared: list[SharedFile] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    upload_status: int = 200
    is_last_answer_lost: bool = False
    tokens: list[str | None] = field(default_factory=list)
    _asked: dict[str, dict[str, str]] = field(default_factory=dict)
    _uploaded: dict[str, bytes] = field(default_factory=dict)

    async def answer(self, method: str, request: web.Request) -> web.Response | None:
        """Answer a call of the Web API; None for a method that is not ours."""
        if not method.startswith("files."):
            return None
        told = {**request.query, **(await request.post())}
        asked = {key: str(value) for key, value in told.items()}
        if method in self.refusals:
            return _no(self.refusals[method])
        if method == "files.getUploadURLExternal":
            return self._begin(asked, request)
        if method == "files.completeUploadExternal":
            return self._share(asked, request)
        return None

    async def upload(self, request: web.Request) -> web.Response:
        """Take the bytes of a file; this address alone lets one do so, without a token."""
        self.tokens.append(request.headers.get("authorization"))
        name = request.match_info["file"]
        content = await request.read()
        if name not in self._asked or len(content) != int(self._asked[name]["length"]):
            return web.Response(status=400, text="no such upload")
        if self.upload_status == web.HTTPOk.status_code:
            self._uploaded[name] = content
        return web.Response(status=self.upload_status, text=f"OK - {len(content)}")

    def _begin(self, asked: dict[str, str], request: web.Request) -> web.Response:
        """Give an address; https://docs.slack.dev/reference/methods/files.getUploadURLExternal."""
        if len(asked.get("alt_txt", "")) > ALT_TEXT_LIMIT:
            return _no("alt_txt_too_large")
        name = f"F{len(self._asked) + 1}"
        self._asked[name] = asked
        address = str(request.url.origin() / "upload" / name)
        return _ok(file_id=name, upload_url=address)

    def _share(self, asked: dict[str, str], request: web.Request) -> web.Response:
        """Show files; https://docs.slack.dev/reference/methods/files.completeUploadExternal."""
        files: list[dict[str, Any]] = json.loads(asked["files"])
        if not asked.get("channel_id") or asked["channel_id"].startswith("U"):
            return _no("channel_not_found")
        if any(file["id"] not in self._uploaded for file in files):
            return _no("file_not_found")
        for file in files:
            self.shared.append(
                SharedFile(
                    channel=asked["channel_id"],
                    thread=asked["thread_ts"],
                    title=file["title"],
                    alt_text=self._asked[file["id"]]["alt_txt"],
                    content=self._uploaded.pop(file["id"]),
                )
            )
        if self.is_last_answer_lost and request.transport is not None:
            request.transport.abort()
        return _ok(files=[{"id": file["id"], "title": file["title"]} for file in files])


def _ok(**told: Any) -> web.Response:
    return web.json_response({"ok": True, **told})


def _no(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})

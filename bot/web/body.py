"""Reads the body of a request, and no more than is meant for us."""

from starlette.requests import Request


async def read_body(request: Request, largest: int) -> bytes | None:
    """Read the body, or None where it has more than `largest` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            return None
    return bytes(body)

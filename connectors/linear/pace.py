"""How long to wait before the next request, by what Linear says is left of the hour."""

from collections.abc import Mapping

from connectors.retry_after import http_date

_FREE = 0.15  # of an hour's allowance: below it we spread what is left, others share the key
_KINDS = ("requests", "complexity")


def seconds_to_pause(headers: Mapping[str, str]) -> float:
    """Give the pause after an answer; 0.0 while there is plenty.

    The last part of an allowance is spread evenly until it is filled again, so that a long read
    slows down instead of being refused. The server's own clock counts, not ours. Reset headers are
    epoch milliseconds.
    Source: linear.app/developers/rate-limiting.
    """
    return max(_pause(headers, kind) for kind in _KINDS)


def seconds_to_reset(headers: Mapping[str, str]) -> float | None:
    """Give when all that is used up will be there again; None where nothing readable is said.

    The window of a single endpoint counts as well: it has a limit of its own.
    """
    kinds = (*_KINDS, "endpoint-requests")
    waits = [
        wait
        for kind in kinds
        if (_number(headers, f"x-ratelimit-{kind}-remaining") or 0.0) < 1.0
        and (wait := _until(headers, kind)) is not None
    ]
    return max(waits, default=None)


def _pause(headers: Mapping[str, str], kind: str) -> float:
    limit = _number(headers, f"x-ratelimit-{kind}-limit")
    left = _number(headers, f"x-ratelimit-{kind}-remaining")
    wait = _until(headers, kind)
    if limit is None or left is None or wait is None or left > _FREE * limit:
        return 0.0
    cost = _number(headers, "x-complexity") if kind == "complexity" else 1.0
    affordable = left / max(cost or 1.0, 1.0)
    return wait / affordable if affordable >= 1.0 else wait


def _until(headers: Mapping[str, str], kind: str) -> float | None:
    reset = _number(headers, f"x-ratelimit-{kind}-reset")
    sent_at = http_date(headers.get("date"))
    if reset is None or sent_at is None:
        return None
    return max(reset / 1000.0 - sent_at.timestamp(), 0.0)


def _number(headers: Mapping[str, str], name: str) -> float | None:
    try:
        return float(headers[name])
    except (KeyError, ValueError):
        return None

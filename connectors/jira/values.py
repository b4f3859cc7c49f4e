"""Times, days, names and numbers out of Jira's JSON."""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

_MILLISECONDS = 100_000_000_000  # as seconds the year 5138: more are thousandths


def moment_of(value: Any) -> datetime | None:
    """Read a moment as aware UTC: ISO text, or an epoch number as bulk changelogs have it.

    Raises:
        ValueError: it is neither.
    """
    if value is None or value == "":
        return None
    if isinstance(value, int | float):
        seconds = value / 1000 if abs(value) >= _MILLISECONDS else value
        return datetime.fromtimestamp(seconds, UTC)
    text = str(value)
    if text.lstrip("-").isdigit():
        return moment_of(int(text))
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def day_of(value: Any) -> date | None:
    """Read a day; of a moment the day that it is where it was written."""
    if not value:
        return None
    return datetime.fromisoformat(str(value)).date()


def number_of(value: Any) -> float | None:
    """Read an estimate; None for a blank one and for what is no number. Never 0 for None."""
    if value is None or isinstance(value, bool):
        return None
    try:
        number = float(str(_plain(value)).strip())
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def text_of(value: Any) -> str | None:
    """Give the words of a value: of a select list, a team, a user or a plain text."""
    plain = _plain(value)
    if isinstance(plain, list):
        plain = ", ".join(filter(None, (text_of(part) for part in plain)))
    return None if plain is None else str(plain).strip() or None


def rows_of(value: Any) -> Iterator[dict[str, Any]]:
    """Walk the objects of a list that may be missing, null or hold anything else."""
    if isinstance(value, list):
        yield from (row for row in value if isinstance(row, dict))


def name_of(value: Any) -> str:
    return str(value.get("name") or "") if isinstance(value, dict) else ""


def _plain(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    for key in ("value", "name", "title", "displayName"):
        if value.get(key) is not None:
            return value[key]
    return None

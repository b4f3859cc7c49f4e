"""Times, dates, numbers and lists out of the texts of a cell; strict, never guessing."""

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
# 26/Nov/24 3:04 PM, 26/Nov/2024 15:04:59, 26/Nov/24: what Jira writes for people.
_JIRA_TIME = re.compile(
    r"(?P<day>\d{1,2})/(?P<month>[A-Za-z]{3})/(?P<year>\d{4}|\d{2})"
    r"(?: (?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: ?(?P<half>[AaPp][Mm]))?)?"
)
# Wed May 14 2024 08:53:33 GMT+0000 (GMT): what Linear's older exports write.
_SCRIPT_TIME = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) (?P<day>\d{2}) (?P<year>\d{4}) "
    r"(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2}) "
    r"GMT(?P<sign>[+-])(?P<ahead_hours>\d{2})(?P<ahead_minutes>\d{2})(?: \(.*\))?"
)
_CENTURY = 2000  # two digits of a year: no tracker has issues from before 2000 in this style


def parse_time(text: str, zone: ZoneInfo) -> datetime:
    """Read a moment as aware UTC; one without an offset is a wall time in `zone`.

    Raises:
        ValueError: in none of the known styles. `6/11/2024` is refused: it may be June or November.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _parse_styled(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


def _parse_styled(text: str) -> datetime:
    if found := _JIRA_TIME.fullmatch(text):
        return _jira_time(found)
    if found := _SCRIPT_TIME.fullmatch(text):
        return _script_time(found)
    raise ValueError(f"{text!r} is not a date like 2024-11-26 15:04 or 26/Nov/24 3:04 PM")


def _jira_time(found: re.Match[str]) -> datetime:
    year = int(found["year"])
    hour = int(found["hour"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock face
            raise ValueError(f"{found[0]!r} has no such hour on a twelve-hour clock")
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    return datetime(  # noqa: DTZ001 - a wall time: parse_time puts it in its zone
        year + _CENTURY if len(found["year"]) == 2 else year,  # noqa: PLR2004 - digits
        _month(found),
        int(found["day"]),
        hour,
        int(found["minute"] or 0),
        int(found["second"] or 0),
    )


def _script_time(found: re.Match[str]) -> datetime:
    ahead = timedelta(hours=int(found["ahead_hours"]), minutes=int(found["ahead_minutes"]))
    return datetime(
        int(found["year"]),
        _month(found),
        int(found["day"]),
        int(found["hour"]),
        int(found["minute"]),
        int(found["second"]),
        tzinfo=timezone(ahead if found["sign"] == "+" else -ahead),
    )


def _month(found: re.Match[str]) -> int:
    month = _MONTHS.get(found["month"].lower())
    if month is None:
        raise ValueError(f"{found['month']!r} in {found[0]!r} is not an English month")
    return month


def parse_day(text: str, zone: ZoneInfo) -> date:
    """Read a calendar day; of a moment with an offset, the day that it is in `zone`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return parse_time(text, zone).astimezone(zone).date()


def parse_number(text: str) -> float:
    """Read a count or an estimate: finite and not negative.

    Raises:
        ValueError: anything else, `nan` and `1,5` included.
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0 or "_" in text:
        raise ValueError(f"{text!r} is not a number from 0 up")
    return number


def parse_flag(text: str) -> bool:
    """Read `True` or `False` in any case; blank is no.

    Raises:
        ValueError: anything else.
    """
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    flag = known.get(text.casefold()) if text else False
    if flag is None:
        raise ValueError(f"{text!r} is neither True nor False")
    return flag


def split_list(text: str, separator: str = ";") -> tuple[str, ...]:
    """Split a joined list; blanks and repeats fall out, the order stays."""
    parts = (part.strip() for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))

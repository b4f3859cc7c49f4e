"""The Retry-After header, in every form that servers send it."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after_seconds(value: str | None, date: str | None = None) -> float | None:
    """Read seconds (`3`, `2.5`) or an HTTP date; None where nothing readable is said.

    A date is counted from `date`, the answer's own Date header, so that no clock of ours is
    asked; without one it says nothing. Never negative.
    Source: RFC 9110, section 10.2.3; Jira sends all three forms.
    """
    if not value:
        return None
    try:
        return max(float(value), 0.0)
    except ValueError:
        pass
    until, sent_at = _moment(value), _moment(date)
    if until is None or sent_at is None:
        return None
    return max((until - sent_at).total_seconds(), 0.0)


def http_date(value: str | None) -> datetime | None:
    """Read an HTTP date, aware UTC; None where it is not one."""
    return _moment(value)


def _moment(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

"""How to ask a site for what changed since a moment."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from connectors.jira.site import Site
from connectors.tracker import TrackerError

_PAST = datetime(2000, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=366)
_SLACK = timedelta(hours=1)  # an hour that a clock change shows twice
_ANYWHERE = timedelta(hours=26)  # between the first and the last time zone of the earth

HasAny = Callable[[str], bool]


def epoch_clause(moment: datetime, comparison: str = "updated >=") -> str:
    return f"{comparison} {int(moment.timestamp() * 1000)}"


def reads_epochs(site: Site, query: str, has_any: HasAny) -> bool:
    """Try out whether the site takes epoch milliseconds, which mean the same in every zone.

    Both ways, as one that takes every number for nothing, or for everything, would lose updates
    in silence: all there is must be newer than long ago, and nothing newer than the next year.
    """
    try:
        some = has_any(f"{query} AND {epoch_clause(_PAST)}")
        return some and not has_any(f"{query} AND {epoch_clause(site.server_at + _AHEAD)}")
    except TrackerError:
        return False


def zoned_clause(moment: datetime, site: Site) -> str:
    """Ask in the zone of the account, to the minute, an hour early: never too late.

    Where the zone is unknown a day and more is read again.
    """
    early = moment - _SLACK
    try:
        zone = ZoneInfo(site.zone) if site.zone else None
    except (KeyError, ValueError, OSError):
        zone = None
    local = early.astimezone(zone) if zone else early - _ANYWHERE
    return f'updated >= "{local:%Y-%m-%d %H:%M}"'

"""What `shipcast run` does beside Slack: sync on schedule, and know whether that works."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.calendar import work_calendar
from bot.cli.database import Database
from bot.cli.failures import reason_of
from bot.cli.freshness import late_after, tracker_names
from bot.cli.planning import planning_of
from bot.cli.trackers import began_in, trackers_of
from bot.clock import now
from bot.newsroom import Newsroom
from bot.running import Service
from config.model import Settings
from connectors.sync import sync_tracker
from connectors.tracker import Tracker, TrackerError
from planner.pings import MARKETING, SUPPORT
from store.errors import StoreError
from store.sources import load_sources

log = structlog.get_logger("shipcast.sync")
_DATABASE_ERRORS = (StoreError, SQLAlchemyError)  # the second: statements that it refuses
NEVER = datetime.min.replace(tzinfo=UTC)


def service_of(settings: Settings, database: Database) -> Service:
    """Put together the schedule, the checks and the address."""
    return Service(
        sync=lambda: sync_quietly(settings, database),
        checks=checks_of(settings, database),
        host=settings.web.host,
        port=settings.web.port,
        sync_every=timedelta(minutes=settings.sync_every_minutes),
        newsroom=newsroom_of(settings, database),
        rehearsal_channel=settings.rehearsal_channel,
        operator=next(iter(settings.roles.admins), None),
        shared_channels=frozenset(settings.slack.allow_shared_channels),
    )


def newsroom_of(settings: Settings, database: Database) -> Newsroom:
    """Put together what reviews and schedules work with; Slack has yet to tell the workspace."""
    channels = {MARKETING: settings.audiences.marketing, SUPPORT: settings.audiences.support}
    return Newsroom(
        database.sessions,
        database.readers,
        work_calendar(settings),
        audiences={audience: channel for audience, channel in channels.items() if channel},
        planning=planning_of(settings),
        rehearsal_channel=settings.rehearsal_channel,
    )


def sync_quietly(settings: Settings, database: Database) -> None:
    """Sync every source; what goes wrong is logged and tried again at the next round."""
    try:
        trackers = trackers_of(settings, now(), began_in(database))
    except _DATABASE_ERRORS as error:
        log.warning("sync failed", reason=reason_of(error))
        return
    for tracker in trackers:
        _sync_one(tracker, database)


def checks_of(settings: Settings, database: Database) -> Mapping[str, Callable[[], bool]]:
    """Tell whether the database answers and whether the data of every source is fresh."""
    return {
        "database": lambda: _answers(database),
        "sync": lambda: _is_fresh(settings, database),
    }


def _sync_one(tracker: Tracker, database: Database) -> None:
    try:
        result = sync_tracker(tracker, database.sessions, now=now)
    except (TrackerError, *_DATABASE_ERRORS) as error:
        log.warning("sync failed", source=tracker.name, reason=reason_of(error))
        return
    log.info(
        "synced",
        source=result.source,
        scanned=result.scanned,
        changed=result.changed,
        vanished=result.vanished,
        warnings=list(result.warnings),
        seconds=round((result.finished_at - result.started_at).total_seconds(), 1),
    )


def _answers(database: Database) -> bool:
    try:
        with database.readers() as session:
            load_sources(session)
    except StoreError:
        return False
    return True


def _is_fresh(settings: Settings, database: Database) -> bool:
    """Tell whether every source of the settings was read to its end lately."""
    try:
        with database.readers() as session:
            rows = load_sources(session)
    except StoreError:
        return False
    read_at = {row.name: row.last_success_at for row in rows}
    oldest = now() - late_after(settings)
    return all((read_at.get(name) or NEVER) >= oldest for name in tracker_names(settings))

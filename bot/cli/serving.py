"""What `shipcast run` does beside Slack: sync on schedule, and know whether that works."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.at_once import at_once
from bot.cli.calendar import work_calendar
from bot.cli.database import Database
from bot.cli.failures import reason_of
from bot.cli.freshness import late_after, tracker_names
from bot.cli.functions import functions_told
from bot.cli.planning import planning_of
from bot.cli.region import region_in
from bot.cli.rereading import Rereader
from bot.cli.secrecy import plain_secret
from bot.cli.trackers import began_in, trackers_of
from bot.clock import now
from bot.feed.signing import Signer
from bot.newsroom import Newsroom
from bot.retention import drop_old_payloads
from bot.running import Service
from bot.web.feed import Feed
from bot.web.hooks import Hook, Hooks
from bot.words.audience import HideTitles
from config.model import Settings
from config.sources import JiraSource, LinearSource
from connectors.sync import sync_tracker
from connectors.tracker import Tracker, TrackerError
from store.errors import StoreError
from store.sources import load_sources

log = structlog.get_logger("shipcast.sync")
_DATABASE_ERRORS = (StoreError, SQLAlchemyError)  # the second: statements that it refuses
NEVER = datetime.min.replace(tzinfo=UTC)


def service_of(settings: Settings, database: Database) -> Service:
    """Put together the schedule, the checks, the address and the trackers that may call."""
    hooks = hooks_of(settings)
    rereader = Rereader(
        lambda: trackers_of(settings, now(), began_in(database)),
        database,
        now,
        timedelta(minutes=settings.sync_every_minutes),
        keeps_raw=settings.raw_payload_days > 0,
    )
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
        hooks=Hooks(hooks, database.sessions, now) if hooks else None,
        reread=rereader.reread if any(hook.secret for hook in hooks) else None,
        feed=feed_of(settings, database),
    )


def signer_of(settings: Settings) -> Signer | None:
    """Give who signs addresses of calendars; None where they are not set up."""
    told, secret = settings.web, plain_secret(settings.web.calendar_secret).strip()
    return Signer(told.public_url, secret) if told.public_url and secret else None


def feed_of(settings: Settings, database: Database) -> Feed | None:
    """Give the calendars that the web server hands out; None where they are not set up."""
    signer = signer_of(settings)
    return None if signer is None else Feed(newsroom_of(settings, database), signer, now)


def hooks_of(settings: Settings) -> tuple[Hook, ...]:
    """Give the sources that may call: one without a secret has its address, and is refused."""
    return tuple(
        Hook(source.kind, source.name, plain_secret(source.webhook_secret))
        for source in settings.sources
        if isinstance(source, JiraSource | LinearSource)
    )


def newsroom_of(settings: Settings, database: Database) -> Newsroom:
    """Put together what reviews and schedules work with; Slack has yet to tell the workspace."""
    return Newsroom(
        database.sessions,
        database.readers,
        work_calendar(settings),
        functions=functions_told(settings),
        planning=planning_of(settings),
        rehearsal_channel=settings.rehearsal_channel,
        hide_titles=HideTitles(settings.slack.hide_titles),
        region=region_in(settings),
    )


def sync_quietly(settings: Settings, database: Database) -> None:
    """Sync all sources at once; what goes wrong is logged and tried again at the next round."""
    try:
        trackers = trackers_of(settings, now(), began_in(database))
    except _DATABASE_ERRORS as error:
        log.warning("sync failed", reason=reason_of(error))
        return
    keeps_raw = settings.raw_payload_days > 0
    work = partial(_sync_one, database=database, keeps_raw=keeps_raw)
    defects = [defect for defect in at_once(work, trackers) if defect is not None]
    try:
        drop_old_payloads(database.sessions, settings.raw_payload_days, now())
    except _DATABASE_ERRORS as error:
        log.warning("old payloads are kept for now", reason=reason_of(error))
    if defects:
        raise defects[0]


def checks_of(settings: Settings, database: Database) -> Mapping[str, Callable[[], bool]]:
    """Tell whether the database answers and whether the data of every source is fresh."""
    return {
        "database": lambda: _answers(database),
        "sync": lambda: _is_fresh(settings, database),
    }


def _sync_one(tracker: Tracker, database: Database, *, keeps_raw: bool) -> None:
    try:
        result = sync_tracker(tracker, database.sessions, now=now, keeps_raw=keeps_raw)
    except (TrackerError, *_DATABASE_ERRORS) as error:
        log.warning("sync failed", source=tracker.name, reason=reason_of(error))
        return
    log.info(
        "synced",
        source=result.source,
        scanned=result.scanned,
        fetched=result.fetched,
        changed=result.changed,
        vanished=result.vanished,
        errors=result.errors,
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

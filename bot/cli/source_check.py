"""What `shipcast doctor` can tell of a source before its first sync: the way in, its hooks."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from bot.cli.checks import Check, State
from bot.cli.failures import InputError
from bot.cli.trackers import trackers_of
from bot.cli.writing_check import check_writing
from bot.logs import scrub
from config.model import Settings
from config.sources import JiraSource, LinearSource, Source, source_variable
from connectors.retrying import asked_once
from connectors.tracker import Tracker, TrackerError

_OWN_MACHINE = frozenset({"localhost", "::1"})


def check_sources(settings: Settings, now: datetime) -> Iterator[Check]:
    """Look at every source: its secrets, whether it can be read, who may call, who may write."""
    if not settings.sources:
        todo = "add one under `sources:`, or run `shipcast import FOLDER`"
        yield Check("sources", State.WARN, "none in the settings", todo)
        return
    for source in settings.sources:
        missing = missing_secret(source)
        if missing is not None:
            yield Check(f"source {source.name}", State.FAIL, *missing)
            continue
        alone = settings.model_copy(update={"sources": (source,)})
        try:
            yield from map(check_tracker, trackers_of(alone, now))
        except InputError as error:
            yield Check(f"source {source.name}", State.FAIL, scrub(str(error)), "mend it")
            continue
        if isinstance(source, JiraSource | LinearSource):
            yield from check_hook(source, settings)
            yield from check_writing(alone)


def check_tracker(tracker: Tracker) -> Check:
    """Ask a tracker for its time, once: that needs all that a sync needs first."""
    name = f"source {tracker.name}"
    try:
        with asked_once():
            tracker.server_time()
    except TrackerError as error:
        return Check(name, State.FAIL, scrub(str(error)), "mend it and ask again")
    return Check(name, State.OK, f"{tracker.kind}, can be read")


def missing_secret(source: Source) -> tuple[str, str] | None:
    """Say what a source lacks to be let in, and which variable is the place for it."""
    match source:
        case JiraSource(anonymous=False, token=None):
            todo = f"set {source_variable(source.name, 'token')}, or say `anonymous: true`"
            return "no token", todo
        case LinearSource(token=None, client_id=None):
            return "no key", f"set {source_variable(source.name, 'token')}"
        case LinearSource(token=None, client_secret=None):
            return "client_id without its secret", (
                f"set {source_variable(source.name, 'client_secret')}"
            )
        case _:
            return None


def check_hook(source: JiraSource | LinearSource, settings: Settings) -> Iterator[Check]:
    """Tell where the tracker may call; without a secret that is nowhere, and needs no alarm.

    Only where others reach our web server somebody may have meant it to.
    """
    name = f"webhook of {source.name}"
    path = f"/webhooks/{source.kind}/{quote(source.name, safe='')}"
    if source.webhook_secret is not None and source.webhook_secret.get_secret_value().strip():
        yield Check(name, State.OK, f"signed calls to {path} are taken")
    elif is_reachable(settings.web.host):
        found = f"no secret: changes are seen every {settings.sync_every_minutes} min only"
        variable = source_variable(source.name, "webhook_secret")
        yield Check(name, State.WARN, found, f"set {variable}, and let it call {path}")


def is_reachable(host: str) -> bool:
    """Tell whether other machines reach a web server that listens there."""
    return host not in _OWN_MACHINE and not host.startswith("127.")

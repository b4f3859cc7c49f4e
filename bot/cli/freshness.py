"""Which sources are synced, and when their data counts as old."""

from datetime import timedelta

from config.model import Settings
from config.sources import DemoSource
from connectors.demo.company import PLATFORM_TRACKER, SHOP_TRACKER

LATE_AFTER_ROUNDS = 3  # syncs that may be missed


def late_after(settings: Settings) -> timedelta:
    return timedelta(minutes=settings.sync_every_minutes * LATE_AFTER_ROUNDS)


def tracker_names(settings: Settings) -> frozenset[str]:
    """Name the trackers of all sources without opening them."""
    names: set[str] = set()
    for source in settings.sources:
        names |= (
            {SHOP_TRACKER, PLATFORM_TRACKER} if isinstance(source, DemoSource) else {source.name}
        )
    return frozenset(names)

"""What the settings file says of written releases, until somebody says otherwise in Slack.

The file's word is taken when it changes, and not again and again: see docs/decisions/0014.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.cli.definitions import slug_of
from bot.setting.fields import (
    CODENAME,
    COMMITTED,
    GOAL,
    LAUNCH,
    OWNER,
    TIER,
    WINDOW,
    Value,
    changed_fields,
    plain,
    with_wanted,
)
from config.model import ReleaseSettings, Settings
from planner.launch.plan import LaunchPlan, Tier
from store.audit import record_audit
from store.filed_plans import load_filed, save_filed
from store.launch_plans import load_launch_plan, save_launch_plan
from store.plans import WRITTEN

FILE = "shipcast.yaml"  # who said it, in the audit

Said = dict[str, Value]


def save_filed_plans(session: Session, settings: Settings, now: datetime) -> int:
    """Keep what the file says of releases otherwise than it did; give how many were changed."""
    filed, changed = load_filed(session), 0
    for release in settings.releases:
        release_id = f"{WRITTEN}{slug_of(release.name)}"
        told = said_of(release, settings)
        changed += _save(session, settings, release_id, told, filed.get(release_id, {}), now)
    return changed


def said_of(release: ReleaseSettings, settings: Settings) -> Said:
    """Give what the file says of a release, by field; what it does not say is not in it."""
    told: Said = {
        TIER: None if release.tier is None else Tier(release.tier),
        GOAL: release.goal,
        OWNER: release.owner,
        COMMITTED: release.committed,
        LAUNCH: release.launch,
        WINDOW: _window(release, settings),
        CODENAME: release.codename,
    }
    return {field: value for field, value in told.items() if value is not None}


def _save(
    session: Session,
    settings: Settings,
    release_id: str,
    told: Said,
    before: Mapping[str, Any],
    now: datetime,
) -> bool:
    said = plain_said(told)
    if said == before:
        return False
    fields = {*said, *before}
    news = {field: told.get(field) for field in fields if said.get(field) != before.get(field)}
    if TIER in news and news[TIER] is None:
        news[TIER] = Tier.CUSTOMER
    plan = load_launch_plan(session, release_id)
    after = with_wanted(plan, news, None)
    save_launch_plan(session, settings.slack.workspace or "", after, now)
    save_filed(session, release_id, said)
    changed = changed_fields(plan, after)
    if changed:
        old, new = plain(plan, changed), plain(after, changed)
        workspace = settings.slack.workspace or ""
        record_audit(session, now, workspace, FILE, "settings", f"release:{release_id}", old, new)
    return bool(changed)


def plain_said(told: Said) -> dict[str, Any]:
    """Give what the file says as JSON."""
    plan = with_wanted(LaunchPlan(""), told, None)
    return plain(plan, tuple(sorted(told)))


def _window(release: ReleaseSettings, settings: Settings) -> tuple[date, date] | None:
    window = release.window
    if window is None:
        return None
    if isinstance(window, str):
        wanted = window.casefold()
        events = settings.planning.market_events
        return next((e.first, e.last) for e in events if e.name.casefold() == wanted)
    return window.first, window.last

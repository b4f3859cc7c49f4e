"""The tables. Everything is keyed by the tracker's immutable id, `(source_id, ext_id)`."""

from store.tables.alerts import alert_line
from store.tables.cards import card
from store.tables.containers import container, issue_container, need
from store.tables.definitions import release_definition
from store.tables.entities import release, release_event, sprint, team
from store.tables.forecasts import forecast, forecast_input, forecast_outcome, rehearsal
from store.tables.forgotten import forgetting_key, forgotten
from store.tables.heard import heard_event
from store.tables.history import (
    estimate_span,
    field_event,
    membership,
    sprint_membership,
    status_span,
)
from store.tables.hooks import dirty_issue, webhook_delivery
from store.tables.issues import dependency, issue, issue_label, label
from store.tables.launches import launch_told, ping_request
from store.tables.metadata import metadata
from store.tables.notes import release_notes
from store.tables.people import audit, commitment, release_plan
from store.tables.posts import post
from store.tables.raw import raw_payload
from store.tables.readiness import delegation, readiness_item, sign_off
from store.tables.schedule import subscription, switch, tick
from store.tables.sources import source, sync_cursor, sync_run, sync_walk, walked_issue
from store.tables.threads import thread_subject

__all__ = [
    "alert_line",
    "audit",
    "card",
    "commitment",
    "container",
    "delegation",
    "dependency",
    "dirty_issue",
    "estimate_span",
    "field_event",
    "forecast",
    "forecast_input",
    "forecast_outcome",
    "forgetting_key",
    "forgotten",
    "heard_event",
    "issue",
    "issue_container",
    "issue_label",
    "label",
    "launch_told",
    "membership",
    "metadata",
    "need",
    "ping_request",
    "post",
    "raw_payload",
    "readiness_item",
    "rehearsal",
    "release",
    "release_definition",
    "release_event",
    "release_notes",
    "release_plan",
    "sign_off",
    "source",
    "sprint",
    "sprint_membership",
    "status_span",
    "subscription",
    "switch",
    "sync_cursor",
    "sync_run",
    "sync_walk",
    "team",
    "thread_subject",
    "tick",
    "walked_issue",
    "webhook_delivery",
]

"""The app was uninstalled, or tokens were revoked: we ask at once whether that was ours."""

from typing import Any

import structlog
from slack_bolt import App
from slack_sdk import WebClient

from bot.delivery.lockout import look_at_token
from bot.people.office import Office
from bot.slack.acknowledging import acknowledge

log = structlog.get_logger(__name__)


def register_leaving(app: App, office: Office, client: WebClient) -> None:
    """Look at our token when Slack says that it may be gone: whoever rotates one has a new one.

    https://docs.slack.dev/reference/events/app_uninstalled
    https://docs.slack.dev/reference/events/tokens_revoked
    """

    def left(body: dict[str, Any]) -> None:
        if body.get("team_id") != office.workspace:
            return
        log.warning("Slack says that we may be out", heard=(body.get("event") or {}).get("type"))
        look_at_token(office.people.sessions, client, office.now)

    app.event("app_uninstalled")(ack=acknowledge, lazy=[left])
    app.event("tokens_revoked")(ack=acknowledge, lazy=[left])

"""Socket Mode: Slack's requests over a connection that we open."""

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode import SocketModeClient

from bot.slack.errors import SlackSettingsError, SlackUnreachableError


def connect_socket(app: App, *, app_token: str, base_url: str) -> SocketModeClient:
    """Open the connection; it renews itself until `close`.

    Raises:
        SlackSettingsError: Slack refuses the app-level token.
        SlackUnreachableError: there is no connection to be had.
    """
    if not app_token.strip():
        raise SlackSettingsError("the app-level token is empty: set slack.app_token (xapp-…)")
    client = WebClient(token=app_token, base_url=base_url)
    socket = SocketModeHandler(app, app_token, web_client=client).client
    try:
        socket.connect()
    except SlackApiError as error:
        socket.close()
        raise SlackSettingsError(
            f"Slack opens no socket ({error.response['error']}): copy the app-level token"
            " (xapp-…, scope connections:write) into slack.app_token"
        ) from error
    except (SlackClientError, OSError) as error:
        socket.close()
        raise SlackUnreachableError(
            f"Slack cannot be reached at {base_url}: {type(error).__name__}"
        ) from error
    return socket

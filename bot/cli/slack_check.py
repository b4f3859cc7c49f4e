"""What `shipcast doctor` can tell of Slack: the secrets, what they allow, and the channels."""

from collections.abc import Iterator

from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web import SlackResponse

from bot.cli.channel_check import channels_of, check_channels
from bot.cli.checks import Check, State
from config.environment import variable_of
from config.manifest import DRAWING_SCOPES, RECONCILING_SCOPES, SUGGESTING_SCOPES, bot_scopes
from config.model import Settings

TIMEOUT_SECONDS = 10
PREFIXES = {"bot_token": "xoxb-", "app_token": "xapp-"}
_TITLES = {
    "never": "every channel reads the titles of issues that are not private",
    "public": "hidden in channels that everybody, or another company, can read",
    "always": "hidden in every channel",
}
# What it costs to do without, for those scopes that the app can do without.
_SPARED = {
    **dict.fromkeys(
        RECONCILING_SCOPES,
        "without channels:history and groups:history a post whose fate is unknown waits for you;"
        " add them if you can",
    ),
    **dict.fromkeys(
        SUGGESTING_SCOPES,
        "without assistant:write nobody is shown what to ask; add it where your Slack has agents",
    ),
    **dict.fromkeys(
        DRAWING_SCOPES,
        "without files:write a chart that Slack does not take is a table alone; add it if you can",
    ),
}
NEEDED = {"socket": ("bot_token", "app_token"), "http": ("bot_token", "signing_secret")}


def check_slack(settings: Settings) -> Iterator[Check]:
    """Check what the chosen mode needs; without any secret Slack is simply not used."""
    slack = settings.slack
    secrets: dict[str, SecretStr | None] = {
        "bot_token": slack.bot_token,
        "app_token": slack.app_token,
        "signing_secret": slack.signing_secret,
    }
    if not any(secrets.values()):
        todo = "set " + " and ".join(variable_of(("slack", key)) for key in NEEDED[slack.mode])
        yield Check("slack", State.WARN, "no secrets, so Slack is not used", todo)
        return
    for key in NEEDED[slack.mode]:
        yield from _check_secret(key, secrets[key], slack.mode)
    if slack.mode == "socket" and slack.app_token is not None:
        yield from _check_app_token(slack.app_token, slack.base_url)
    if slack.bot_token is not None:
        yield from _check_bot(slack.bot_token, settings)


def _check_secret(key: str, secret: SecretStr | None, mode: str) -> Iterator[Check]:
    variable = variable_of(("slack", key))
    if secret is None:
        yield Check("slack", State.FAIL, f"mode {mode} needs slack.{key}", f"set {variable}")
        return
    prefix = PREFIXES.get(key, "")
    if not secret.get_secret_value().startswith(prefix):
        found = f"slack.{key} does not begin with {prefix}"
        yield Check(
            "slack", State.FAIL, found, f"copy it again from your Slack app into {variable}"
        )


def _check_app_token(token: SecretStr, base_url: str) -> Iterator[Check]:
    """Ask for a socket that nobody opens.

    https://docs.slack.dev/reference/methods/apps.connections.open
    """
    client = slack_client(token, base_url)
    try:
        client.apps_connections_open(app_token=token.get_secret_value())
    except SlackApiError as error:
        found = f"Slack refuses the app-level token: {error.response['error']}"
        yield Check("slack", State.FAIL, found, "make one with the scope connections:write")
    except (SlackClientError, OSError):
        return  # the login tells it


def _check_bot(token: SecretStr, settings: Settings) -> Iterator[Check]:
    client = slack_client(token, settings.slack.base_url)
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        found = f"Slack refuses the bot token: {error.response['error']}"
        todo = "install the app again and copy its bot token"
        yield Check("slack", State.FAIL, found, todo)
        return
    except (SlackClientError, OSError) as error:
        reason = getattr(error, "reason", None) or type(error).__name__
        found = f"{settings.slack.base_url} does not answer: {reason}"
        yield Check("slack", State.FAIL, found, "check the network and slack.base_url")
        return
    yield Check("slack", State.OK, f"{answer.get('user')} in {answer.get('team')}")
    yield from _check_workspace(settings.slack.workspace, answer)
    yield from _check_scopes(answer)
    yield _check_titles(settings)
    yield from check_channels(client, channels_of(settings), settings.slack.allow_shared_channels)


def _check_workspace(wanted: str | None, answer: SlackResponse) -> Iterator[Check]:
    found = answer.get("team_id")
    if wanted not in (None, found):
        text = f"the bot token is one of {found}, and slack.workspace is {wanted}"
        yield Check("slack", State.FAIL, text, "set the token of that one, or the other workspace")


def _check_scopes(answer: SlackResponse) -> Iterator[Check]:
    """Compare what the token may do, which Slack says with every answer, with the manifest."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    if "x-oauth-scopes" not in headers:
        return
    granted = {scope.strip() for scope in headers["x-oauth-scopes"].split(",")}
    missing = bot_scopes() - granted
    if not missing:
        yield Check("slack scopes", State.OK, "all that the manifest asks for")
        return
    found = "missing: " + ", ".join(sorted(missing))
    if missing <= _SPARED.keys():
        todo = "; ".join(dict.fromkeys(_SPARED[scope] for scope in sorted(missing)))
        yield Check("slack scopes", State.WARN, found, todo)
    else:
        todo = "add them under OAuth & Permissions, and install the app again"
        yield Check("slack scopes", State.FAIL, found, todo)


def _check_titles(settings: Settings) -> Check:
    """Say who gets to read issues' titles: a leak that nobody looked for is found too late."""
    return Check("issue titles", State.OK, _TITLES[settings.slack.hide_titles])


def slack_client(token: SecretStr, base_url: str) -> WebClient:
    """Make a client that looks things up, each once."""
    return WebClient(token.get_secret_value(), base_url=base_url, timeout=TIMEOUT_SECONDS)

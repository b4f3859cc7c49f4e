"""What `shipcast doctor` can tell of Slack: the shape of the secrets, and whether it lets us in."""

from collections.abc import Iterator

from pydantic import SecretStr
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.cli.checks import Check, State
from config.environment import variable_of
from config.model import SlackSettings

TIMEOUT_SECONDS = 10
PREFIXES = {"bot_token": "xoxb-", "app_token": "xapp-"}
NEEDED = {"socket": ("bot_token", "app_token"), "http": ("bot_token", "signing_secret")}


def check_slack(slack: SlackSettings) -> Iterator[Check]:
    """Check what the chosen mode needs; without any secret Slack is simply not used."""
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
    if slack.bot_token is not None:
        yield _check_login(slack.bot_token, slack.base_url)


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


def _check_login(token: SecretStr, base_url: str) -> Check:
    client = WebClient(token.get_secret_value(), base_url=base_url, timeout=TIMEOUT_SECONDS)
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        found = f"Slack refuses the bot token: {error.response['error']}"
        return Check("slack", State.FAIL, found, "install the app again and copy its bot token")
    except (SlackClientError, OSError) as error:
        reason = getattr(error, "reason", None) or type(error).__name__
        found = f"{base_url} does not answer: {reason}"
        return Check("slack", State.FAIL, found, "check the network and slack.base_url")
    return Check("slack", State.OK, f"{answer.get('user')} in {answer.get('team')}")

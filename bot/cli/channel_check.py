"""Whether the channels that Shipcast posts in can be posted in."""

from collections.abc import Collection, Iterator, Mapping

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.cli.checks import Check, State
from bot.cli.database import Database
from bot.slack.rooms import Standing, look_at
from config.model import Settings
from store.errors import StoreError
from store.subscriptions import load_subscriptions

_TODO = {
    Standing.NOT_INVITED: "in that channel type `/invite` and the bot's name; or set another one",
    Standing.ARCHIVED: "unarchive it, or set another one",
    Standing.SHARED_OUTSIDE: "set another one, which only your own company reads, or allow this"
    " one by its id in slack.allow_shared_channels",
}
_FOUND = {
    Standing.OPEN: "can be posted in",
    Standing.NOT_INVITED: "is not there for the bot: it was not invited, or the id is wrong",
    Standing.ARCHIVED: "is archived",
    Standing.SHARED_OUTSIDE: "is shared with another company",
}


def check_channels(
    client: WebClient, channels: Mapping[str, str], shared: Collection[str]
) -> Iterator[Check]:
    """Look at channels, given by id with what each is for; outsiders may read those in `shared`."""
    for channel, purpose in channels.items():
        yield _check(client, channel, f"channel {channel}, {purpose}", shared)


def channels_of(settings: Settings) -> dict[str, str]:
    """Give the channels that the settings name, with the keys that name them."""
    named = {
        **{f"functions.{name}": told.channel for name, told in settings.functions.items()},
        "rehearsal_channel": settings.rehearsal_channel,
    }
    return {channel: key for key, channel in named.items() if channel is not None}


def subscribed_channels(database: Database) -> dict[str, str]:
    """Give the channels that subscribed to something; people are reached without an invitation."""
    try:
        with database.readers() as session:
            wishes = load_subscriptions(session)
    except StoreError:
        return {}
    return {one.channel: "subscribed" for one in wishes if not one.channel.startswith(("U", "W"))}


def _check(client: WebClient, channel: str, name: str, shared: Collection[str]) -> Check:
    try:
        standing = look_at(client, channel, shared).standing
    except SlackApiError as error:
        found = f"Slack does not tell: {error.response['error']}"
        return Check(name, State.WARN, found, "compare the app's scopes with the manifest")
    except (SlackClientError, OSError) as error:
        found = f"Slack does not answer: {type(error).__name__}"
        return Check(name, State.WARN, found, "check the network and ask again")
    state = State.OK if standing is Standing.OPEN else State.FAIL
    return Check(name, state, _FOUND[standing], _TODO.get(standing, ""))

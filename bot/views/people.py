"""People in a sentence: mentioned by id, so that Slack shows the name of today."""

from collections.abc import Iterable

from bot.views.blocks import joined
from bot.views.mentions import mention
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn

_NAMED = 5


def say_person(user_id: str) -> Mrkdwn:
    """Mention one person; somebody, where it is no id."""
    return mention(user_id) or say("people.somebody")


def say_people(user_ids: Iterable[str]) -> Mrkdwn:
    """Mention a few, and say how many more there are."""
    everybody = sorted(user_ids)
    said = [say_person(user) for user in everybody[:_NAMED]]
    if len(everybody) > _NAMED:
        said.append(say("forecast.more", count=len(everybody) - _NAMED))
    return joined(said, ", ")

"""A person by Slack id, so that Slack shows the name of today; and nothing else."""

import re

from bot.words.escape import Mrkdwn

# https://docs.slack.dev/messaging/formatting-message-text/#mentioning-users
_USER = re.compile(r"[UW][A-Z0-9]{2,20}")


def mention(user_id: str) -> Mrkdwn | None:
    """Mention a person by Slack id; None for what is no id."""
    return Mrkdwn(f"<@{user_id}>") if _USER.fullmatch(user_id) else None

"""Thanks to those who waited: by how many asked, never by who."""

from collections.abc import Sequence

from bot.words.catalogue import say_plain
from planner.launch.notes import Told

_NAMED = 5
_TITLE_LIMIT = 80


def say_thanks(waited_for: Sequence[Told]) -> str:
    """Thank for the most wanted, as plain text."""
    wanted = "; ".join(_wanted(told) for told in waited_for[:_NAMED])
    return say_plain("notes.thank_you", wanted=wanted)


def _wanted(told: Told) -> str:
    title = " ".join(told.title.split())[:_TITLE_LIMIT]
    if told.customers and told.votes:
        return say_plain(
            "notes.wanted_both", title=title, customers=told.customers, votes=told.votes
        )
    if told.customers:
        return say_plain("notes.wanted_customers", title=title, customers=told.customers)
    return say_plain("notes.wanted_votes", title=title, votes=told.votes)

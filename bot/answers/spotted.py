"""The answer to a message that was not written to us: for the release that it speaks of."""

from sqlalchemy.orm import Session, sessionmaker

from bot.answers.card import card
from bot.answers.holding import holders_of, shown_keys
from bot.answers.unsure import choices_reply, unknown_reply
from bot.grammar.question import Question
from bot.knowledge import Known
from bot.reply import Reply
from bot.spotting import spot_keys, spot_releases
from bot.words.catalogue import say


def message_reply(text: str, sessions: sessionmaker[Session], known: Known) -> Reply:
    """Answer for the release that is named, or that holds an issue which is."""
    hits = spot_releases(text, known.forecasts.names)
    if not hits and (keys := spot_keys(text)):
        shown = frozenset().union(*(shown_keys(sessions, key) for key in keys))
        hits = holders_of(shown, known)
    if not hits:
        return unknown_reply(say("unknown.no_mention"), (), Question(), known)
    if len(hits) > 1:
        which = say("choices.which_mentioned", count=len(hits))
        return choices_reply(which, hits, Question(), known)
    return card(known.forecasts.answers[hits[0].id], None, known)

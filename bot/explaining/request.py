"""What an explanation is made from, and what is said where none can be made."""

from dataclasses import dataclass

from sqlalchemy.orm import Session, sessionmaker

from bot.explaining.asking import Asking
from bot.knowledge import Knowledge, Known
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.trouble import trouble_blocks
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape, unescape, without_marks
from planner.answer import ReleaseForecast

_WORDS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Request:
    """A release with a forecast, what was asked about it, and what is known."""

    sessions: sessionmaker[Session]
    knowledge: Knowledge
    known: Known
    forecast: ReleaseForecast
    asked: Asked
    asking: Asking

    @property
    def release_id(self) -> str:
        return self.forecast.scope.release.id


def unread_reply(asking: Asking, sentence: Mrkdwn | None = None) -> Reply:
    """Say what cannot be done with the words, and how they could be said."""
    if sentence is None:
        phrase = escape(asking.unread or asking.words, _WORDS_SHOWN)
        sentence = say(f"{asking.topic}.unread", phrase=phrase)
    data = {"kind": "unread", "topic": str(asking.topic), "words": unescape(sentence)}
    return Reply(without_marks(sentence), trouble_blocks(sentence), data)

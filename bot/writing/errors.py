"""Why a date is not written; nothing has changed in the tracker then."""

from bot.words.escape import Mrkdwn, unescape, without_marks


class CannotWriteError(Exception):
    """It cannot be written at all; `sentence` says why, and the way out."""

    def __init__(self, sentence: Mrkdwn) -> None:
        self.sentence = sentence
        super().__init__(unescape(without_marks(sentence)))


class BegunAlreadyError(Exception):
    """The very same was asked for before: by a second click, or by a request sent again."""

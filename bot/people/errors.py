"""Why somebody does not get what they asked for; whoever asked is told so, and nobody else."""

from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.words.escape import Mrkdwn


class RefusedError(Exception):
    """Nothing was done; `reply` says why, and the way out, to the one who asked."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__(reply.text)


def refused(sentence: Mrkdwn) -> RefusedError:
    """Make a refusal of one sentence."""
    return RefusedError(sentence_reply(sentence, "refused"))

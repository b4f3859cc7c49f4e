"""Why somebody does not get what they asked for; whoever asked is told so, and nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.words.escape import Mrkdwn


class RefusedError(Exception):
    """Nothing was done; `reply` says why, and the way out, to the one who asked.

    Where it was asked by a form, `field` is the name of what in it is to blame.
    """

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.field: str | None = None
        super().__init__(reply.text)


@contextmanager
def about(field: str) -> Iterator[None]:
    """Lay a refusal to this field of a form, unless it is laid to another one already."""
    try:
        yield
    except RefusedError as error:
        error.field = error.field or field
        raise


def refused(sentence: Mrkdwn) -> RefusedError:
    """Make a refusal of one sentence."""
    return RefusedError(sentence_reply(sentence, "refused"))

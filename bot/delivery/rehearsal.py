"""Rehearsal: a post as the rehearsal channel gets it, with a line on whom it would go to."""

from dataclasses import replace

from bot.delivery.addresses import name_address
from bot.views.blocks import context
from bot.words.catalogue import say
from store.outbox import Post

_BLOCKS_LIMIT = 50


def rehearsed(post: Post) -> Post:
    """Give the post with the line, as text and as a block where it has blocks."""
    line = say("delivery.rehearsal", address=name_address(post.channel))
    blocks = [context(line), *post.blocks][:_BLOCKS_LIMIT] if post.blocks else []
    return replace(post, text=f"{line}\n{post.text}", blocks=blocks)

"""The answer that shows release notes."""

from collections.abc import Sequence

from bot.noting.markdown import notes_markdown
from bot.noting.notes import Notes
from bot.reply import Reply
from bot.views.notes import markdown_blocks, notes_blocks, notes_text
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape, without_marks

_NAME_LIMIT = 120


def notes_reply(notes: Notes, prelude: Sequence[Mrkdwn] = (), *, is_shared: bool = False) -> Reply:
    """Show the notes, to one person or to a whole channel."""
    text = without_marks(Mrkdwn(" ".join((*prelude, notes_text(notes)))))
    data = {
        "kind": "notes",
        "release": {"id": notes.release_id, "name": notes.name},
        "markdown": notes_markdown(notes),
    }
    return Reply(text, notes_blocks(notes, prelude, is_shared=is_shared), data)


def markdown_reply(notes: Notes) -> Reply:
    """Show them as Markdown, to be copied."""
    said = say("notes.markdown_text", name=escape(notes.name, _NAME_LIMIT))
    markdown = notes_markdown(notes)
    return Reply(said, markdown_blocks(markdown), {"kind": "markdown", "markdown": markdown})

"""The planner's notes as plain text: the catalogue's sentences without Slack's escapes."""

from datetime import date

from bot.words.catalogue import say_note
from bot.words.escape import unescape
from planner.note import Note


def note_text(note: Note, today: date) -> str:
    """Word a note for a place that shows text as it is."""
    return unescape(say_note(note, today))

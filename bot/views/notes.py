"""Release notes in Slack: the draft, its form, and what it is as Markdown."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.noting.notes import KEY, Notes
from bot.noting.thanks import say_thanks
from bot.views.blocks import Block, actions, button, context, header, joined, section, within
from bot.views.choosing import ChoiceError, release_ref, write_choice
from bot.views.modal import modal, text_input
from bot.words.audience import titled
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, bold, clip, escape
from planner.launch.notes import Section

EDIT_NOTES = "edit_notes"  # the button's action, and the modal's callback
SHARE_NOTES = "share_notes"
NOTES_MARKDOWN = "notes_markdown"
INPUT_LIMIT = 3000
_SECTION_ROOM = 2500
_LINE_LIMIT = 400
_NAME_LIMIT = 120
_MARKDOWN_ROOM = 9000


@dataclass(frozen=True, slots=True)
class NotesForm:
    """What comes back from the form: the text of each section; `stamp` is of what was shown."""

    release: str
    stamp: str
    sections: dict[Section, str]


def notes_blocks(notes: Notes, prelude: Sequence[Mrkdwn] = (), *, is_shared: bool) -> list[Block]:
    """Show the notes; shared ones have no buttons and no words about how they came about."""
    blocks = [section(said) for said in prelude]
    blocks.append(header(say_plain("notes.title", name=clip(notes.name, _NAME_LIMIT))))
    blocks += [section(text) for text in _sections(notes)]
    if not notes.sections:
        blocks.append(section(say("notes.empty")))
    if notes.waited_for and notes.sections:
        thanks = escape(say_thanks(notes.waited_for), 600)
        blocks.append(context(titled(thanks, otherwise=say("notes.thanks"))))
    if is_shared:
        return blocks
    return [*blocks, context(_how(notes)), actions(_buttons(notes))]


def notes_text(notes: Notes) -> str:
    """The same in a line, for notifications and screen readers."""
    counts = "; ".join(
        say_plain(f"notes.count_{one}", count=len(lines)) for one, lines in notes.sections.items()
    )
    name = escape(notes.name, _NAME_LIMIT)
    return say("notes.text", name=name, counts=counts) if counts else say("notes.none", name=name)


def notes_form(notes: Notes) -> Block:
    """A form with a text for each section."""
    inputs = [
        text_input(
            say_plain(f"notes.{one}"),
            one.value,
            "\n".join(_fitting(notes.sections.get(one, ()))),
            limit=INPUT_LIMIT,
        )
        for one in Section
    ]
    kept = {"r": release_ref(notes.release_id), "s": stamp_of(notes)}
    return modal(
        say_plain("notes.form_title"),
        [*inputs, context(say("notes.form_hint"))],
        close=say_plain("notes.cancel"),
        submit=say_plain("notes.save"),
        callback_id=EDIT_NOTES,
        metadata=json.dumps(kept, separators=(",", ":"), ensure_ascii=False),
    )


def read_notes_form(view: dict[str, Any]) -> NotesForm:
    """Read what `notes_form` asked for.

    Raises:
        ChoiceError: it is a view that we never made.
    """
    try:
        kept, values = json.loads(view["private_metadata"]), view["state"]["values"]
        sections = {one: str(values[one.value][one.value].get("value") or "") for one in Section}
        return NotesForm(str(kept["r"]), str(kept["s"]), sections)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the modal is not one of ours") from error


def stamp_of(notes: Notes) -> str:
    """Name the state that a form shows: another one means that somebody else has saved."""
    return "" if notes.edited is None else notes.edited.at.isoformat()


def markdown_blocks(markdown: str) -> list[Block]:
    """Show Markdown so that it can be copied as it is."""
    text = markdown if len(markdown) <= _MARKDOWN_ROOM else markdown[:_MARKDOWN_ROOM]
    code = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    blocks: list[Block] = [{"type": "rich_text", "elements": [code]}]
    if text != markdown:
        blocks.append(context(say("notes.markdown_cut")))
    return blocks


def _sections(notes: Notes) -> Iterator[Mrkdwn]:
    for one, lines in notes.sections.items():
        drafted = frozenset(notes.drafted.get(one, ()))
        said = [Mrkdwn(f"\u2022 {_line(line, is_drafted=line in drafted)}") for line in lines]
        taken, left = within(said, _SECTION_ROOM)
        more = [say("notes.more", count=left)] if left else []
        yield joined((bold(Mrkdwn(say_plain(f"notes.{one}"))), *taken, *more), "\n")


def _line(line: str, *, is_drafted: bool) -> Mrkdwn:
    """A line as somebody wrote it for all to read; a drafted one is made of titles."""
    safe = escape(line, _LINE_LIMIT)
    if not is_drafted:
        return safe
    keys = escape(", ".join(KEY.findall(line)), _LINE_LIMIT)
    return titled(safe, otherwise=keys or say("notes.unnamed"))


def _how(notes: Notes) -> Mrkdwn:
    parts = [say("notes.drafted") if notes.edited is None else _edited(notes.edited.by)]
    if notes.left_out:
        parts.append(say("notes.left_out", count=notes.left_out))
    return joined(parts)


def _edited(user: str) -> Mrkdwn:
    return say("notes.edited", who=Mrkdwn(f"<@{user}>"))


def _buttons(notes: Notes) -> list[Block]:
    value = write_choice(notes.release_id, None)
    labels = {EDIT_NOTES: "edit", SHARE_NOTES: "share", NOTES_MARKDOWN: "markdown"}
    return [
        button(say_plain(f"notes.{label}_button"), action, value)
        for action, label in labels.items()
        if notes.sections or action == EDIT_NOTES
    ]


def _fitting(lines: Sequence[str]) -> list[str]:
    """Give the first lines that a field of a form takes."""
    taken, used = [], 0
    for line in lines:
        used += len(line) + 1
        if used > INPUT_LIMIT:
            break
        taken.append(line)
    return taken

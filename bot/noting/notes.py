"""Release notes as they stand: the draft's sections, and those that somebody wrote anew."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session, sessionmaker

from planner.answer import Answer, Shipped
from planner.inputs import Item
from planner.launch.notes import Draft, Line, NoteRules, Section, Told, draft_notes
from store.release_notes import EditedNotes, load_edited_notes
from store.told_issues import Around, load_around, load_hidden_keys

KEY = re.compile(r"\b[A-Z][A-Z0-9_]*-\d+\b")


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes of a release say, section by section, a line each; empty ones are not there.

    `urls` has the address of each issue by key. `waited_for` has what customers asked for, and
    `left_out` counts what they do not notice. `drafted` is the draft under what was `edited`.
    """

    release_id: str
    name: str
    shipped_on: date | None
    sections: Mapping[Section, tuple[str, ...]]
    drafted: Mapping[Section, tuple[str, ...]]
    urls: Mapping[str, str] = field(default_factory=dict)
    waited_for: tuple[Told, ...] = ()
    left_out: int = 0
    edited: EditedNotes | None = None


def read_notes(
    sessions: sessionmaker[Session], answer: Answer, rules: NoteRules | None = None
) -> Notes:
    """Draft the notes of a release as `notes_of` does, in a transaction of its own."""
    with sessions() as session:
        return notes_of(session, answer, rules)


def notes_of(session: Session, answer: Answer, rules: NoteRules | None = None) -> Notes:
    """Draft the notes of a release, and lay over them what was edited.

    Issues that not everybody may read are in none of it, also not where somebody named one.
    """
    release = answer.scope.release
    items = [item for item in answer.scope.items if not item.restricted]
    around = load_around(session, release.sources, (item.key for item in items))
    edited = load_edited_notes(session, release.id)
    draft = draft_notes((_told(item, around) for item in items), rules)
    drafted = {section: tuple(map(_say, lines)) for section, lines in draft.sections.items()}
    sections = {**drafted, **_written(edited)}
    hidden = load_hidden_keys(session, _keys_in(sections.values()))
    hidden |= {item.key for item in answer.scope.items if item.restricted}
    shown = {one: _without(sections.get(one, ()), hidden) for one in Section}
    return Notes(
        release.id,
        release.name,
        answer.on if isinstance(answer, Shipped) else None,
        {section: lines for section, lines in shown.items() if lines},
        drafted,
        {item.key: item.url for item in items if item.url is not None},
        _waited_for(draft, hidden),
        draft.left_out,
        edited,
    )


def lines_of(text: str) -> tuple[str, ...]:
    """Give the lines of what somebody wrote, without the marks that begin them."""
    lines = (re.sub(r"^\s*[-*\u2022]\s+", "", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def _told(item: Item, around: Mapping[str, Around]) -> Told:
    known = around.get(item.key, Around())
    return Told(
        item.key,
        item.title,
        item.url,
        item.type,
        item.category,
        known.labels,
        known.epic,
        known.customers,
        known.votes,
    )


def _say(line: Line) -> str:
    said = ", ".join(f"{_one_line(told.title)} ({told.key})" for told in line.issues)
    return said if line.epic is None else f"{_one_line(line.epic)}: {said}"


def _one_line(title: str) -> str:
    return " ".join(title.split())


def _written(edited: EditedNotes | None) -> dict[Section, tuple[str, ...]]:
    if edited is None:
        return {}
    return {one: lines_of(edited.sections[one]) for one in Section if one in edited.sections}


def _keys_in(sections: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(key for lines in sections for line in lines for key in KEY.findall(line))


def _without(lines: tuple[str, ...], hidden: frozenset[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if hidden.isdisjoint(KEY.findall(line)))


def _waited_for(draft: Draft, hidden: frozenset[str]) -> tuple[Told, ...]:
    return tuple(told for told in draft.waited_for if told.key not in hidden)

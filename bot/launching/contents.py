"""Finds what is answered for the releases that somebody launches, and what is in them."""

import re
from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from bot.newsroom import Newsroom
from bot.noting.notes import KEY, notes_of
from bot.views.launch_contents import Contents
from planner.answer import Answer
from planner.launch.notes import Section
from planner.launch.stages import T_0, stages_of
from store.launch_plans import load_launch_plans
from store.release_urls import load_release_url

_NOTHING_LEFT = re.compile(r"\s*\([\s,]*\)")

Launching = Mapping[str, Answer]  # by release


def find_launching(newsroom: Newsroom) -> Launching:
    """Give the owned releases of which people are told; in no transaction, it may take a plan."""
    if newsroom.answerer is None or newsroom.workspace is None:
        return {}
    with newsroom.readers() as session:
        plans = load_launch_plans(session, newsroom.workspace).values()
        told = [
            one.release_id for one in plans if one.owner is not None and T_0 in stages_of(one.tier)
        ]
    return {one.scope.release.id: one for one in newsroom.answerer.find_all(told)}


def load_contents(session: Session, newsroom: Newsroom, answer: Answer) -> Contents | None:
    """Give what the release notes say in short, without the keys of issues."""
    if newsroom.answerer is None:
        return None
    notes = notes_of(session, answer, newsroom.answerer.note_rules)
    projects = frozenset(_project(item.key) for item in answer.scope.items)
    known = [_without_keys(line, projects) for line in notes.sections.get(Section.KNOWN, ())]
    return Contents(
        {section: len(lines) for section, lines in notes.sections.items()},
        tuple(line for line in known if line),
        load_release_url(session, notes.release_id),
    )


def _without_keys(line: str, projects: Collection[str]) -> str:
    """Take the keys of issues out of a line, and not what only looks like one: `UTF-8`."""
    bare = KEY.sub(lambda key: "" if _project(key[0]) in projects else key[0], line)
    return " ".join(_NOTHING_LEFT.sub("", bare).split())


def _project(key: str) -> str:
    return key.rpartition("-")[0]

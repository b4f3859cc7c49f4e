"""The corpus of phrasings, loaded; and what the grammar makes of one, in the corpus's words."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.explaining.changes import Changes
from bot.grammar.orders import read_order
from bot.grammar.question import Kind, Of
from bot.grammar.reading import Understood, read
from bot.grammar.resolving import resolve
from bot.grammar.things import ISSUE_KEY
from bot.names import Found, Level, find_release
from store.directory import ReleaseName


@dataclass(frozen=True, slots=True)
class Corpus:
    """`phrasings` has what people say, each with what is to be understood."""

    today: date
    names: tuple[ReleaseName, ...]
    phrasings: tuple[tuple[str, dict[str, Any]], ...]


@cache
def load_corpus() -> Corpus:
    told = yaml.safe_load(Path(__file__).with_name("corpus.yaml").read_text(encoding="utf-8"))
    names = tuple(_name(release) for release in told["releases"])
    phrasings = tuple((each.pop("say"), _wanted(each)) for each in told["phrasings"])
    return Corpus(told["today"], names, phrasings)


def understood_of(text: str, corpus: Corpus) -> dict[str, Any]:
    """Say what was understood of a phrasing, leaving out what is empty."""
    if (order := read_order(text)) is not None:
        return {"verb": order.verb} | ({"words": order.words} if order.words else {})
    told = read(text, corpus.today, corpus.names)
    said = _asked(told, corpus) if told.askings else _question(told, corpus)
    said |= {"kind": told.kind, "needs": told.needs_subject}
    said["mended"] = [each.read for each in told.mended]
    return {key: value for key, value in said.items() if value}


def _question(told: Understood, corpus: Corpus) -> dict[str, Any]:
    question = told.question
    said: dict[str, Any] = {"unread": question.unread, "by": question.by}
    said["either"] = list(question.either) if question.either else None
    said |= {"misses": question.misses, "percent": question.percent}
    said |= {"in_order": question.in_order, "as_on": question.as_on}
    if question.either:
        del said["unread"]
    if question.kind is Kind.LIST:
        due = question.due
        return said | {"filter": question.subject, "due": due and [due.first, due.last]}
    if question.of is not Of.ANY:
        return said | {str(question.of): question.subject}
    if question.parts and all(map(ISSUE_KEY.fullmatch, question.parts)):
        return said | {"key": [part.upper() for part in question.parts]}
    if ISSUE_KEY.fullmatch(question.subject):
        return said | {"key": question.subject.upper(), "inside": question.inside}
    if question.kind is not Kind.WHEN or question.needs_subject:
        return said
    resolved = resolve(question, corpus.names)
    hits = [hit.name for hit in resolved.found.hits]
    return said | {"is": hits, "by": resolved.reading.by, "tail": resolved.tail}


def _asked(told: Understood, corpus: Corpus) -> dict[str, Any]:
    asking, found = told.askings[-1], Found()
    for each in told.askings:
        there = find_release(each.subject, corpus.names) if each.subject else Found()
        if there.level is not None and there.level <= Level.PREFIX:
            asking, found = each, there
            break
    else:
        found = find_release(asking.subject, corpus.names) if asking.subject else Found()
    if ISSUE_KEY.fullmatch(asking.subject) and not found.hits:
        return {"key": asking.subject.upper(), "by": asking.by, "unread": asking.unread}
    hits = [hit.name for hit in found.hits]
    said = {"is": hits, "by": asking.by, "since": asking.since, "unread": asking.unread}
    said["other"], said["wished"] = asking.other, str(asking.wished)
    return said | _changes(asking.changes)


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "drop": list(changes.drop),
        "add": changes.add,
        "capacity": changes.capacity,
        "first": changes.first,
        "after": changes.after,
        "start": changes.start,
        "wip": changes.releases_at_once,
    }


def _name(told: dict[str, Any]) -> ReleaseName:
    return ReleaseName(
        id=f"jira:{told['name']}",
        name=told["name"],
        aliases=tuple(told.get("aliases", ())),
        kind="version",
        sources=("jira",),
        is_released=told.get("shipped", False),
        released_on=None,
        covered_by=None,
    )


def _wanted(told: dict[str, Any]) -> dict[str, Any]:
    """Write one release like several; a version that YAML took for a figure is text again."""
    if "is" in told:
        named = told["is"] if isinstance(told["is"], list) else [told["is"]]
        told["is"] = [str(each) for each in named]
    if "other" in told:
        told["other"] = str(told["other"])
    return told

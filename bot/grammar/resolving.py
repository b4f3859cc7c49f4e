"""Finds what a question is about among the names of releases: one, several, or none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.grammar.question import Question, Reading
from bot.names import Found, Level, find_release, find_surely
from store.directory import ReleaseName

_MOST_FOR_A_NAME = 4
_MOST_WORDS = 20  # of a name
# Words that say nothing about a release beside its name.
_FILLING = re.compile(
    r"(?:(?:project|team|work|stuff|thing|effort|initiative|actually|exactly|roughly|really|now|today"
    r"|maybe|perhaps|hopefully|probably|possibly"
    r"|approximately|ish|finally|officially|then|ok|okay|right|anyway|please|folks|guys|though|tho"
    r"|still|ever|yet|or so|and so on|etc|at all|date|dates|timeline|schedule|plan|for us|for me"
    r"|live|to customers|to users|to production|in production|to prod|out the door|fully|completely"
    r"|be|is|it|the)(?:[\s,.]+|$))+$",
    re.IGNORECASE,
)
_AS_ONE_LIKES = re.compile(r"\sor\s", re.IGNORECASE)  # "2.4 or so" is one name


@dataclass(frozen=True, slots=True)
class Resolved:
    """The reading that was taken, and the releases that fit it.

    `several` has what was found for all the names of "checkout and search". `tail` are the words
    behind the name that nobody has understood: they may ask for something else.
    """

    reading: Reading
    found: Found
    several: tuple[ReleaseName, ...] = ()
    tail: str = ""


def resolve(question: Question, names: Sequence[ReleaseName]) -> Resolved:
    """Find the release by the longest reading that surely names one, else by the shortest."""
    for reading in question.longer:
        found = find_surely(reading.subject, names)
        if found is not None and _is_prefix(found):
            return Resolved(reading, found)
    reading = Reading(question.subject, question.by)
    found = find_release(question.subject, names) if question.subject else Found()
    if question.parts and not _is_whole(found):
        told = _several(question, names)
        if told is not None:
            return told
    if found.hits and not is_alike(found):
        return Resolved(reading, found)
    return _without_tail(reading, found, names) or Resolved(reading, found)


def _several(question: Question, names: Sequence[ReleaseName]) -> Resolved | None:
    """Find each of several names, all that fit one; or the one that nothing fits.

    None where none of them names anything: then it is one name, of whatever.
    """
    founds = [find_release(part, names) for part in question.parts]
    levels = [each.level for each in founds if each.level is not None]
    if not levels:
        return None
    if not all(each.hits for each in founds) and _AS_ONE_LIKES.search(question.subject):
        return None
    for part, each in zip(question.parts, founds, strict=True):
        if not 0 < len(each.hits) <= _MOST_FOR_A_NAME:
            return Resolved(Reading(part, question.by), each)
    hits = tuple(dict.fromkeys(hit for each in founds for hit in each.hits))
    return Resolved(Reading(question.subject, question.by), Found(hits, max(levels)), hits)


def _is_prefix(found: Found) -> bool:
    return found.level is not None and found.level <= Level.PREFIX


def _is_whole(found: Found) -> bool:
    return found.level is not None and found.level <= Level.WORDS


def is_alike(found: Found) -> bool:
    return found.level is Level.FUZZY


def _without_tail(reading: Reading, alike: Found, names: Sequence[ReleaseName]) -> Resolved | None:
    """Find a release by the first words alone, as few left off as can be, but never by guess.

    Where names are `alike`, one of them has to be there word by word: else it is misspelt.
    """
    words = reading.subject.split()
    for kept in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        found = find_surely(" ".join(words[:kept]), names)
        if found is None or found.level is None:
            continue
        tail = _FILLING.sub("", " ".join(words[kept:])).strip(" ,.;:?!-")
        is_told = found.level in (Level.EXACT, Level.ALIAS) or (
            found.level is Level.PREFIX
            and len(found.hits) == 1
            and (not tail or kept + 1 < len(words))
        )
        if not is_told or (alike.hits and found.hits != alike.hits):
            continue
        return Resolved(reading, replace(found, level=Level.WORDS), tail=tail)
    return None

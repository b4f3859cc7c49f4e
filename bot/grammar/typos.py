"""Misspelt words of the grammar: mended where one word alone is near, and told."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.grammar.tidying import outside_quotes

# What begins a question or an order that changes nothing: others are asked about, not mended.
_BEGINNINGS = (
    *("when", "what", "which", "will", "status", "list", "record", "whatif", "plan", "risks"),
    *("blockers", "everything", "release", "releases", "help", "contents"),
)
_ASKED = ("blocking", "blocked", "changed", "likely", "risks", "slipped", "without", "shipping")
_DATES = (
    *("january", "february", "march", "april", "august", "september", "october", "november"),
    *("december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("tomorrow", "yesterday", "today", "weekend", "week", "weeks", "month", "months", "quarter"),
    *("quarters", "year", "sprint", "sprints", "fortnight", "christmas", "easter", "before"),
    *("thanksgiving", "beginning", "until", "next"),
)
_ABOUT_TIME = frozenset(
    {
        *("by", "before", "until", "in", "on", "within", "next", "this", "end", "mid", "early"),
        *("late", "since", "of", "for", "the", "last", "after", "black", "over", "two", "three"),
        *("four", "five", "six", "eight", "ten", "a", "couple"),
    }
)
# English words that are one letter away from one of the above, and meant as they stand.
_MEANT = frozenset(
    {
        *("then", "than", "wheel", "wait", "last", "lists", "play", "plane", "plans", "planned"),
        *("match", "mark", "march's", "weak", "wheels", "mouth", "mouths", "risk", "risky"),
        *("status's", "records", "released", "releasing", "stats", "text", "nest", "neat", "near"),
        *("print", "prints", "sprite", "dear", "wear", "hear", "tear", "yeah", "years", "bear"),
        *(
            "whats",
            "whose",
            "wild",
            "wall",
            "well",
            "hall",
            "wall",
            "mill",
            "fill",
            "bill",
            "still",
        ),
        *("help's", "blocks", "blocker", "block", "charged", "change", "changes", "content"),
        *("master", "faster", "eastern", "days", "sunny", "month's", "while", "where", "were"),
        *(
            "januar",
            "februar",
            "märz",
            "juni",
            "juli",
            "oktober",
            "dezember",
            "august",
            "septembre",
        ),
        *(
            "chance",
            "chances",
            "changing",
            "charge",
            "shipped",
            "slipping",
            "shipping",
            "skipping",
            "stopping",
        ),
        *("locked", "looking", "booking", "likes", "lively", "risking", "shopping", "stripped"),
        *("spring", "string", "missing", "missed", "miss", "misses", "compare", "compared"),
        *("clip", "flip", "slip", "want", "went", "that", "whether", "wish", "watch", "with"),
    }
)
# A word alone: `PLAT` of `PLAT-300` is a part of a key.
_WORD = re.compile(r"(?<![\w/.#@'-])[^\W\d_]{4,}(?![\w/#@'-]|\.\w)")
_TWO_ERRORS_FROM = 7  # letters
_LONGEST_WORD = 16
_WORDS_AT_THE_START = 1


@dataclass(frozen=True, slots=True)
class Mended:
    """A word as it was typed, and the one that was understood."""

    typed: str
    read: str


def mend(text: str, kept: frozenset[str]) -> tuple[str, tuple[Mended, ...]]:
    """Mend what is misspelt; `kept` are the words of names, which are nearer to what is meant."""
    mended: list[Mended] = []
    seen = 0

    def part_of(part: str) -> str:
        words = list(_WORD.finditer(part))
        pieces, end = [], 0
        for word in words:
            nonlocal seen
            read = _mended(word[0].casefold(), _candidates(seen, part[: word.start()]), kept)
            seen += 1
            if read is not None:
                mended.append(Mended(word[0], read))
                pieces += [part[end : word.start()], read]
                end = word.end()
        return "".join((*pieces, part[end:]))

    return outside_quotes(text, part_of), tuple(mended)


def _candidates(seen: int, before: str) -> Sequence[str]:
    """Give the words that may stand in this place."""
    last = before.split()[-1:] or [""]
    is_time = last[0].casefold().strip(",-") in _ABOUT_TIME or last[0].strip(",").isdigit()
    if seen < _WORDS_AT_THE_START and not before.strip():
        return _BEGINNINGS
    return (*_DATES, *_ASKED) if is_time else (*_LONG_DATES, *_ASKED)


_LONG_DATES = tuple(word for word in _DATES if len(word) >= _TWO_ERRORS_FROM)
_KNOWN = frozenset({*_BEGINNINGS, *_DATES, *_ASKED, *_ABOUT_TIME})


def _mended(word: str, candidates: Iterable[str], kept: frozenset[str]) -> str | None:
    if word in _KNOWN or word in _MEANT or word in kept or len(word) > _LONGEST_WORD:
        return None
    allowed = 2 if len(word) >= _TWO_ERRORS_FROM else 1
    distances = {
        candidate: OSA.distance(word, candidate, score_cutoff=allowed) for candidate in candidates
    }
    best = min(distances.values(), default=allowed + 1)
    nearest = [candidate for candidate, distance in distances.items() if distance == best]
    longest = [each for each in nearest if len(each) == max(map(len, nearest))]
    if best > allowed or len(longest) != 1 or longest[0][0] != word[0]:
        return None
    names = min((OSA.distance(word, each, score_cutoff=allowed) for each in kept), default=best + 1)
    return longest[0] if best < names else None

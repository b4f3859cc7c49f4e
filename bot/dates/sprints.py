"""Spans in sprints, whose length only a team's own sprints tell."""

import re

from bot.dates.relative import SPRINT_WEEKS

USUAL_SPRINT_DAYS = 7 * SPRINT_WEEKS
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPRINTS = re.compile(
    rf"\b(?P<lead>(?:in|within|over|by) (?:the )?(?:next )?)?"
    rf"(?P<count>\d{{1,2}}|an?|{'|'.join(_NUMBERS)}|a couple(?: of)?) "
    r"(?:sprint|iteration)s?\b(?:'? time| from now)?",
    re.IGNORECASE,
)


def sprints_in_days(text: str, sprint_days: int) -> str:
    """Put days in the place of sprints: `in three sprints` is `in 42 days` for 14."""

    def days(match: re.Match[str]) -> str:
        lead = "within " if (match["lead"] or "").casefold().startswith("by") else "in "
        return f"{lead}{_count(match['count'].casefold()) * sprint_days} days"

    return _SPRINTS.sub(days, text)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    if "couple" in word:
        return 2
    return 1 if word in {"a", "an"} else _NUMBERS.index(word) + 1

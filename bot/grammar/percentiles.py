"""A percentile that is asked for: `when is 2.4 90% likely`, `P95 for checkout`, `best case`."""

import re
from typing import Final

from bot.grammar.tidying import outside_quotes

BEST: Final = 5
WORST: Final = 95
_SURE = (
    r"(?:likely|certain|sure|confident|safe|probable|confidence|certainty|probability|likelihood"
    r"|chance|odds|percentile|level|interval)"
)
_FIGURE = re.compile(
    r"(?:(?:\bis there |\bwith |\bat )?(?:\ban? |\bthe )?)?"
    r"(?:\b(?:i|we|you|one|us)(?: can| could)? )?"
    r"(?:\b(?:can|could|are|will|am|do) (?:i|we|you|one) )?(?:\bbe(?:en)? |\bfeel )?"
    rf"(?<![\w.])(?P<figure>\d{{1,3}}) ?(?:%|percent\b|per cent\b)(?:[ -]{_SURE}\b)+"
    r"(?:[ -](?:date|day))?(?: (?:that|it|of|about|in)\b)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<![\w.-])(?:p ?(?P<p>\d{2})|(?P<nth>\d{1,2})(?:th|st|nd|rd)[ -]percentile"
    r"|(?P<dated>\d{1,2}) ?%(?=[ -](?:date|day)\b)"
    r"|(?P<case>best|worst|optimistic|pessimistic)(?:[ -]case)?(?= (?:date|scenario|estimate"
    r"|for|of|on|with)\b|$)|(?P<kind>best|worst)[ -]case)"
    r"(?:[ -](?:date|day|scenario|estimate|forecast))?(?![\w.-])"
    r"|\b(?P<soon>earliest|soonest)(?: possible)?(?: (?:date|day|time|moment)|(?= (?:that )?"
    r"(?:we|you|i|they|it|for|of|that)\b))",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:(?:and|what about|how about|and what about|or|for|to) )*(?P<figure>\d{1,2}) ?%",
    re.IGNORECASE,
)
_CASES: Final = {"best": BEST, "optimistic": BEST, "worst": WORST, "pessimistic": WORST}
_ASKED_DATE = re.compile(r"(?:the|a|an|what'?s|what is|give me|show me|our)\s*$", re.IGNORECASE)
_OF = re.compile(r"\s*(?:for|of|on|with)\b", re.IGNORECASE)


def split_percent(asked: str) -> tuple[str, int | None]:
    """Take the percentile out of a question: what is left asks for a date."""
    if match := _ALONE.fullmatch(asked):
        return "", int(match["figure"])
    found: list[int] = []

    def without(part: str) -> str:
        match = _FIGURE.search(part) or _NAMED.search(part)
        if match is None or found:
            return part
        found.append(_figure(match))
        before, after = part[: match.start()], part[match.end() :]
        is_date = _ASKED_DATE.search(before) or (not before.strip() and _OF.match(after))
        return f"{before} {'date' if is_date else ''} {after}"

    left = outside_quotes(asked, without)
    return (" ".join(left.split()), found[0]) if found else (asked, None)


def _figure(match: re.Match[str]) -> int:
    told = match.groupdict()
    if told.get("soon"):
        return BEST
    case = told.get("case") or told.get("kind")
    if case is not None:
        return _CASES[case.casefold()]
    return int(told.get("figure") or told.get("p") or told.get("nth") or told["dated"])

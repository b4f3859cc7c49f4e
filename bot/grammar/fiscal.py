"""Fiscal years: nobody has told when they begin, so they are read as calendar years, and said."""

import re

from bot.grammar.tidying import outside_quotes
from bot.grammar.typos import Mended

_FISCAL = re.compile(
    r"(?<![\w-])(?:(?:fy|fiscal(?: year)?) ?'?(?P<year>(?:20)?\d\d))(?![\w-])", re.IGNORECASE
)
_CENTURY = 2000


def calendar_years(text: str, kept: frozenset[str]) -> tuple[str, tuple[Mended, ...]]:
    """Put calendar years in the place of `FY27`; `kept` are the words of names."""
    found: list[Mended] = []

    def year(match: re.Match[str]) -> str:
        if match[0].casefold() in kept:
            return match[0]
        found.append(Mended(match[0], str(_CENTURY + int(match["year"]) % 100)))
        return found[-1].read

    return outside_quotes(text, lambda part: _FISCAL.sub(year, part)), tuple(found)


def is_fiscal(mended: Mended) -> bool:
    return _FISCAL.fullmatch(mended.typed) is not None

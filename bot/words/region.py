"""How the people of a region write days, times of day and figures, by the Unicode CLDR."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from bot.words.english import forms

# What Slack calls the Spanish of Latin America; the CLDR gives it the number of that region.
_NAMED_OTHERWISE = {"es-LA": "es-419"}
_NOON = 12


@dataclass(frozen=True, slots=True)
class Region:
    """Forms for the words, which stay English: only a region that speaks it may put months first.

    `reads_month_first` is what people there mean by `5/6`; None where they mean the one or the
    other.
    """

    locale: Locale
    is_month_first: bool = False
    is_twelve_hours: bool = False
    reads_month_first: bool | None = None

    def day(self, day: date, today: date) -> str:
        """`Tue 8 Dec`, or `Tue, Dec 8`; and the year where it is not today's."""
        weekday = forms("weekdays")[day.weekday()]
        year = None if day.year == today.year else day.year
        separator = "," if self.is_month_first else ""
        return f"{weekday}{separator} {self._numbered(day, year)}"

    def short_day(self, day: date) -> str:
        """`8 Dec`, or `Dec 8`: for an axis, where there is no room for more."""
        return self._numbered(day, None)

    def full_day(self, day: date) -> str:
        """`8 Dec 2026`, or `Dec 8, 2026`."""
        return self._numbered(day, day.year)

    def clock(self, at: time) -> str:
        """`16:57`, or `4:57 PM`."""
        if not self.is_twelve_hours:
            return f"{at:%H:%M}"
        half = "AM" if at.hour < _NOON else "PM"
        return f"{(at.hour - 1) % _NOON + 1}:{at:%M} {half}"

    def figure(self, digits: str) -> str:
        """Put the separators into a number as Python writes it: `1,250.5`, `1.250,5`."""
        return format_decimal(Decimal(digits), locale=self.locale)

    def _numbered(self, day: date, year: int | None) -> str:
        month = forms("months")[day.month - 1]
        if self.is_month_first:
            return f"{month} {day.day}" + ("" if year is None else f", {year}")
        return f"{day.day} {month}" + ("" if year is None else f" {year}")


# Where nobody has said: the British forms, and a `5/6` is asked about.
HOUSE = Region(Locale("en", "GB"))


@cache
def region_of(code: str) -> Region | None:
    """Give the region of a locale like `en-US`, or of its language alone; None for an unknown one.

    >>> region_of("en-US").day(date(2027, 5, 28), date(2026, 11, 28))
    'Fri, May 28, 2027'
    """
    named = _NAMED_OTHERWISE.get(code, code)
    locale = _locale(named) or _locale(named.replace("_", "-").partition("-")[0])
    if locale is None:
        return None
    skeletons = locale.datetime_skeletons
    is_english = locale.language == "en"
    is_month_first = is_english and _has_month_first(skeletons["MMMEd"].pattern)
    reads: bool | None = _has_month_first(skeletons["Md"].pattern)
    if is_english and reads is not is_month_first:
        reads = None  # Canada: `May 6` in words, and either in digits
    hours = locale.time_formats["short"].pattern
    return Region(locale, is_month_first, "h" in hours, reads)


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _has_month_first(pattern: str) -> bool:
    """Read a pattern of https://www.unicode.org/reports/tr35/tr35-dates.html: `E, MMM d`."""
    return pattern.index("M") < pattern.index("d")

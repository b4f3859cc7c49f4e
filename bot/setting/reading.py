"""Reads what is said of a release: `checkout tier 1 committed Dec 15 launch "Jan 12"`."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.dates.phrases import read_date, read_stretch
from bot.setting.fields import CODENAME, DAYS, OWNER, TIER, WINDOW, WORDS, Value, Wanted
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape
from planner.launch.market import MarketEvent, event_called
from planner.launch.plan import Tier

_TOKEN = re.compile(r'"[^"]*"|\S+')
_STRAIGHT = str.maketrans("\u201c\u201d\u201e", '"""')
_NONE = frozenset({"none", "nobody", "no", "nothing", "-"})
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_BETWEEN = re.compile(r"\s+(?:to|until|till|through)\s+|\s*(?:\u2013|\u2014|\.\.)\s*|\s+-\s+")
_SHOWN = 60
_HALF_A_YEAR, _A_YEAR = timedelta(days=183), timedelta(days=364)


class UnreadError(ValueError):
    """A value that cannot be read; its sentence says how it could be said."""

    def __init__(self, sentence: Mrkdwn) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Told:
    """The words that name a release, and what is to be said of it; nothing, to only look."""

    subject: str
    wanted: Wanted


def read_settings(
    text: str,
    today: date,
    is_name: Callable[[str], bool] = lambda _: False,
    market: Iterable[MarketEvent] = (),
) -> Told:
    """Read a name and what follows it; a name may hold a word of ours: `Launch page tier 1`.

    Raises:
        UnreadError: a value is none.
    """
    straight = text.translate(_STRAIGHT).strip()
    tokens = list(_TOKEN.finditer(straight))
    begin = _first_word(straight, tokens, is_name)
    subject = straight[: tokens[begin].start()] if begin < len(tokens) else straight
    wanted: dict[str, Value] = {}
    for field, value in _parts(straight, tokens[begin:]):
        wanted[field] = _read(field, value, today, tuple(market))
    return Told(subject.strip().strip('"').strip(), wanted)


def only_named(text: str) -> str:
    """Give the name in an order that only names a release; nothing for any other text.

    It looks no release up: one whose name holds a word of ours is told no modal apart.
    """
    verb, _, rest = text.strip().partition(" ")
    tokens = _TOKEN.findall(rest.translate(_STRAIGHT))
    if verb.casefold() != "settings" or any(_field(token) for token in tokens[1:]):
        return ""
    return rest.strip().strip('"').strip()


def _first_word(text: str, tokens: Sequence[re.Match[str]], is_name: Callable[[str], bool]) -> int:
    """Give where the first word of ours stands; behind the longest name that there is."""
    places = [at for at, token in enumerate(tokens) if at and _field(token[0]) is not None]
    for at in reversed([*places, len(tokens)]):
        end = tokens[at].start() if at < len(tokens) else len(text)
        if is_name(text[:end].strip().strip('"')):
            return at
    return places[0] if places else len(tokens)


def _field(token: str) -> str | None:
    return WORDS.get(token.casefold().rstrip(":,="))


def _parts(text: str, tokens: Sequence[re.Match[str]]) -> Iterable[tuple[str, str]]:
    """Give each word of ours with what stands behind it, up to the next one."""
    places = [at for at, token in enumerate(tokens) if _field(token[0]) is not None]
    for at, following in zip(places, (*places, None)[1:], strict=True):
        end = len(text) if following is None else tokens[following].start()
        value = text[tokens[at].end() : end].strip().strip(",").strip()
        yield _field(tokens[at][0]) or "", value.strip('"').strip()


def _read(field: str, value: str, today: date, market: tuple[MarketEvent, ...]) -> Value:
    if not value:
        raise UnreadError(say("settings.no_value", field=say(f"settings.{field}")))
    if value.casefold() in _NONE and field != TIER:
        return None
    if field == TIER:
        return _tier(value)
    if field in DAYS:
        return _day(value, today)
    if field == WINDOW:
        return read_window(value, today, market)
    return _owner(value) if field == OWNER else _text(field, value)


def _text(field: str, value: str) -> str:
    return " ".join(value.split()) if field == CODENAME else value


def _tier(value: str) -> Tier:
    number = value.casefold().removeprefix("t")
    if number not in {"1", "2", "3"}:
        raise UnreadError(say("settings.no_tier", asked=escape(value, _SHOWN)))
    return Tier(int(number))


def _day(value: str, today: date) -> date:
    day = read_date(value, today)
    if day is None:
        raise UnreadError(say("settings.no_day", asked=escape(value, _SHOWN)))
    return day


def read_window(value: str, today: date, market: Iterable[MarketEvent] = ()) -> tuple[date, date]:
    """Read `Dec 1 to Dec 20`, or the name of something that the market waits for.

    Raises:
        UnreadError: it is neither.
    """
    event = event_called(value, market)
    if event is not None:
        return event.days
    parts = [part for part in _BETWEEN.split(value) if part.strip()]
    whole = read_stretch(parts[0].strip(), today) if len(parts) == 1 else None
    if whole is not None and whole.first < whole.last:
        return whole.first, whole.last
    days = [read_date(part.strip(), today) for part in parts]
    if len(days) != 2 or days[0] is None or days[1] is None:  # noqa: PLR2004 - its two ends
        raise UnreadError(say("settings.no_window", asked=escape(value, _SHOWN)))
    first, last = days[0], days[1]
    if first - last > _HALF_A_YEAR:  # it has begun already: the next such day is a year away
        first = read_date(parts[0].strip(), last - _A_YEAR) or first
    return first, last


def _owner(value: str) -> str:
    match = _PERSON.fullmatch(value)
    if match is None:
        raise UnreadError(say("settings.no_owner", asked=escape(value, _SHOWN)))
    return match[1]

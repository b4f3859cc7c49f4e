"""Reads the changes of a "what if": `drop SHOP-1 SHOP-2 add 3 capacity 80% wip 2 start Jan 5`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.dates.phrases import read_date, read_first_day
from planner.explain.what_if import MOST_ADDED

_MOST_AT_ONCE = 100
_MOST_PERCENT = 300
_MOST_CLAUSES = 12  # every one may begin the changes, and a date takes its time to be read


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be different; `after` is a release's name as it was typed."""

    drop: tuple[str, ...] = ()
    add: int = 0
    capacity: float | None = None
    first: bool = False
    after: str | None = None
    releases_at_once: int | None = None
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One way to tell name and changes apart; `unread` is a change that cannot be read."""

    subject: str
    words: str = ""
    by: date | None = None
    changes: Changes = field(default_factory=Changes)
    unread: str | None = None


_CLAUSE = re.compile(
    r"(?:^|(?<=[\s,]))(?:drop(?:ping)?|without|cut(?:ting)?|remov(?:e|ing)|add(?:ing)?|plus"
    r"|by|before|until|at|capacity|first|after|behind|wip"
    r"|(?:start(?:ing)?|begin(?:ning)?)(?! of\b))\b(?!-)",  # "start of May" is no start
    re.IGNORECASE,
)
# "we drop SHOP-1 from checkout" says the name last
_NAME_LAST = re.compile(
    r"(?:(?:we|you|they) )?(?P<clauses>(?:drop|cut|remove|add) .+?) (?:from|to|in) (?P<name>.+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"([^"]+)"')
_HOLD = "\u2061{}\u2061"  # stands for a quoted name, in which no word is grammar
_HELD = re.compile("\u2061(\\d+)\u2061")
_KEY = re.compile(r"#?(?:[^\W_][\w/.-]*)?\d", re.ASCII)
_FILLING = frozenset({"and", "issue", "issues", "item", "items", "the", "with", "more", "to"})
_PERCENT = re.compile(r"(?:(?:at|of|to) )?(?P<percent>\d{1,3}) ?%(?: capacity)?")
_COUNT = re.compile(r"\d{1,4}")


def read_changes(text: str, today: date) -> tuple[Said, ...]:
    """Give every way to tell the name from the changes, the one with the longest name first."""
    if match := _NAME_LAST.fullmatch(text):
        text = f"{match['name']} {match['clauses']}"
    names = _QUOTED.findall(text)
    held = _held(text, names)
    starts = [match.start() for match in _CLAUSE.finditer(held) if match.start()][:_MOST_CLAUSES]
    cuts = [len(held), *reversed(starts)]
    return tuple(_said(held, cut, starts, names, today) for cut in cuts)


def read_keys(text: str) -> tuple[str, ...] | None:
    """Read `SHOP-1, SHOP-2 and SHOP-3`; None where one of the words is no key."""
    keys = [word for word in text.replace(",", " ").split() if word.casefold() not in _FILLING]
    if not all(_KEY.fullmatch(key) for key in keys):
        return None
    return tuple(dict.fromkeys(key.upper() for key in keys))


def _said(held: str, cut: int, starts: list[int], names: list[str], today: date) -> Said:
    subject = _freed(held[:cut], names).strip(" ,")
    words = _freed(held[cut:], names, quotes='"').strip()
    said = Said(subject, words)
    ends = [start for start in starts if start > cut] + [len(held)]
    first = cut
    for end in ends:
        clause = _freed(held[first:end], names).strip(" ,")
        if clause:
            said = _with(said, clause, today)
        first = end
    return said


def _with(said: Said, clause: str, today: date) -> Said:
    keyword = _CLAUSE.match(clause)
    if keyword is None:
        return said if said.unread else replace(said, unread=clause)
    rest = clause[keyword.end() :]
    more = _READERS[keyword[0].casefold()](said, " ".join(_plain(rest)), today)
    return more or (said if said.unread else replace(said, unread=clause))


def _plain(rest: str) -> list[str]:
    """Give the words of a clause without those that only hold it together at its end."""
    words = rest.replace(",", " ").split()
    while words and words[-1].casefold() in {"and", "with"}:
        words.pop()
    return words


def _drop(said: Said, rest: str, _: date) -> Said | None:
    keys = read_keys(rest)
    if not keys:
        return None
    return _changed(said, drop=tuple(dict.fromkeys((*said.changes.drop, *keys))))


def _add(said: Said, rest: str, _: date) -> Said | None:
    words = [word for word in rest.split() if word.casefold() not in _FILLING]
    if len(words) != 1 or not _COUNT.fullmatch(words[0]):
        return None
    count = said.changes.add + int(words[0])
    return _changed(said, add=count) if count <= MOST_ADDED else None


def _by(said: Said, rest: str, today: date) -> Said | None:
    day = read_date(f"by {rest}", today) if rest else None
    return None if day is None else replace(said, by=day)


def _before(said: Said, rest: str, today: date) -> Said | None:
    day = read_date(f"before {rest}", today) if rest else None
    return None if day is None else replace(said, by=day)


def _capacity(said: Said, rest: str, _: date) -> Said | None:
    match = _PERCENT.fullmatch(rest)
    if match is None and not rest and said.changes.capacity is not None:
        return said  # "at 80% capacity": the figure stood before the word
    if match is None or int(match["percent"]) > _MOST_PERCENT:
        return None
    return _changed(said, capacity=int(match["percent"]) / 100)


def _first(said: Said, rest: str, _: date) -> Said | None:
    return None if rest else _changed(said, first=True)


def _after(said: Said, rest: str, _: date) -> Said | None:
    return _changed(said, after=rest) if rest else None


def _wip(said: Said, rest: str, _: date) -> Said | None:
    count = rest.removeprefix("limit ").removeprefix("of ")
    if not _COUNT.fullmatch(count) or not 0 < int(count) <= _MOST_AT_ONCE:
        return None
    return _changed(said, releases_at_once=int(count))


def _start(said: Said, rest: str, today: date) -> Said | None:
    day = read_first_day(rest, today) if rest else None
    return None if day is None else _changed(said, start=day)


def _changed(said: Said, **told: object) -> Said:
    return replace(said, changes=replace(said.changes, **told))  # type: ignore[arg-type]


def _held(text: str, names: list[str]) -> str:
    for number, name in enumerate(names):
        text = text.replace(f'"{name}"', _HOLD.format(number), 1)
    return text


def _freed(text: str, names: list[str], quotes: str = "") -> str:
    return _HELD.sub(lambda match: f"{quotes}{names[int(match[1])]}{quotes}", text)


_READERS: Mapping[str, Callable[[Said, str, date], Said | None]] = {
    **dict.fromkeys(("drop", "dropping", "without", "cut", "cutting", "remove", "removing"), _drop),
    **dict.fromkeys(("add", "adding", "plus"), _add),
    **dict.fromkeys(("by", "until"), _by),
    "before": _before,
    **dict.fromkeys(("at", "capacity"), _capacity),
    "first": _first,
    **dict.fromkeys(("after", "behind"), _after),
    "wip": _wip,
    **dict.fromkeys(("start", "starting", "begin", "beginning"), _start),
}

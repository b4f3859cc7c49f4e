"""A small company that works for a year: items done by chance that can be told again, and events.

Three teams with three releases of one tier each, one after the other, and what becomes of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from connectors.tracker import EVERY_TIME, Page, Rhythm, Stamp
from planner.category import Category
from store.records import Entities, FieldEvent, IssueRecord, ReleaseRecord, TeamRecord

SOURCE = "shop"
BEGINS_ON, ENDS_ON = date(2026, 1, 5), date(2026, 12, 31)
PAST_WEEKS = 26
PACES = {"alpha": 0.8, "beta": 0.7, "gamma": 0.6}  # items a working day
_SEED = 20260105
_DAY = timedelta(days=1)
_WEEKEND = 5  # Saturday
_CREATED_BEFORE = timedelta(days=9)


@dataclass(frozen=True, slots=True)
class ShopTracker:
    """The tracker of the company as it stands at a moment."""

    now: datetime
    things: Entities
    issues: tuple[IssueRecord, ...]
    name: str = SOURCE
    kind: str = "demo"
    fingerprint: str = "1"
    history: frozenset[str] = frozenset({"status", "release"})
    rhythm: Rhythm = EVERY_TIME

    def server_time(self) -> datetime:
        return self.now

    def entities(self) -> Entities:
        return self.things

    def changed(self, since: datetime | None) -> Iterator[Page]:
        found = (one for one in self.issues if since is None or _changed_at(one) >= since)
        yield Page(tuple(found))

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        yield Page(tuple(issue for issue in self.issues if issue.ext_id in ids))

    def census(self) -> Iterator[Stamp]:
        return iter(Stamp(issue.ext_id, issue.updated_at) for issue in self.issues)


@dataclass
class Shop:
    """The issues and releases by id, of which `work` and `happen` make those of the next day.

    A team works on what is first in its `turns` and has something open. `slow` has the share of its
    pace with which a team works on some days. What is done waits for its day in `ships_on`.
    """

    issues: dict[str, IssueRecord] = field(default_factory=dict)
    releases: dict[str, ReleaseRecord] = field(default_factory=dict)
    turns: dict[str, list[str]] = field(default_factory=lambda: {team: [] for team in PACES})
    slow: dict[str, float] = field(default_factory=dict)
    ships_on: dict[str, date] = field(default_factory=dict)
    _number: int = 0
    _left: dict[str, float] = field(default_factory=dict)
    _chance: np.random.Generator = field(default_factory=lambda: np.random.default_rng(_SEED))

    def tracker(self, now: datetime) -> ShopTracker:
        teams = tuple(TeamRecord(team, team.title()) for team in PACES)
        things = Entities(teams, (), tuple(self.releases.values()))
        return ShopTracker(now, things, tuple(self.issues.values()))

    def live_before(self, first: date) -> None:
        """Let each team have half a year behind it in which it made one release."""
        for team in PACES:
            name, out_on = f"{team}-before", first - 5 * _DAY
            self.releases[name] = ReleaseRecord(
                name, f"{team.title()} before", "version", is_released=True, released_on=out_on
            )
        for number in range(PAST_WEEKS * 7):
            day = first - timedelta(weeks=PAST_WEEKS) + number * _DAY
            for team, pace in PACES.items() if day.weekday() < _WEEKEND else ():
                at = datetime.combine(day, time(15), UTC)
                for _ in range(self._draw(team, pace)):
                    self._finish(self._add(team, (f"{team}-before",), at - _CREATED_BEFORE), at)

    def open(self, team: str, release: str, name: str, items: int, at: datetime) -> None:
        self.releases[release] = ReleaseRecord(release, name, "version", created_at=at)
        self.turns[team].append(release)
        self.add(release, items, at)

    def add(self, release: str, items: int, at: datetime) -> None:
        team = next(team for team, turn in self.turns.items() if release in turn)
        for _ in range(items):
            self._add(team, (release,), at)

    def drop(self, release: str, items: int, at: datetime) -> None:
        """Take open items out of a release."""
        for key in self._open_in(release)[-items:]:
            issue = self.issues[key]
            event = FieldEvent(at, "release", release, None)
            self.issues[key] = replace(
                issue, releases=(), updated_at=at, events=(*issue.events, event)
            )

    def change(self, release: str, **told: object) -> None:
        self.releases[release] = replace(self.releases[release], **told)  # type: ignore[arg-type]

    def work(self, day: date, at: datetime) -> tuple[str, ...]:
        """Let each team finish what it does in a day, and ship what is done; give the names."""
        shipped = []
        for team, pace in PACES.items():
            for _ in range(self._draw(team, pace * self.slow.get(team, 1))):
                key = next((one for turn in self.turns[team] for one in self._open_in(turn)), None)
                if key is not None:
                    self._finish(key, at)
            for release in self.turns[team]:
                record = self.releases[release]
                over = record.is_released or record.is_canceled
                is_time = self.ships_on.get(release, day) <= day
                if not over and is_time and not self._open_in(release):
                    self.change(release, is_released=True, released_on=day)
                    shipped.append(record.name)
        return tuple(shipped)

    def _open_in(self, release: str) -> list[str]:
        record = self.releases.get(release)
        if record is not None and record.is_canceled:
            return []
        return [
            key
            for key, issue in self.issues.items()
            if release in issue.releases and issue.category is Category.TODO
        ]

    def _draw(self, team: str, pace: float) -> int:
        """Give what a team finishes in a day; what it has begun is done a day later."""
        work = self._left.get(team, 0) + pace * self._chance.uniform(0.4, 1.6)
        self._left[team] = work % 1
        return int(work)

    def _add(self, team: str, releases: tuple[str, ...], at: datetime) -> str:
        self._number += 1
        key = f"{team.upper()}-{self._number}"
        self.issues[key] = IssueRecord(
            ext_id=key,
            key=key,
            title=f"Title of {key}",
            type="Story",
            status="To Do",
            category=Category.TODO,
            created_at=at,
            updated_at=at,
            team=team,
            url=f"https://tracker.example/{key}",
            releases=releases,
        )
        return key

    def _finish(self, key: str, at: datetime) -> None:
        issue = self.issues[key]
        event = FieldEvent(at, "status", "To Do", "Done", Category.TODO, Category.DONE)
        self.issues[key] = replace(
            issue,
            status="Done",
            category=Category.DONE,
            updated_at=at,
            resolved_at=at,
            events=(*issue.events, event),
        )


Happening = Callable[[Shop, datetime], None]


def happenings() -> Mapping[date, tuple[str, Happening]]:
    """Give what befalls the company's releases, day by day, and in words."""

    def opens(team: str, release: str, name: str, items: int) -> tuple[str, Happening]:
        told = f"{name} is planned with {items} items"
        return told, lambda shop, at: shop.open(team, release, name, items, at)

    def grows(release: str, name: str, items: int) -> tuple[str, Happening]:
        return f"{name} grows by {items} items", lambda shop, at: shop.add(release, items, at)

    def pace(team: str, share: float) -> tuple[str, Happening]:
        return f"{team} works at {share:.0%}", lambda shop, _: shop.slow.update({team: share})

    return {
        date(2026, 2, 16): grows("checkout", "Checkout 5", 10),
        date(2026, 3, 2): opens("alpha", "wallet", "Wallet", 48),
        date(2026, 3, 16): (
            "Partner portal is called Partner hub",
            lambda shop, _: shop.change("partner", name="Partner hub"),
        ),
        date(2026, 3, 17): opens("beta", "search", "Search 2", 34),
        date(2026, 3, 23): opens("gamma", "sdk42", "SDK 4.2", 40),
        date(2026, 5, 18): opens("beta", "reports", "Reports", 8),
        date(2026, 6, 1): pace("alpha", 0.35),
        date(2026, 6, 15): opens("alpha", "refunds", "Refunds", 52),
        date(2026, 6, 22): (
            "8 items are taken out of Wallet",
            lambda shop, at: shop.drop("wallet", 8, at),
        ),
        date(2026, 6, 23): pace("alpha", 1.2),
        date(2026, 6, 24): opens("gamma", "admin7", "Admin 7", 36),
        date(2026, 7, 13): pace("alpha", 1),
        date(2026, 8, 10): opens("beta", "billing", "Billing export", 42),
        date(2026, 9, 7): opens("alpha", "loyalty", "Loyalty", 40),
        date(2026, 9, 24): (
            "Refunds is cancelled",
            lambda shop, _: shop.change("refunds", is_canceled=True),
        ),
        date(2026, 10, 5): grows("billing", "Billing export", 8),
    }


# Days on which releases go out, where they are done.
SHIPS_ON = {
    "checkout": date(2026, 4, 17),
    "partner": date(2026, 3, 27),
    "wallet": date(2026, 7, 17),
    "search": date(2026, 6, 26),
    "reports": date(2026, 6, 26),
    "billing": date(2026, 11, 27),
}


def first_releases(shop: Shop, at: datetime) -> None:
    """Let the year begin with one release a team."""
    shop.ships_on |= SHIPS_ON
    shop.open("alpha", "checkout", "Checkout 5", 46, at)
    shop.open("beta", "partner", "Partner portal", 38, at)
    shop.open("gamma", "sdk41", "SDK 4.1", 36, at)
    shop.change("checkout", due_on=date(2026, 4, 2))


def _changed_at(issue: IssueRecord) -> datetime:
    return issue.updated_at or issue.created_at

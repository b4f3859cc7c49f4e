"""A company of 100,000 issues and 300 open releases, synced into a real database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice

from bot.newsroom import Newsroom
from bot.review import review
from connectors.sync import sync_tracker
from connectors.tracker import EVERY_TIME, Page, Rhythm, Stamp
from planner.calendar import WorkCalendar
from planner.category import Category
from store.engine import make_engine, make_readers, make_sessions, upgrade
from store.records import (
    Entities,
    FieldEvent,
    IssueRecord,
    ReleaseRecord,
    SprintRecord,
    TeamRecord,
)

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
ISSUES = 100_000
OPEN_EACH = 50
TEAMS = 20
RELEASES = 300  # that are open; beside them there are those that are out
SHIPPED = 100
EPICS_EVERY = 50  # one issue of so many is an epic
SPRINTS = 52
_DAYS = 730
_PAGE = 1000
_AREAS = (
    *("Checkout", "Search", "Billing", "Profile", "Catalogue", "Shipping", "Returns", "Reports"),
    *("Onboarding", "Payments", "Inventory", "Loyalty", "Messaging", "Pricing", "Partner", "Admin"),
    *("Mobile", "Analytics", "Identity", "Support"),
)
_THEMES = (
    *("redesign", "speed", "API", "accessibility", "migration", "self service", "export"),
    *("dashboard", "audit", "localisation", "bulk edit", "notifications", "permissions", "import"),
    *("widgets", "offline mode", "history", "automation", "sandbox", "hardening"),
)


def release_name(number: int) -> str:
    """Name a release after an area and a theme; no two have the same name."""
    return f"{_AREAS[number % TEAMS]} {_THEMES[number // TEAMS]}"


def issue_key(number: int) -> str:
    return f"BIG-{number}"


def first_open() -> int:
    """Give the number of the first issue that is open; the later ones are, too."""
    return ISSUES - RELEASES * OPEN_EACH


@dataclass(frozen=True, slots=True)
class BigTracker:
    """A tracker that makes its issues while it is read: two years of work of twenty teams.

    Half of what is done was done in releases. Of the open releases each fifth is the work of two
    teams, and each tenth waits for another one.
    """

    now: datetime
    name: str = "big"
    kind: str = "demo"
    fingerprint: str = "1"
    history: frozenset[str] = frozenset({"status", "release", "sprint"})
    rhythm: Rhythm = EVERY_TIME
    stamps: list[Stamp] = field(default_factory=list)

    def server_time(self) -> datetime:
        return self.now

    def entities(self) -> Entities:
        teams = tuple(TeamRecord(f"t{n}", _AREAS[n]) for n in range(TEAMS))
        releases = tuple(self._release(n) for n in range(RELEASES + SHIPPED))
        sprints = tuple(self._sprint(t, s) for t in range(TEAMS) for s in range(SPRINTS + 2))
        return Entities(teams, sprints, releases)

    def changed(self, since: datetime | None) -> Iterator[Page]:
        issues = map(self._issue, range(ISSUES if since is None else 0))
        while page := tuple(islice(issues, _PAGE)):
            self.stamps.extend(Stamp(each.ext_id, each.updated_at) for each in page)
            yield Page(page)

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        yield Page(tuple(self._issue(int(each)) for each in ids))

    def census(self) -> Iterator[Stamp]:
        return iter(self.stamps)

    def _release(self, number: int) -> ReleaseRecord:
        name = release_name(number)
        if number >= RELEASES:
            # One after the other over the two years; each took three months.
            out_at = self.now - timedelta(days=_DAYS * (number - RELEASES) / SHIPPED + 1)
            day = out_at.date()
            return ReleaseRecord(
                str(number),
                name,
                "version",
                created_at=out_at - timedelta(days=90),
                due_on=day,
                released_on=day,
                is_released=True,
            )
        due_on = self.now.date() + timedelta(days=20 + number // 2)
        began_at = self.now - timedelta(days=90)
        return ReleaseRecord(str(number), name, "version", created_at=began_at, due_on=due_on)

    def _sprint(self, team: int, number: int) -> SprintRecord:
        start_at = self.now - timedelta(days=14 * (SPRINTS - number))
        end_at = start_at + timedelta(days=14)
        over_at = end_at if end_at <= self.now else None
        name = f"{_AREAS[team]} {number}"
        return SprintRecord(f"{team}-{number}", name, f"t{team}", start_at, end_at, over_at)

    def _issue(self, number: int) -> IssueRecord:
        if number % EPICS_EVERY == 0:
            return self._epic(number)
        return self._done(number) if number < first_open() else self._open(number)

    def _epic(self, number: int) -> IssueRecord:
        created_at = self.now - timedelta(days=_DAYS)
        return IssueRecord(
            ext_id=str(number),
            key=issue_key(number),
            title=f"Epic {number} of {_AREAS[number % TEAMS]}",
            type="Epic",
            status="Doing",
            category=Category.DOING,
            created_at=created_at,
            updated_at=created_at,
            team=f"t{number // EPICS_EVERY % TEAMS}",
            is_container=True,
        )

    def _done(self, number: int) -> IssueRecord:
        at = self.now - timedelta(days=_DAYS * (1 - number / first_open()), minutes=5)
        begun_at, created_at = at - timedelta(days=4), at - timedelta(days=30)
        team = number % TEAMS
        release = self._release_of_done(number, at) if number // TEAMS % 2 else None
        sprint = min(max(SPRINTS - int((self.now - at).days / 14) - 1, 0), SPRINTS)
        return self._work(
            number,
            team,
            created_at,
            (
                _joins(created_at, "release", release),
                _joins(begun_at, "sprint", f"{team}-{sprint}"),
                FieldEvent(begun_at, "status", "To do", "Doing", Category.TODO, Category.DOING),
                FieldEvent(at, "status", "Doing", "Done", Category.DOING, Category.DONE),
            ),
            release,
        )

    def _release_of_done(self, number: int, at: datetime) -> str:
        """Give the release that was worked on then: for the last 45 days one that is open."""
        team, days_ago = number % TEAMS, (self.now - at).days
        if days_ago < 45:
            return str(team + TEAMS * (number // (2 * TEAMS) % 3))
        each = SHIPPED // TEAMS
        return str(RELEASES + team + TEAMS * min(days_ago * each // _DAYS, each - 1))

    def _open(self, number: int) -> IssueRecord:
        place = number - first_open()
        release = (place + place // RELEASES) % RELEASES
        team = release % TEAMS
        if release % 5 == 0 and place // RELEASES % 2:
            team = (team + 1) % TEAMS
        # An issue of the release before it blocks one of each tenth release.
        blocks = (str(number + 1),) if release % 10 == 9 and place < RELEASES else ()
        created_at = self.now - timedelta(days=20 + place % 60)
        begun = place // RELEASES == 1
        events = [_joins(created_at + timedelta(days=1), "release", str(release))]
        if begun:
            at = self.now - timedelta(days=3)
            doing = FieldEvent(at, "status", "To do", "Doing", Category.TODO, Category.DOING)
            events += [_joins(at, "sprint", f"{team}-{SPRINTS}"), doing]
        return self._work(number, team, created_at, tuple(events), str(release), blocks)

    def _work(
        self,
        number: int,
        team: int,
        created_at: datetime,
        events: tuple[FieldEvent | None, ...],
        release: str | None,
        blocks: tuple[str, ...] = (),
    ) -> IssueRecord:
        told = tuple(event for event in events if event is not None)
        status = next((e for e in reversed(told) if e.field == "status"), None)
        return IssueRecord(
            ext_id=str(number),
            key=issue_key(number),
            title=f"Let {_AREAS[team].casefold()} do what customer {number} asked for",
            type="Bug" if number % 4 == 0 else "Story",
            status=status.after if status and status.after else "To do",
            category=status.after_category if status and status.after_category else Category.TODO,
            created_at=created_at,
            updated_at=max(event.at for event in told),
            team=f"t{team}",
            project=_AREAS[team],
            points=float(number % 5 + 1),
            assignee=f"person {team}-{number % 7}",
            parent=str(number - number % EPICS_EVERY),
            url=f"https://tracker.example/{issue_key(number)}",
            labels=(f"label {number % 30}",),
            releases=() if release is None else (release,),
            sprints=tuple(e.after for e in told if e.field == "sprint" and e.after),
            blocks=blocks,
            events=told,
        )


def make_company(database: str, now: datetime = NOW) -> None:
    """Sync the company into a new database, and let a review of last week be kept in it."""
    engine = make_engine(database)
    upgrade(engine)
    sessions = make_sessions(engine)
    sync_tracker(BigTracker(now), sessions, now=lambda: now)
    newsroom = Newsroom(sessions, make_readers(engine), WorkCalendar())
    review(newsroom, now - timedelta(days=7))
    engine.dispose()


def _joins(at: datetime, what: str, value: str | None) -> FieldEvent | None:
    return None if value is None else FieldEvent(at, what, None, value)

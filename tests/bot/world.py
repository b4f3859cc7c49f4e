"""A small company in a real database, filled through the real sync."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from connectors.sync import sync_tracker
from connectors.tracker import EVERY_TIME, Page, Rhythm, Stamp
from planner.category import Category
from store.definitions import Match, ReleaseDefinition, upsert_definitions
from store.engine import make_engine, make_sessions, upgrade
from store.records import Entities, FieldEvent, IssueRecord, ReleaseRecord, TeamRecord
from tests.bot.answers import EVIL, NOW

WEEKS = 30
DUE_ON = date(2026, 12, 20)
PLAN = ReleaseDefinition(
    "search", "New search", ("search",), Match("release", ("jira:search", "linear:search"))
)


@dataclass(frozen=True, slots=True)
class MemoryTracker:
    """A tracker that holds what it was given."""

    name: str
    things: Entities
    issues: tuple[IssueRecord, ...]
    kind: str = "demo"
    fingerprint: str = "1"
    history: frozenset[str] = frozenset({"status", "release"})
    rhythm: Rhythm = EVERY_TIME

    def server_time(self) -> datetime:
        return NOW

    def entities(self) -> Entities:
        return self.things

    def changed(self, since: datetime | None) -> Iterator[Page]:
        yield Page(self.issues if since is None else ())

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        yield Page(tuple(issue for issue in self.issues if issue.ext_id in ids))

    def census(self) -> Iterator[Stamp]:
        return iter(Stamp(issue.ext_id, issue.updated_at) for issue in self.issues)


def empty_store(folder: Path) -> sessionmaker[Session]:
    engine = make_engine(str(folder / "shipcast.db"))
    upgrade(engine)
    return make_sessions(engine)


def fill(sessions: sessionmaker[Session]) -> None:
    """Sync both trackers and write down one release that both share."""
    for tracker in (jira(), linear()):
        sync_tracker(tracker, sessions, now=lambda: NOW)
    with sessions.begin() as session:
        upsert_definitions(session, [PLAN])


def jira() -> MemoryTracker:
    releases = (
        ReleaseRecord("checkout", "Checkout redesign", "version", due_on=DUE_ON),
        ReleaseRecord("partner", "Partner API", "version"),
        ReleaseRecord("extras", EVIL, "version"),
        ReleaseRecord("search", "Search", "version"),
        ReleaseRecord("v24", "2.4", "version"),
        ReleaseRecord(
            "v23", "2.3", "version", is_released=True, released_on=NOW.date() - timedelta(days=19)
        ),
    )
    past = [done(f"SHOP-{n}", "shop", n * 7 / 3, ("v23",)) for n in range(WEEKS * 3)]
    now = [done(f"SHOP-{200 + n}", "shop", n, ("checkout",)) for n in range(6)]
    later = [to_do(f"SHOP-{300 + n}", "shop", ("checkout",)) for n in range(9)]
    odd = [
        to_do("SHOP-400", "shop", ("checkout", "extras"), title=EVIL, blocks=("SHOP-300",)),
        to_do("SHOP-401", "shop", ("v24", "extras")),
        to_do("SHOP-402", "shop", ("search",)),
        to_do("SHOP-403", "shop", ()),
        to_do("SEC-1", "shop", ("checkout",), title="A secret", restricted=True),
    ]
    partners = [to_do(f"PART-{n}", "partners", ("partner",)) for n in range(4)]
    teams = (TeamRecord("shop", "Shop"), TeamRecord("partners", "Partners"))
    issues = (*past, *now, *later, *odd, *partners)
    return MemoryTracker("jira", Entities(teams, (), releases), issues)


def linear() -> MemoryTracker:
    releases = (
        ReleaseRecord("search", "Search", "project"),
        ReleaseRecord("v24", "2.4", "project"),
    )
    past = [done(f"PLAT-{n}", "platform", n * 7 / 2, ()) for n in range(WEEKS * 2)]
    now = [to_do(f"PLAT-{300 + n}", "platform", ("search",)) for n in range(3)]
    held = [to_do("PLAT-400", "platform", ("v24",))]
    things = Entities((TeamRecord("platform", "Platform"),), (), releases)
    return MemoryTracker("linear", things, (*past, *now, *held))


def to_do(
    key: str,
    team: str,
    releases: tuple[str, ...],
    *,
    title: str = "",
    restricted: bool = False,
    blocks: tuple[str, ...] = (),
) -> IssueRecord:
    created_at = NOW - timedelta(days=50)
    return IssueRecord(
        ext_id=key,
        key=key,
        title=title or f"Title of {key}",
        type="Story",
        status="To Do",
        category=Category.TODO,
        created_at=created_at,
        updated_at=created_at,
        team=team,
        restricted=restricted,
        url=f"https://tracker.example/{key}",
        releases=releases,
        blocks=blocks,
    )


def done(key: str, team: str, days_ago: float, releases: tuple[str, ...]) -> IssueRecord:
    at = (NOW - timedelta(days=days_ago + 0.5)).astimezone(UTC)
    created_at = at - timedelta(days=9)
    event = FieldEvent(at, "status", "To Do", "Done", Category.TODO, Category.DONE)
    return IssueRecord(
        ext_id=key,
        key=key,
        title=f"Title of {key}",
        type="Story",
        status="Done",
        category=Category.DONE,
        created_at=created_at,
        updated_at=at,
        resolved_at=at,
        team=team,
        releases=releases,
        events=(event,),
    )

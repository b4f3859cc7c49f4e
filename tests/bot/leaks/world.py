"""The small company with private issues whose every word is unmistakable."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session, sessionmaker

from connectors.sync import sync_tracker
from planner.category import Category
from store.definitions import upsert_definitions
from store.records import IssueRecord, TeamRecord
from tests.bot.answers import NOW
from tests.bot.world import PLAN, MemoryTracker, done, jira, linear, to_do

KEY = "ZZSEC"  # every private issue's key begins so
PRIVATE = "canaryprivate"  # and its title so
PERSON = "Canaryperson"  # every assignee, of public issues too: who has what is not told
LABEL = "canarylabel"  # of private issues alone
OPEN = "opentitle"  # every public issue's title, where titles are hidden
EPIC = "openepic"

TEAM = "Canaryteam"  # all of whose issues are private

NEVER = (KEY, PRIVATE, PERSON, LABEL, TEAM)
HIDDEN = (*NEVER, OPEN, EPIC)


def fill(sessions: sessionmaker[Session]) -> None:
    """Sync both trackers, private issues and all."""
    for tracker in trackers():
        sync_tracker(tracker, sessions, now=lambda: NOW)
    with sessions.begin() as session:
        upsert_definitions(session, [PLAN])


def trackers() -> tuple[MemoryTracker, ...]:
    """Give a Jira with a security level on some issues, and a Linear with a private team."""
    return (_marked(jira(), _secured()), _marked(linear(), _of_private_team()))


def _marked(tracker: MemoryTracker, private: tuple[IssueRecord, ...]) -> MemoryTracker:
    shown = (one for one in tracker.issues if not one.restricted)
    told = tuple(
        replace(one, title=f"{OPEN}-{one.key}", assignee=f"{PERSON} {at % 3}")
        for at, one in enumerate(shown)
    )
    told = tuple(_below_private_epic(one) for one in told)
    things = replace(tracker.things, teams=(*tracker.things.teams, TeamRecord("vault", TEAM)))
    return replace(tracker, things=things, issues=(*told, *private, *_epics(tracker.name)))


def _below_private_epic(one: IssueRecord) -> IssueRecord:
    return replace(one, parent=f"{KEY}-9") if one.key in ("SHOP-200", "SHOP-300") else one


def _secured() -> tuple[IssueRecord, ...]:
    """Private issues in every place that an issue can be in."""
    began = replace(
        private(7), status="In Progress", category=Category.DOING, assignee=f"{PERSON} alone"
    )
    return (
        private(1, blocks=("SHOP-300", "SHOP-301")),
        private(2),
        replace(private(3), title="Checkout flow canaryprivate", blocks=(f"{KEY}-1",)),
        replace(private(4), category=Category.DONE, status="Done", resolved_at=NOW),
        replace(private(5), category=Category.CANCELED, status="Canceled"),
        replace(private(6), is_subtask=True, parent=f"{KEY}-2"),
        began,
        replace(private(8), releases=()),
        replace(private(9), is_container=True, title="canaryprivate epic Checkout"),
        replace(private(10), parent=f"{KEY}-9", releases=()),
    )


def _of_private_team() -> tuple[IssueRecord, ...]:
    """What a team has to do that nobody sees, and what it has done: its pace is forecast from."""
    open_ones = ((80, ("search",)), (81, ("search", "v24")), (88, ()))
    past = (done(f"{KEY}-9{number:03}", "vault", number * 7 / 2, ()) for number in range(40))
    return (
        *(replace(private(number), team="vault", releases=held) for number, held in open_ones),
        *(replace(one, title=PRIVATE, restricted=True, assignee=PERSON) for one in past),
    )


def _epics(source: str) -> tuple[IssueRecord, ...]:
    """A public epic that no release holds, with a public and a private issue in it."""
    if source != "jira":
        return ()
    epic = replace(to_do("SHOP-900", "shop", (), title=EPIC), is_container=True)
    child = replace(to_do("SHOP-901", "shop", (), title=f"{OPEN}-child"), parent="SHOP-900")
    hidden = replace(private(30), parent="SHOP-900", releases=())
    return epic, child, hidden


def private(number: int, blocks: tuple[str, ...] = ()) -> IssueRecord:
    key = f"{KEY}-{number}"
    made = to_do(key, "shop", ("checkout",), title=f"{PRIVATE} {number}", restricted=True)
    return replace(made, assignee=f"{PERSON} {number}", labels=(LABEL,), blocks=blocks)


def more_private(count: int) -> tuple[IssueRecord, ...]:
    """Private issues that come later, and move a date."""
    created_at = NOW + timedelta(hours=1)
    return tuple(
        replace(private(100 + number), created_at=created_at, updated_at=created_at)
        for number in range(count)
    )

"""The small company in which every word that anybody could have written attacks."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session, sessionmaker

from connectors.sync import sync_tracker
from store.definitions import Match, ReleaseDefinition, upsert_definitions
from store.records import IssueRecord, SprintRecord
from tests.bot.answers import NOW
from tests.bot.world import MemoryTracker, jira, linear

CALLS = "<!channel> <!here> <@U123> <!subteam^S1> @here #general <#C77>"
LINKS = "<https://evil.example|ok> https://evil.example www.evil.example <mailto:a@b.c|x>"
MARKS = "> quoted *bold* _it_ ~gone~ `code` ```block``` &lt;!channel&gt; &amp; :rotating_light:"
LINES = (
    "one\x00\n• two\r\n> three\u2028four\u202efive\u2066six\u200b\x07\x1b[31m\ue0a1a\ue0a3b\ue0a4"
)
SLOTS = "{name} {count#one|many} {day:date} %s %(x)s {0} {{x}} ${x} \\1 \\g<0>"
LONG = "<!here>&" * 1250  # ten thousand characters, more once they are escaped

PAYLOADS: Mapping[str, str] = {
    "calls": CALLS,
    "links": LINKS,
    "marks": MARKS,
    "lines": LINES,
    "slots": SLOTS,
    "long": LONG,
}
ALIAS = "attack"  # what a person types to find the release that is called like the payload
NAMED = "jira:checkout"


def company(payload: str) -> tuple[MemoryTracker, ...]:
    """Give both trackers with every name and word replaced; ids stay as trackers make them."""
    return tuple(_attacking(tracker, payload) for tracker in (jira(), linear()))


def fill(
    sessions: sessionmaker[Session], trackers: tuple[MemoryTracker, ...], payload: str
) -> None:
    for tracker in trackers:
        sync_tracker(tracker, sessions, now=lambda: NOW)
    plan = ReleaseDefinition(
        "attack", f"{payload} plan", (ALIAS, payload), Match("release", ("jira:search",))
    )
    with sessions.begin() as session:
        upsert_definitions(session, [plan])


def _attacking(tracker: MemoryTracker, payload: str) -> MemoryTracker:
    issues = tuple(_issue(one, at, payload) for at, one in enumerate(tracker.issues))
    things = tracker.things
    teams = tuple(replace(one, name=f"{payload} {one.ext_id}") for one in things.teams)
    releases = tuple(
        replace(one, name=f"{payload} {one.ext_id}")
        for one in things.releases
        if one.ext_id != "extras"
    )
    sprints = tuple(
        SprintRecord(ext_id=f"s-{one.ext_id}", name=f"{payload} sprint", team=one.ext_id)
        for one in things.teams
    )
    told = replace(things, teams=teams, releases=releases, sprints=sprints)
    # Written names of releases are found by the first tracker's ids; the other's name attacks.
    name = tracker.name if tracker.name == "jira" else f"{payload[:80]} linear"
    return replace(tracker, name=name, things=told, issues=issues)


def _issue(one: IssueRecord, at: int, payload: str) -> IssueRecord:
    """Every third issue has a key that attacks, too; others wait for it."""
    told = replace(
        one,
        title=f"{payload} {at}",
        assignee=f"{payload} somebody",
        labels=(payload,),
        type=payload,
        status=one.status if one.events else payload,
        project=payload,
        releases=tuple(each for each in one.releases if each != "extras"),
        url=f"https://tracker.example/{at}|{payload}>",
    )
    make = _KEYED.get(at % 3)
    return told if make is None else make(told, payload)


_KEYED: dict[int, Callable[[IssueRecord, str], IssueRecord]] = {
    1: lambda one, payload: replace(one, key=f"{payload}{one.ext_id}"),
}

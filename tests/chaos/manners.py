"""What must hold of all that was said in a year, whatever the words are."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.delivery.poster import word_of
from bot.launching.kinds import URGENT
from bot.learning.posting import AFTER_DAYS
from bot.learning.reply import RETROSPECTIVE
from bot.schedule.hours import next_open
from planner.launch.plan import Tier
from planner.launch.stages import T_0, T_PLUS_7, depth, stage_of
from store.go_posts import GO
from store.launch_plans import load_launch_plans
from store.outcomes import load_outcomes
from tests.bot.newsrooms import WORKSPACE, Lying, outbox
from tests.chaos.staff import FUNCTIONS
from tests.chaos.year import CALENDAR, Year

_AT_ONCE: Final = (URGENT, GO)  # somebody pressed something: it is said then, whatever the hour
_AFTERWARDS: Final = (
    f"ping:{T_0.name}:enter",
    f"ping:{T_PLUS_7.name}:enter",
    RETROSPECTIVE,
    URGENT,
)
_LONG_AGO: Final = timedelta(days=28)
_NOT_YET: Final = "not_yet"


@dataclass(frozen=True, slots=True)
class Said:
    """A post that was heard."""

    at: datetime
    post: Lying

    @property
    def kind(self) -> str:
        return self.post.kind

    @property
    def function(self) -> str:
        return self.post.key.rpartition(":")[2]

    @property
    def about(self) -> str:
        """Name the release of a ping, by its key `T1:ping:RELEASE:STAGE:NUMBER:FUNCTION`."""
        return ":".join(self.post.key.split(":")[2:-3])

    def is_one_of(self, kinds: tuple[str, ...]) -> bool:
        return self.kind.startswith(kinds)


def check_manners(year: Year) -> None:
    """Assert all of it."""
    posts = outbox(year.newsroom.sessions)
    said = [*_said(year, posts)]
    check_once(year, posts, said)
    check_hours(said)
    check_stages(said)
    check_answers(said)
    check_endings(year, said)


def check_once(year: Year, posts: list[Lying], said: list[Said]) -> None:
    """Nothing is said twice, and nothing that was to be said is left."""
    assert {post.state for post in posts} <= {"sent", "skipped"}
    heard = [key for place in year.slack.channels.posted for key in year.slack.channels.keys(place)]
    assert len(heard) == len({*heard})
    edits = {word_of(post.key) for post in posts if post.kind in {"answer", GO}}
    sent = {word_of(post.key) for post in posts if post.state == "sent"}
    assert {*heard} <= sent
    assert sent - {*heard} <= edits
    fresh = [one for one in said if not one.kind.endswith(":reminder")]
    last: dict[tuple[str, str], datetime] = {}
    for one in fresh:
        words = one.post.channel, one.post.text
        # A date may move to and fro: what was so a month ago may be so again.
        assert words not in last or one.at - last[words] > _LONG_AGO, one
        last[words] = one.at


def check_hours(said: list[Said]) -> None:
    asked = [one for one in said if not one.is_one_of(_AT_ONCE)]
    assert [one for one in asked if next_open(one.at, CALENDAR) != one.at] == []


def check_stages(said: list[Said]) -> None:
    """While the date stands a stage is said once to each function, and none after a later one."""
    holds: dict[tuple[str, str], str | None] = {}
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in said:
        parts = one.kind.split(":")
        if parts[0] != "ping" or parts[1] == "renamed" or parts[2] == "reminder":
            continue
        stage, what, held = parts[1], parts[2], parts[3] if len(parts) > 3 else None
        place = one.about, one.function
        assert what == _NOT_YET or depth(stage) > depth(holds.get(place)), one
        holds[place] = held if what == _NOT_YET else stage
        told[one.post.key.rpartition(":")[0], one.about].add(one.function)
    everybody = {one.name for one in FUNCTIONS if one.is_mapped}
    assert {frozenset(functions) for functions in told.values()} == {frozenset(everybody)}


def check_answers(said: list[Said]) -> None:
    """Who does not answer is reminded as often as the stage allows, and then the owner hears."""
    reminders = Counter(
        one.post.key.split(":reminder:")[0] for one in said if one.kind.endswith(":reminder")
    )
    for key, count in reminders.items():
        assert count <= stage_of(key.split(":")[-3]).reminders
    told = Counter(one.post.key for one in said if one.kind == "launch:unanswered")
    assert told
    assert {*told.values()} == {1}


def check_endings(year: Year, said: list[Said]) -> None:
    """After a release is out only that is said, what to watch, and one retrospective."""
    with year.newsroom.sessions() as session:
        out = {one.release_id: one for one in load_outcomes(session)}
        plans = load_launch_plans(session, WORKSPACE)
    looked_back: Counter[Tier] = Counter()
    for release_id, plan in plans.items():
        mine = [one for one in said if f":{release_id}:" in f"{one.post.key}:"]
        unmapped = [one for one in mine if one.kind == "launch:unmapped"]
        assert len(unmapped) == (plan.tier is Tier.STRATEGIC), release_id
        backwards = [one for one in mine if one.kind == RETROSPECTIVE]
        outcome = out.get(release_id)
        if outcome is None or outcome.shipped_on is None:
            assert backwards == []
            continue
        later = [one for one in mine if one.at > outcome.settled_at]
        assert [one for one in later if not one.is_one_of(_AFTERWARDS)] == [], release_id
        if plan.owner is not None:
            (one,) = backwards
            days = CALENDAR.working_days_between(outcome.shipped_on, CALENDAR.today(one.at))
            assert days == AFTER_DAYS
            looked_back[plan.tier] += 1
    assert {*looked_back} == {*Tier}


def _said(year: Year, posts: list[Lying]) -> Iterator[Said]:
    known: Mapping[str, Lying] = {word_of(post.key): post for post in posts}
    for _, message in year.slack.channels.in_order():
        at = datetime.fromtimestamp(int(message["ts"].partition(".")[0]), UTC)
        yield Said(at, known[message["metadata"]["event_payload"]["dedupe_key"]])

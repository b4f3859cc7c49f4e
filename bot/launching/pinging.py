"""Puts readiness pings into the outbox: to each function in its own words, in working hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.freshness import read_at
from bot.launching.addressing import Addressee, addressees
from bot.launching.asking import first_reminder_at
from bot.launching.contents import Launching, load_contents
from bot.launching.history import (
    Put,
    kind_of,
    last_heard,
    load_words,
    next_number,
    take_back,
)
from bot.launching.owner_notes import OwnerNotes
from bot.newsroom import Newsroom
from bot.readying.weighing import weigh
from bot.schedule.hours import next_open
from bot.views.launch_beside import Beside
from bot.views.launch_contents import CONTENTS_AT, Contents
from bot.views.launch_ping import ping_blocks, ping_text
from bot.views.launch_reader import Reader, first_to_alarm
from bot.views.posted import Posted
from planner.launch.functions import Function, taking_part
from planner.launch.plan import LaunchPlan
from planner.launch.readiness import Readiness
from planner.launch.schedule import Ping, ping_canceled, ping_due, ping_gone
from planner.launch.stages import AHEAD, stage_of
from planner.launch.word import Kind, Why, Word
from planner.snapshot import SHIPPED, Snapshot
from store.adoptions import load_adoption
from store.alerts import note_lines
from store.audiences import load_began
from store.directory import ReleaseName, load_release_names
from store.forecasts import load_snapshots_before
from store.launch_plans import load_launch_plans
from store.launch_told import NAME, note_once, note_told
from store.outbox import Post, enqueue_post
from store.ping_requests import save_request

# Whoever could not be told by then is told anew, with the dates of that day.
GOOD_FOR = timedelta(days=1)


def enqueue_pings(
    session: Session,
    newsroom: Newsroom,
    snapshots: Sequence[Snapshot],
    now: datetime,
    launching: Launching | None = None,
) -> int:
    """Put down what the owners' releases ask for now; give how many posts are new.

    Out of working hours it is said when the next ones begin, as of that day. What nobody has
    heard yet when the date moves away again is taken back in silence. `launching` has what is
    answered for the releases: what is in one is told from that.
    """
    desk = replace(_desk(session, newsroom, now), launching=launching or {})
    seen = {snapshot.release_id: snapshot for snapshot in snapshots}
    plans = [plan for plan in desk.plans.values() if plan.release_id in seen]
    return sum(desk.ping(plan, seen[plan.release_id]) for plan in plans)


def enqueue_farewells(
    session: Session, newsroom: Newsroom, snapshots: Sequence[Snapshot], now: datetime
) -> int:
    """Tell who was asked to get ready for a release that is no more.

    `snapshots` has all that there are.
    """
    desk = _desk(session, newsroom, now)
    there = {snapshot.release_id for snapshot in snapshots}
    gone = [plan for plan in desk.plans.values() if plan.release_id not in there]
    if not gone or not there:
        return 0
    return sum(desk.bid_farewell(plan) for plan in gone)


def _desk(session: Session, newsroom: Newsroom, now: datetime) -> "_Desk":
    at = next_open(now, newsroom.calendar)
    posted = Posted(at, newsroom.calendar.zone, read_at(session, at))
    workspace = newsroom.workspace
    plans = {} if workspace is None else load_launch_plans(session, workspace)
    adopted = {one: plan for one, plan in plans.items() if plan.owner is not None}
    return _Desk(session, newsroom, adopted, posted, now)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the words of one review are written; `plans` are those that somebody answers for."""

    session: Session
    newsroom: Newsroom
    plans: Mapping[str, LaunchPlan]
    posted: Posted
    now: datetime
    launching: Launching = field(default_factory=dict)

    def ping(self, plan: LaunchPlan, snapshot: Snapshot) -> int:
        words = load_words(self.session, plan.release_id, self.newsroom.calendar)
        ping = self._due(plan, snapshot, words)
        ping = ping or ping_canceled(plan, snapshot, last_heard(words))
        if ping is None or (ping.why is Why.CANCELED and not self._is_new(plan)):
            return 0
        return self._say(ping, words)

    def _is_new(self, plan: LaunchPlan) -> bool:
        """Tell whether it was never said that a release is canceled; from now on it was."""
        return note_once(self.session, plan.release_id, "canceled", self.now)

    def bid_farewell(self, plan: LaunchPlan) -> int:
        words = load_words(self.session, plan.release_id, self.newsroom.calendar)
        if words and words[-1].is_waiting:
            take_back(self.session, words[-1])
            words[-1] = replace(words[-1], posts=())
        last = last_heard(words)
        if last is None or last.holds is None or stage_of(last.holds) not in AHEAD:
            return 0  # nobody prepares for it
        into = self._cover_of(plan.release_id)
        seen = load_snapshots_before(self.session, self.now)
        snapshot = next(one for one in seen if one.release_id == plan.release_id)
        ping = ping_gone(plan, snapshot, last, is_merged=into is not None)
        return 0 if ping is None else self._say(ping, words, into)

    def _due(self, plan: LaunchPlan, snapshot: Snapshot, words: Sequence[Put]) -> Ping | None:
        """Decide what to say; what waits and is not true any more is taken back first."""
        ping = self._after(plan, snapshot, last_heard(words))
        if not words or not words[-1].is_waiting:
            return ping
        is_ahead = stage_of(words[-1].word.stage) in AHEAD
        if ping is None and not (snapshot.state == SHIPPED and is_ahead):
            return None
        take_back(self.session, words[-1])
        return self._after(plan, snapshot, last_heard(words[:-1]))

    def _after(self, plan: LaunchPlan, snapshot: Snapshot, last: Word | None) -> Ping | None:
        today, calendar = self.posted.today, self.newsroom.calendar
        was_ahead = snapshot.state == SHIPPED and self._was_ahead(plan.release_id)
        return ping_due(plan, snapshot, last, today, calendar, was_ahead=was_ahead)

    def _was_ahead(self, release_id: str) -> bool:
        """Tell whether a release was not out yet when somebody began to answer for it."""
        adoption = load_adoption(self.session, release_id)
        since = {} if adoption is None else {release_id: adoption.adopted_at}
        return any(one.state != SHIPPED for one in load_began(self.session, since).values())

    def _say(self, ping: Ping, words: Sequence[Put], into: ReleaseName | None = None) -> int:
        numbered = replace(ping, number=next_number(words, ping.stage.name))
        plan, name = ping.plan, ping.snapshot.name
        beside = Beside(contents=self._contents(ping), readiness=self._readiness(ping))
        told = 0
        for one in addressees(self.newsroom, plan.tier):
            cover = None if into is None else self._called(one, into.id, into.name)
            told += self._tell(numbered, one, replace(beside, into=cover))
        if told:
            note_told(self.session, plan.release_id, NAME, name, self.now)
        notes = OwnerNotes(self.session, self.newsroom, self.posted.now, self.now)
        return told + notes.tell_missing(plan, name)

    def _contents(self, ping: Ping) -> Contents | None:
        answer = self.launching.get(ping.snapshot.release_id)
        if answer is None or ping.kind is not Kind.ENTER or ping.stage not in CONTENTS_AT:
            return None
        return load_contents(self.session, self.newsroom, answer)

    def _readiness(self, ping: Ping) -> Readiness | None:
        """Weigh how ready it is, where somebody is told that who has nothing to get ready."""
        newsroom = self.newsroom
        answer = self.launching.get(ping.snapshot.release_id)
        there = taking_part(newsroom.functions, ping.plan.tier)
        if answer is None or newsroom.answerer is None or all(one.prepares for one in there):
            return None
        return weigh(self.session, answer, newsroom.answerer.scales, self.now).readiness

    def _tell(self, ping: Ping, addressee: Addressee, beside: Beside) -> int:
        post = self._post(ping, addressee, beside)
        if not enqueue_post(self.session, post):
            return 0
        note_lines(self.session, post.dedupe_key, [ping.snapshot])
        if _asks(ping, addressee.function):
            save_request(
                self.session,
                post.dedupe_key,
                workspace=post.workspace,
                release_id=ping.snapshot.release_id,
                function=addressee.function.name,
                stage=ping.stage.name,
                next_at=first_reminder_at(post.not_before, self.newsroom.calendar),
            )
        return 1

    def _post(self, ping: Ping, addressee: Addressee, beside: Beside) -> Post:
        newsroom, function, at = self.newsroom, addressee.function, self.posted.now
        workspace = str(newsroom.workspace)
        key = f"{workspace}:ping:{ping.key}:{function.name}"
        reader = self._reader(ping, addressee)
        return Post(
            dedupe_key=key,
            workspace=workspace,
            channel=addressee.address,
            kind=kind_of(ping),
            text=ping_text(ping, reader, beside),
            blocks=ping_blocks(ping, reader, key if _asks(ping, function) else None, beside),
            not_before=at,
            expires_at=at + GOOD_FOR,
            created_at=self.now,
            release_id=ping.snapshot.release_id,
        )

    def _reader(self, ping: Ping, addressee: Addressee) -> Reader:
        seen = ping.snapshot
        name = self._called(addressee, seen.release_id, seen.name)
        return Reader(
            addressee.function,
            name,
            ping.plan.owner,
            self.posted,
            first_to_alarm(self.newsroom.functions),
            knows_name=name == seen.name,
        )

    def _called(self, addressee: Addressee, release_id: str, name: str) -> str:
        called_in = self.newsroom.called_in
        return called_in(self.session, addressee.address, release_id, name, self.now)

    def _cover_of(self, release_id: str) -> ReleaseName | None:
        names = {one.id: one for one in load_release_names(self.session)}
        cover = names[release_id].covered_by if release_id in names else None
        return None if cover is None else names.get(cover)


def _asks(ping: Ping, function: Function) -> bool:
    return ping.kind is Kind.ENTER and ping.stage.asks and function.prepares

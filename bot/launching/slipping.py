"""Tells those who get a release ready that its date has moved, each in the words they work by."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.alerting import GOOD_FOR, SETTLES_AFTER, Causes, known_causes
from bot.freshness import read_at
from bot.launching.addressing import Addressee, addressees
from bot.launching.history import last_heard, load_words
from bot.launching.kinds import SLIP
from bot.newsroom import Newsroom
from bot.schedule.hours import next_open
from bot.views.launch_reader import Reader
from bot.views.launch_slip import slip_blocks, slip_text
from bot.views.posted import Posted
from bot.wishes import SLIPS
from planner.alerts import slips
from planner.digest import Line
from planner.launch.plan import LaunchPlan, Tier
from planner.launch.slips import follows, is_news, is_swing
from planner.snapshot import Snapshot
from store.adoptions import load_adoptions
from store.alerts import enqueue_alert, take_back_alert
from store.audiences import Place, count_slips_in, load_heard_in, load_waiting_in
from store.launch_plans import load_launch_plans
from store.outbox import Post
from store.subscriptions import Subscription
from store.told_last import WaitingAlert


@dataclass(frozen=True, slots=True)
class SlipDue:
    """What a function should hear now, in place of what `waiting` still says, if any.

    Without lines there is nothing to say any more. `plans` are those of the releases, by id.
    """

    addressee: Addressee
    place: Place
    plans: Mapping[str, LaunchPlan]
    lines: tuple[Line, ...]
    waiting: WaitingAlert | None = None


def slips_due(
    session: Session, newsroom: Newsroom, snapshots: Sequence[Snapshot], now: datetime
) -> tuple[SlipDue, ...]:
    """Find what the functions that take part should hear of the releases with an owner.

    What is for notes only is left to digests, and what a channel subscribed to is left to its
    subscription: nothing is told twice. Several functions in one channel hear it once. Who does
    not build it hears of no move before it was asked to get ready.
    """
    if newsroom.workspace is None:
        return ()
    watch = _Watch(session, newsroom, snapshots, now)
    return tuple(due for due in watch.dues() if due is not None)


def enqueue_slips(
    session: Session,
    newsroom: Newsroom,
    snapshots: Sequence[Snapshot],
    causes: Causes,
    now: datetime,
) -> int:
    """Put down what functions should hear; give how many posts are new."""
    enqueued = 0
    for due in slips_due(session, newsroom, snapshots, now):
        if due.waiting is not None:
            take_back_alert(session, due.waiting)
        if due.lines:
            post = _post(session, newsroom, due, causes, now)
            enqueued += enqueue_alert(session, post, [line.now for line in due.lines])
    return enqueued


@dataclass(frozen=True, slots=True)
class _Watch:
    """What a review saw, and from where it is told."""

    session: Session
    newsroom: Newsroom
    snapshots: Sequence[Snapshot]
    now: datetime

    def dues(self) -> Iterator[SlipDue | None]:
        workspace = str(self.newsroom.workspace)
        plans = load_launch_plans(self.session, workspace)
        adopted = load_adoptions(self.session)
        since = {one.release_id: one.adopted_at for one in adopted if one.workspace == workspace}
        told = [plans[one] for one in since if one in plans and plans[one].tier != Tier.NOTES]
        for addressee, theirs in self._by_addressee(told).items():
            kind = f"{SLIP}:{addressee.function.name}"
            place = Place(workspace, addressee.address, kind)
            yield self._due(addressee, place, theirs, since)

    def _by_addressee(self, plans: Sequence[LaunchPlan]) -> dict[Addressee, dict[str, LaunchPlan]]:
        """Give the releases of each function, but for those that its channel hears of anyway."""
        wishes = self.newsroom.listening(self.session, SLIPS)
        found: dict[Addressee, dict[str, LaunchPlan]] = {}
        for plan in plans:
            heard = {one.channel for one in wishes if _covers(one, plan)}
            for addressee in self._followers(plan):
                if addressee.address not in heard:
                    found.setdefault(addressee, {})[plan.release_id] = plan
                    heard.add(addressee.address)
        return found

    def _followers(self, plan: LaunchPlan) -> list[Addressee]:
        """Give who has begun to prepare a release, or builds it."""
        calendar = self.newsroom.calendar
        now = next((one for one in self.snapshots if one.release_id == plan.release_id), None)
        if now is None:
            return []
        was_pinged = last_heard(load_words(self.session, plan.release_id, calendar)) is not None
        today = calendar.today(self.now)
        return [
            one
            for one in addressees(self.newsroom, plan.tier)
            if follows(one.function, plan, now, today, calendar, was_pinged=was_pinged)
        ]

    def _due(
        self,
        addressee: Addressee,
        place: Place,
        plans: Mapping[str, LaunchPlan],
        since: Mapping[str, datetime],
    ) -> SlipDue | None:
        began = {release_id: since[release_id] for release_id in plans}
        covered = [one for one in self.snapshots if one.release_id in plans]
        waiting = load_waiting_in(self.session, place)
        told = load_heard_in(self.session, place, {}, waiting)
        heard = load_heard_in(self.session, place, began)
        # Nobody has read what waits: it is put right however little it takes.
        unread = [
            one for one, seen in heard.items() if waiting is not None and told.get(one) != seen
        ]
        lines = self._lines(addressee, plans, covered, heard, {*told} - {*unread})
        if not lines:
            return None
        if waiting is not None:
            heard = load_heard_in(self.session, place, began, waiting)
            lines = self._lines(addressee, plans, covered, heard, {*told})
        return SlipDue(addressee, place, plans, lines, waiting)

    def _lines(
        self,
        addressee: Addressee,
        plans: Mapping[str, LaunchPlan],
        covered: Sequence[Snapshot],
        heard: Mapping[str, Snapshot],
        told: Collection[str],
    ) -> tuple[Line, ...]:
        """Give what is news against what was heard; of what was `told`, a swing is none."""
        calendar, function = self.newsroom.calendar, addressee.function
        today = calendar.today(self.now)
        return tuple(
            line
            for line in slips(covered, heard, today, calendar)
            if is_news(line, plans[line.now.release_id], function, today)
            and not (line.now.release_id in told and is_swing(line, today, calendar))
        )


def _covers(wish: Subscription, plan: LaunchPlan) -> bool:
    return wish.release_id in (None, plan.release_id)


def _post(
    session: Session, newsroom: Newsroom, due: SlipDue, causes: Causes, now: datetime
) -> Post:
    earliest = now + SETTLES_AFTER if due.waiting is None else max(due.waiting.not_before, now)
    at = next_open(earliest, newsroom.calendar)
    place, number = due.place, count_slips_in(session, due.place) + 1
    posted = Posted(at, newsroom.calendar.zone, read_at(session, at))
    readers = {
        release_id: Reader(
            due.addressee.function,
            newsroom.called_in(session, place.address, release_id, _name(due, release_id), now),
            plan.owner,
            posted,
        )
        for release_id, plan in due.plans.items()
        if any(line.now.release_id == release_id for line in due.lines)
    }
    known = known_causes(due.lines, causes)
    return Post(
        dedupe_key=f"{place.workspace}:{place.address}:{place.kind}:{number}",
        workspace=place.workspace,
        channel=place.address,
        kind=place.kind,
        text=slip_text(due.lines, readers, due.plans),
        blocks=slip_blocks(due.lines, readers, due.plans, known),
        not_before=at,
        expires_at=at + GOOD_FOR,
        created_at=now,
        release_id=due.lines[0].now.release_id if len(due.lines) == 1 else None,
    )


def _name(due: SlipDue, release_id: str) -> str:
    return next(line.now.name for line in due.lines if line.now.release_id == release_id)

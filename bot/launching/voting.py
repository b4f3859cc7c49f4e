"""Votes at T-3: the owner gets go / no-go, and hears whose votes are missing the day before."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.launching.addressing import owner_address
from bot.launching.contents import Launching
from bot.launching.history import Put, load_words
from bot.newsroom import Newsroom
from bot.readying.going import enqueue_go, go_state
from bot.readying.weighing import weigh
from planner.answer import Answer
from planner.launch.functions import Function, preparing
from planner.launch.plan import LaunchPlan
from planner.launch.stages import T_3, depth, stages_of
from planner.launch.votes import MissingVote, Vote, missing_votes, whom_to_ask
from planner.launch.word import Kind
from store.delegations import load_delegations
from store.go_posts import load_go_ts, skip_waiting_go
from store.launch_plans import load_launch_plans
from store.launch_told import note_once
from store.ping_requests import PingRequest
from store.sign_offs import load_votes


def enqueue_votings(
    session: Session, newsroom: Newsroom, launching: Launching, now: datetime
) -> int:
    """Give owners go / no-go, once each time that T-3 is said; give how many posts are new.

    Functions vote below their own pings of T-3, so that nobody is asked twice in one channel. What
    waits goes when its ping was taken back.
    """
    plans = load_launch_plans(session, newsroom.workspace) if launching else {}
    table = _Table(session, newsroom, now)
    return sum(
        table.lay(plans[release_id], answer)
        for release_id, answer in launching.items()
        if release_id in plans and T_3 in stages_of(plans[release_id].tier)
    )


def load_vote(session: Session, request: PingRequest) -> Vote | None:
    """Give what a function has voted on the release of a ping."""
    return load_votes(session, request.release_id).get(request.function)


def load_missing(
    session: Session, newsroom: Newsroom, plan: LaunchPlan, now: datetime
) -> tuple[MissingVote, ...]:
    """Give whose votes are missing, with those to ask who are here."""
    there = preparing(newsroom.functions, plan.tier)
    votes, today = load_votes(session, plan.release_id), newsroom.calendar.today(now)
    return missing_votes(there, votes, load_delegations(session), today)


def load_voters(
    session: Session, newsroom: Newsroom, function: Function, now: datetime
) -> tuple[str, ...]:
    """Give who is to vote for a function today: who stands in asks nothing of who is away."""
    asked = whom_to_ask(function, load_delegations(session), newsroom.calendar.today(now))
    return tuple(one for one in asked if not newsroom.has_left(one))


@dataclass(frozen=True, slots=True)
class _Table:
    """Where go / no-go is laid before owners at a moment."""

    session: Session
    newsroom: Newsroom
    now: datetime

    def lay(self, plan: LaunchPlan, answer: Answer) -> int:
        release_id, newsroom = plan.release_id, self.newsroom
        if plan.owner is None or newsroom.answerer is None:
            return 0
        words = load_words(self.session, release_id, newsroom.calendar)
        heard = [put for put in words if not put.is_void]
        address = owner_address(newsroom, plan.owner)
        if not heard or depth(heard[-1].word.holds) < depth(T_3.name):
            self._take_back(release_id, address)
            return 0
        if not self._is_new(release_id, heard[-1]):
            return 0
        weighed = weigh(self.session, answer, newsroom.answerer.scales, self.now)
        state = go_state(self.session, newsroom, weighed, address, self.now)
        workspace, at = str(newsroom.workspace), heard[-1].posts[0].not_before
        return enqueue_go(self.session, state, workspace, address, self.now, at)

    def _is_new(self, release_id: str, put: Put) -> bool:
        if (put.word.stage, put.word.kind) != (T_3.name, Kind.ENTER):
            return False
        about = f"go:{put.posts[0].created_at.isoformat()}"
        return note_once(self.session, release_id, about, self.now)

    def _take_back(self, release_id: str, address: str) -> None:
        if load_go_ts(self.session, release_id, address) is None:
            skip_waiting_go(self.session, release_id, address)

"""Asks again for an answer to a ping: in working hours, a few times, then its owner hears of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.launching.addressing import people_of
from bot.launching.history import Put, load_words
from bot.launching.owner_notes import OwnerNotes
from bot.launching.voting import load_missing, load_vote, load_voters
from bot.newsroom import Newsroom
from bot.schedule.hours import next_open
from bot.schedule.slots import moment_of
from bot.views.blocks import joined
from bot.views.ping_note import (
    Unanswered,
    escalation_text,
    overtaken_text,
    reminder_blocks,
    reminder_text,
    votes_text,
)
from bot.words.escape import Mrkdwn
from planner.calendar import WorkCalendar
from planner.launch.functions import Function
from planner.launch.plan import LaunchPlan
from planner.launch.stages import AHEAD, stage_of
from planner.launch.votes import votes_at
from planner.launch.word import Kind
from store.launch_plans import load_launch_plans
from store.launch_told import NAME, load_told
from store.outbox import Post, enqueue_post
from store.ping_requests import (
    PingRequest,
    RequestState,
    answer_request,
    ask_again,
    load_asked_again,
)
from store.switches import is_paused

_GOOD_FOR = timedelta(days=1)
_DAY = timedelta(days=1)


def first_reminder_at(asked_at: datetime, calendar: WorkCalendar) -> datetime:
    """Give when to ask again: the next working day at the same time, in working hours."""
    local = asked_at.astimezone(ZoneInfo(calendar.zone))
    day = local.date() + _DAY
    while not calendar.is_working(day, 1)[0]:
        day += _DAY
    clock = time(local.hour, local.minute, local.second)
    return next_open(moment_of(day, clock, calendar.zone), calendar)


def enqueue_reminders(session: Session, newsroom: Newsroom, now: datetime) -> int:
    """Ask again, or tell the owner, wherever it is time; give how many posts are new.

    Once something newer was said of the release nobody has to answer any more. Where that is the
    next stage, and nobody had answered, the owner hears of it: once a release and stage, however
    many have not answered. While all is paused nothing counts as asked.
    """
    if newsroom.workspace is None:
        return 0
    requests = load_asked_again(session, newsroom.workspace)
    if not requests or is_paused(session):
        return 0
    plans = load_launch_plans(session, newsroom.workspace)
    desk = _Desk(session, newsroom, plans, now)
    return sum(desk.look_at(request) for request in requests) + desk.tell_owners()


@dataclass(frozen=True, slots=True)
class _Silent:
    """A request that was not answered, and what its owner is told of it."""

    request: PingRequest
    unanswered: Unanswered
    said: Mrkdwn


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where requests are looked through at a moment; `plans` by release."""

    session: Session
    newsroom: Newsroom
    plans: Mapping[str, LaunchPlan]
    now: datetime
    _silent: list[_Silent] = field(default_factory=list)

    def look_at(self, request: PingRequest) -> int:
        plan = self.plans.get(request.release_id)
        function = self._function(request)
        words = load_words(self.session, request.release_id, self.newsroom.calendar)
        heard = [put for put in words if not put.is_void]
        if plan is None or plan.owner is None or function is None or not heard:
            return self._end(request)
        vote = load_vote(self.session, request) if _is_vote(request, function) else None
        if vote is not None:  # it was given without the ping, or before it
            done = RequestState.ACKED
            answer_request(self.session, request, done, by=vote.person, at=vote.at)
            return 0
        if heard[-1].is_waiting:
            return 0  # it may yet be taken back
        unanswered = self._unanswered(plan, request, function)
        if not _is_of(heard[-1], request):
            return self._overtake(unanswered, request, heard[-1])
        if request.next_at > self.now:
            return 0
        return self._ask(unanswered, request)

    def _overtake(self, unanswered: Unanswered, request: PingRequest, newest: Put) -> int:
        self._end(request)
        word = newest.word
        is_next = word.kind is Kind.ENTER and stage_of(word.stage) in AHEAD
        if not is_next or request.state is not RequestState.OPEN:
            return 0
        if unanswered.is_vote:
            return self._tell_missing(unanswered, request)
        self._silent.append(_Silent(request, unanswered, overtaken_text(unanswered, word.stage)))
        return 0

    def _ask(self, unanswered: Unanswered, request: PingRequest) -> int:
        at = next_open(self.now, self.newsroom.calendar)
        later = first_reminder_at(at, self.newsroom.calendar)
        if request.reminders >= stage_of(request.stage).reminders:
            ask_again(self.session, request, RequestState.ESCALATED, later, request.reminders)
            if unanswered.is_vote:
                return self._tell_missing(unanswered, request)
            self._silent.append(_Silent(request, unanswered, escalation_text(unanswered)))
            return 0
        number = request.reminders + 1
        ask_again(self.session, request, RequestState.OPEN, later, number)
        is_last = number >= stage_of(request.stage).reminders
        post = Post(
            dedupe_key=f"{request.key}:reminder:{number}",
            workspace=request.workspace,
            channel=request.channel,
            kind=f"ping:{request.stage}:reminder",
            text=reminder_text(unanswered, is_last=is_last),
            blocks=reminder_blocks(unanswered, request.key, is_last=is_last),
            not_before=at,
            expires_at=at + _GOOD_FOR,
            created_at=self.now,
            release_id=request.release_id,
        )
        return enqueue_post(self.session, post)

    def _tell_missing(self, unanswered: Unanswered, request: PingRequest) -> int:
        """Name all whose votes are missing, once for all functions that one ping has asked."""
        plan, at = unanswered.plan, next_open(self.now, self.newsroom.calendar)
        missing = load_missing(self.session, self.newsroom, plan, self.now)
        key = request.key.removesuffix(f":{request.function}")
        notes = OwnerNotes(self.session, self.newsroom, at, self.now)
        said = votes_text(unanswered.name, missing)
        return notes.tell(plan, unanswered.name, "votes", key, said)

    def tell_owners(self) -> int:
        """Tell each owner of those who were silent, a release and stage in one message."""
        at = next_open(self.now, self.newsroom.calendar)
        notes = OwnerNotes(self.session, self.newsroom, at, self.now)
        told: dict[tuple[str, str], list[_Silent]] = {}
        for one in self._silent:
            told.setdefault((one.request.release_id, one.request.stage), []).append(one)
        return sum(_tell(notes, silent) for silent in told.values())

    def _end(self, request: PingRequest) -> int:
        ask_again(self.session, request, RequestState.OVER, request.next_at, request.reminders)
        return 0

    def _unanswered(self, plan: LaunchPlan, request: PingRequest, function: Function) -> Unanswered:
        told = load_told(self.session, request.release_id, NAME)
        name = request.release_id if told is None else told
        return Unanswered(
            plan,
            self.newsroom.called_in(
                self.session, request.channel, request.release_id, name, self.now
            ),
            function,
            self._people(request, function),
            request.stage,
            request.reminders + 1,
        )

    def _people(self, request: PingRequest, function: Function) -> tuple[str, ...]:
        if _is_vote(request, function):
            return load_voters(self.session, self.newsroom, function, self.now)
        return people_of(self.newsroom, function)

    def _function(self, request: PingRequest) -> Function | None:
        found = (one for one in self.newsroom.functions if one.name == request.function)
        return next(found, None)


def _is_vote(request: PingRequest, function: Function) -> bool:
    return votes_at(request.stage, function)


def _tell(notes: OwnerNotes, silent: Sequence[_Silent]) -> int:
    first, said = silent[0], joined([one.said for one in silent], "\n")
    plan, name = first.unanswered.plan, first.unanswered.name
    return notes.tell(plan, name, "unanswered", first.request.key, said)


def _is_of(put: Put, request: PingRequest) -> bool:
    return any(post.id == request.post_id for post in put.posts)

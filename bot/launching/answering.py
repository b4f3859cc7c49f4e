"""The answers to a ping: got it, later, or blocked; by those who were asked, and kept."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from bot.launching.addressing import look_around, owner_address, people_of
from bot.launching.history import load_words
from bot.launching.kinds import ANSWER
from bot.launching.owner_notes import OwnerNotes
from bot.people.errors import refused
from bot.people.office import Office
from bot.people.roles import Asker, Role
from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.schedule.hours import next_open
from bot.schedule.slots import moment_of
from bot.slack.elsewhere import is_member
from bot.views.launch_reader import say_function
from bot.views.people import say_people, say_person
from bot.views.ping_answer import ACK, BLOCKED, SNOOZE, Answer, answered_text, with_answer
from bot.views.ping_note import Unanswered, blocked_text
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from bot.words.manner import telling
from planner.launch.functions import Function, Wording
from planner.launch.outlook import anchor_of
from store.audit import record_audit
from store.forecasts import load_snapshots
from store.launch_plans import load_launch_plan
from store.launch_told import NAME, load_told
from store.outbox import Post, enqueue_post
from store.ping_requests import PingRequest, RequestState, answer_request, load_request
from store.said import load_last_review
from store.stuck import load_post

_GOOD_FOR = timedelta(days=1)
_OFFERED = (1, 2, 3, 5)  # working days ahead
_NINE = time(9)
_STATES = {
    ACK: RequestState.ACKED,
    SNOOZE: RequestState.SNOOZED,
    BLOCKED: RequestState.BLOCKED,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a window asks about: the function that was asked, and the days that it may pick."""

    function: str
    days: tuple[date, ...] = ()


def acknowledge(office: Office, asker: Asker, key: str) -> Reply:
    """Note that a function has what it was told.

    Raises:
        RefusedError: it is no ping of ours, somebody has done so, or it is not theirs to answer.
    """
    request = _answer(office, asker, key, Answer(ACK, asker.user, office.answerer.today()))
    function = say_function(request.function)
    return sentence_reply(say("ping_answer.done_ack", function=function), "answered")


def ask_snooze(office: Office, asker: Asker, key: str) -> Question:
    """Give the days on which it may be asked again.

    Raises:
        RefusedError: as for an answer, or there is no such day.
    """
    request = _must_answer(office, asker, key)
    return Question(request.function, _days(office, request))


def snooze(office: Office, asker: Asker, key: str, until: date) -> Mrkdwn:
    """Ask again on a day, and not before.

    Raises:
        RefusedError: as for an answer, or that day was not offered.
    """
    request = _must_answer(office, asker, key)
    if until not in _days(office, request):
        raise refused(say("ping_answer.not_offered"))
    today = office.answerer.today()
    _answer(office, asker, key, Answer(SNOOZE, asker.user, today, until=until))
    return say("ping_answer.done_snooze", today, day=until)


def ask_reason(office: Office, asker: Asker, key: str) -> Question:
    """See whether somebody may say what blocks them.

    Raises:
        RefusedError: as for an answer.
    """
    return Question(_must_answer(office, asker, key).function)


def block(office: Office, asker: Asker, key: str, reason: str) -> Mrkdwn:
    """Note what stands in the way, and tell the owner.

    Raises:
        RefusedError: as for an answer, or there is no reason.
    """
    if not reason.strip():
        raise refused(say("ping_answer.no_reason"))
    answer = Answer(BLOCKED, asker.user, office.answerer.today(), reason=reason.strip())
    look_around(office.newsroom, office.now)
    request = _answer(office, asker, key, answer)
    with office.people.sessions() as session:
        owner = load_launch_plan(session, request.release_id).owner
    if owner is None:
        return say("ping_answer.done_blocked_nobody")
    told = owner_address(office.newsroom, owner)
    if told != owner:
        people = {"owner": say_person(owner), "told": say_person(told)}
        return say("ping_answer.done_blocked_left", **people)
    return say("ping_answer.done_blocked", owner=say_person(owner))


def _answer(office: Office, asker: Asker, key: str, answer: Answer) -> PingRequest:
    """Keep an answer, show it in the ping's message, and tell the owner what blocks."""
    _must_answer(office, asker, key)
    with office.people.sessions.begin() as session:
        request = _must_be_open(session, office, asker, key)
        state, next_at = _STATES[answer.what], None
        if answer.until is not None:
            zone = office.people.calendar.zone
            next_at = next_open(moment_of(answer.until, _NINE, zone), office.people.calendar)
        reason = answer.reason or None
        number = answer_request(
            session,
            request,
            state,
            by=asker.user,
            at=office.now,
            reason=reason,
            next_at=next_at,
        )
        with telling(office.people.region):  # all who are in the channel read it
            _show(session, office, request, answer, number)
            if answer.what == BLOCKED:
                _tell_owner(session, office, request, answer, number)
        record_audit(
            session,
            office.now,
            asker.workspace,
            asker.user,
            answer.what,
            f"release:{request.release_id}",
            _plain(request, request.state, request.reason),
            _plain(request, state, reason),
        )
    return request


def must_be_asked(office: Office, asker: Asker, key: str) -> tuple[PingRequest, bool]:
    """Let those pass who were asked, as far as our own database knows.

    With the request it tells whether Slack has to say who is in the channel: nobody is named.

    Raises:
        RefusedError: it is no ping of ours, it needs no answer, or it is not theirs to answer.
    """
    with office.people.sessions.begin() as session:
        request = _must_be_open(session, office, asker, key)
    functions = (one for one in office.people.functions if one.name == request.function)
    function = next(functions, None)
    if office.people.roles.of(asker.user) is Role.ADMIN:
        return request, False
    if function is None:
        raise refused(say("ping_answer.over"))
    people = people_of(office.newsroom, function)
    if people and asker.user not in people:
        names = {"function": say_function(function.name), "people": say_people(people)}
        raise refused(say("ping_answer.not_yours", **names))
    return request, not people


def _must_answer(office: Office, asker: Asker, key: str) -> PingRequest:
    """Let those pass who were asked; that may take a look at Slack, so no transaction is open."""
    request, is_for_members = must_be_asked(office, asker, key)
    if is_for_members and not _is_in(office, asker, office.newsroom.place_of(request.channel)):
        function = say_function(request.function)
        raise refused(say("ping_answer.not_in_channel", function=function))
    return request


def _must_be_open(session: Session, office: Office, asker: Asker, key: str) -> PingRequest:
    request = load_request(session, key)
    if request is None or request.workspace != asker.workspace:
        raise refused(say("trouble.stale_button"))
    if request.state is RequestState.ACKED:
        person, day = say_person(request.by or ""), _day(office, request)
        today = office.answerer.today()
        raise refused(say("ping_answer.acked_already", today, person=person, day=day))
    words = load_words(session, request.release_id, office.people.calendar)
    heard = [put for put in words if not put.is_void]
    if not heard or all(post.id != request.post_id for post in heard[-1].posts):
        raise refused(say("ping_answer.over"))
    return request


def _is_in(office: Office, asker: Asker, place: str) -> bool:
    return asker.channel == place or is_member(office.rooms.client, place, asker.user)


def _days(office: Office, request: PingRequest) -> tuple[date, ...]:
    """Give the working days to come on which it can be asked again, all before the launch.

    Who is told no days gets them all: which ones are left would tell.
    """
    calendar, today = office.people.calendar, office.answerer.today()
    days = [_working_day_after(office, today, count) for count in _OFFERED]
    with office.people.sessions() as session:
        review = load_last_review(session)
        seen = () if review is None else load_snapshots(session, review.data_version)
        plan = load_launch_plan(session, request.release_id)
    snapshot = next((one for one in seen if one.release_id == request.release_id), None)
    anchor = None if snapshot is None else anchor_of(plan, snapshot, calendar.today(office.now))
    if anchor is not None and not _is_told_no_days(office, request.function):
        days = [day for day in days if day < anchor]
    if not days:
        raise refused(say("ping_answer.no_day"))
    return tuple(days)


def _is_told_no_days(office: Office, name: str) -> bool:
    return any(
        one.name == name and one.wording is Wording.HORIZON for one in office.people.functions
    )


def _working_day_after(office: Office, day: date, count: int) -> date:
    calendar = office.people.calendar
    while count:
        day += timedelta(days=1)
        count -= bool(calendar.is_working(day, 1)[0])
    return day


def _show(
    session: Session, office: Office, request: PingRequest, answer: Answer, number: int
) -> None:
    """Change the ping's message; one whose words are gone by now is left as it is."""
    original = load_post(session, request.post_id)
    if original is None or request.ts is None or not original.post.text:
        return
    enqueue_post(
        session,
        Post(
            dedupe_key=f"{request.key}:{ANSWER}:{number}",
            workspace=request.workspace,
            channel=request.channel,
            kind=ANSWER,
            text=answered_text(original.post.text, answer),
            blocks=with_answer(original.post.blocks, answer),
            not_before=office.now,
            expires_at=office.now + _GOOD_FOR,
            created_at=office.now,
            release_id=request.release_id,
            edits=request.ts,
        ),
    )


def _tell_owner(
    session: Session, office: Office, request: PingRequest, answer: Answer, number: int
) -> None:
    plan = load_launch_plan(session, request.release_id)
    told = load_told(session, request.release_id, NAME) or request.release_id
    unanswered = Unanswered(
        plan,
        office.newsroom.called_in(
            session, plan.owner or request.channel, request.release_id, told, office.now
        ),
        Function(request.function),
        (),
        request.stage,
        request.reminders + 1,
    )
    said = blocked_text(unanswered, answer.person, answer.reason)
    notes = OwnerNotes(session, office.newsroom, office.now, office.now)
    notes.tell(plan, unanswered.name, "blocked", f"{request.key}:{number}", said)


def _plain(request: PingRequest, state: RequestState, reason: str | None) -> dict[str, str]:
    """Give how a request stands as JSON, for the audit."""
    told = {"function": request.function, "stage": request.stage, "state": str(state)}
    return told if reason is None else {**told, "reason": reason}


def _day(office: Office, request: PingRequest) -> date:
    return office.people.calendar.today(request.at or office.now)

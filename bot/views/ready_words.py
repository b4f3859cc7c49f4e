"""Phrases of readiness that its card, its modals and go / no-go share."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.views.blocks import joined
from bot.views.people import say_person
from bot.words.catalogue import say, say_note
from bot.words.english import codes
from bot.words.escape import Mrkdwn, escape, link
from planner.calendar import WorkCalendar
from planner.inputs import Item
from planner.launch.evidence import GateState
from planner.launch.functions import Function
from planner.launch.gates import Gate
from planner.launch.readiness import FunctionStanding, GateStanding, GateWord
from planner.launch.votes import Delegation, MissingVote, Verdict, Vote

REASON_LIMIT = 160
_EVIDENCE_LIMIT = 120
_KEYS_SHOWN = 3
_PEOPLE_SHOWN = 4


def function_name(name: str) -> Mrkdwn:
    """Give a function as a heading has it; one's own is called as in the settings."""
    if name in codes("ready_function"):
        return say(f"ready_function.{name}")
    return escape(name.replace("-", " ").capitalize())


def function_names(functions: Iterable[Function]) -> Mrkdwn:
    return joined((function_name(one.name) for one in functions), say("join.comma") + " ")


def criterion(gate: Gate, today: date) -> Mrkdwn:
    return say_note(gate.criterion, today)


def say_seen(standing: GateStanding, today: date, calendar: WorkCalendar, *, knows: bool) -> Mrkdwn:
    """Say by what a gate stands as it does: its evidence, or whose word."""
    word = standing.said
    if word is not None and standing.state is GateState.WAIVED:
        told: dict[str, date | Mrkdwn] = {
            "day": calendar.today(word.at),
            "reason": escape(word.reason or "", REASON_LIMIT),
        }
        return say("seen.said_waived", today, person=say_person(word.person), **told)
    if standing.finding is None:
        return _by_person(word, today, calendar)
    seen = say_note(standing.finding.seen, today)
    named = say_items(standing.finding.items, knows=knows)
    return seen if named is None else Mrkdwn(f"{seen}: {named}")


def say_items(items: Sequence[Item], *, knows: bool) -> Mrkdwn | None:
    """Name the first few that everybody may see, and how many more; None where there are none.

    Only who `knows` is told how many of them are private.
    """
    if not items:
        return None
    open_to_all = [item for item in items if not item.restricted]
    shown = [link(item.url, item.key) for item in open_to_all[:_KEYS_SHOWN]]
    more, private = len(open_to_all) - len(shown), len(items) - len(open_to_all)
    if not knows:
        more, private = (more + private if shown else 0), 0
    rest = [say("forecast.more", count=more)] if more else []
    rest += [say("private.one", count=private)] if private else []
    return joined((*shown, *rest), say("join.comma") + " ") if shown or rest else None


def say_evidence(evidence: str | None) -> Mrkdwn:
    """Link an address, and quote a note; an address that cannot be linked is a note."""
    if evidence is None:
        return say("seen.said_nothing")
    linked = link(evidence, say("seen.link"))
    return linked if linked.startswith("<") else escape(evidence, _EVIDENCE_LIMIT)


def say_vote(
    standing: FunctionStanding, missing: MissingVote | None, today: date, calendar: WorkCalendar
) -> Mrkdwn:
    """Say what a function has voted, or whose vote is missing."""
    vote = standing.vote
    if vote is not None:
        return _voted(vote, today, calendar)
    if missing is None or not missing.ask:
        return say("ready.vote_nobody")
    return say("ready.vote_missing", people=_few([say_person(one) for one in missing.ask]))


def say_standing_in(
    delegations: Iterable[Delegation], functions: Iterable[Function], today: date
) -> Mrkdwn | None:
    """Say who of these functions is away, and who speaks for them; None where nobody is."""
    theirs = {person for function in functions for person in function.people}
    told = [
        say(
            "ready.stands_in",
            today,
            person=say_person(one.person),
            delegate=say_person(one.delegate),
            day=one.last_on,
        )
        for one in delegations
        if one.person in theirs and one.holds_on(today)
    ]
    if not told:
        return None
    return say("ready.standing_in", people=_few(told))


def say_launch(anchor: date | None, today: date, calendar: WorkCalendar) -> Mrkdwn:
    """Say when the launch is, and how many working days are left until then."""
    if anchor is None:
        return say("ready.launch_unknown")
    if anchor < today:
        return say("ready.launch_past", today, day=anchor)
    if anchor == today:
        return say("ready.launch_today")
    left = calendar.working_days_between(today, anchor)
    return say("ready.launch", today, day=anchor, left=left)


def _few(said: Sequence[Mrkdwn]) -> Mrkdwn:
    """Name a few, and say how many more there are."""
    rest = len(said) - _PEOPLE_SHOWN
    more = [say("forecast.more", count=rest)] if rest > 0 else []
    return joined((*said[:_PEOPLE_SHOWN], *more), say("join.comma") + " ")


def _voted(vote: Vote, today: date, calendar: WorkCalendar) -> Mrkdwn:
    person, reason = say_person(vote.person), escape(vote.reason or "", REASON_LIMIT)
    if vote.verdict is Verdict.BLOCK:
        return say("ready.vote_block", person=person, reason=reason)
    if vote.verdict is Verdict.WAIVE:
        return say("ready.vote_waive", person=person, reason=reason)
    said = say("ready.vote_approve", today, person=person, day=calendar.today(vote.at))
    return said if vote.evidence is None else joined((said, f"({say_evidence(vote.evidence)})"))


def _by_person(word: GateWord | None, today: date, calendar: WorkCalendar) -> Mrkdwn:
    if word is None or word.evidence is None:
        return say("seen.said_nothing")
    person, evidence = say_person(word.person), say_evidence(word.evidence)
    return say(
        "seen.said_done", today, evidence=evidence, person=person, day=calendar.today(word.at)
    )

"""Weighs how ready a release is: its plan, its issues, and what people have said of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from planner.answer import Answer, ReleaseForecast, Shipped
from planner.calendar import WorkCalendar
from planner.inputs import Scope
from planner.launch.evidence import Facts
from planner.launch.gates import LaunchRules
from planner.launch.plan import LaunchPlan
from planner.launch.readiness import Closing, Readiness, SaidOfLaunch, readiness_of
from planner.launch.votes import Delegation
from store.delegations import load_delegations
from store.gate_words import load_gate_words
from store.issue_facts import has_links, load_issues
from store.launch_plans import load_commitments, load_launch_plan
from store.sign_offs import load_votes

SAFE_PERCENT = 85


@dataclass(frozen=True, slots=True)
class Weighed:
    """A release's readiness, with what was said of the release and who stands in for whom."""

    readiness: Readiness
    plan: LaunchPlan
    delegations: tuple[Delegation, ...]
    answer: Answer

    @property
    def release_id(self) -> str:
        return self.readiness.release_id

    @property
    def name(self) -> str:
        return self.answer.scope.release.name


@dataclass(frozen=True, slots=True)
class Scales:
    """The rules by which it is weighed."""

    rules: LaunchRules
    calendar: WorkCalendar


def weigh(session: Session, answer: Answer, scales: Scales, at: datetime) -> Weighed:
    """Weigh a release as of `at`, as far as what it is weighed by has a history.

    Words, votes, promises, labels and priorities have one; tier, owner and delegations have not.
    """
    scope, release_id = answer.scope, answer.scope.release.id
    plan = load_launch_plan(session, release_id)
    promised = load_commitments(session, at, release_id).get(release_id, ())
    committed_on = promised[-1].due_on if promised else None
    delegations = load_delegations(session)
    said = SaidOfLaunch(
        load_gate_words(session, release_id, at), load_votes(session, release_id, at), delegations
    )
    facts = _facts(session, answer, plan, committed_on or scope.due_on, scales.calendar, at)
    readiness = readiness_of(
        release_id, plan.tier, facts, scales.rules, said, closed=_closing(answer)
    )
    return Weighed(readiness, plan, delegations, answer)


def _closing(answer: Answer) -> Closing | None:
    if isinstance(answer, Shipped):
        return Closing.SHIPPED
    return Closing.CANCELED if answer.scope.release.is_canceled else None


def _facts(
    session: Session,
    answer: Answer,
    plan: LaunchPlan,
    committed_on: date | None,
    calendar: WorkCalendar,
    at: datetime,
) -> Facts:
    scope, sources = answer.scope, answer.scope.release.sources
    forecast = answer if isinstance(answer, ReleaseForecast) else None
    p85 = None if forecast is None else forecast.percentile(SAFE_PERCENT)
    shipped_on = answer.on if isinstance(answer, Shipped) else None
    return Facts(
        today=calendar.today(at),
        calendar=calendar,
        issues=load_issues(session, scope.items, sources, at),
        added_on=_added_on(scope, calendar),
        has_links=has_links(session, sources, at),
        anchor=shipped_on or plan.launch_on or committed_on or p85,
        committed_on=committed_on,
        has_forecast=forecast is not None,
        p85=p85,
    )


def _added_on(scope: Scope, calendar: WorkCalendar) -> tuple[date, ...] | None:
    """Give the days on which items joined; None where today's members are taken for the past's."""
    if scope.release.hindsight:
        return None
    joined = scope.added_at.astype("datetime64[s]").tolist()
    return tuple(calendar.today(moment.replace(tzinfo=UTC)) for moment in joined)

"""What is known at a moment: the plan and the names, computed once and kept warm."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock

import numpy as np
from sqlalchemy.orm import Session, sessionmaker

from bot.track import Track, load_track
from planner.answer import Answer, Plan
from planner.calendar import WorkCalendar
from planner.inputs import PlanInputs, Planning
from planner.plan import forecast_plan
from planner.seed import seed_of
from store.data_version import load_data_version
from store.definitions import ReleaseDefinition
from store.directory import ReleaseName, load_release_names
from store.forecasts import load_inputs
from store.planning import load_plan_inputs
from store.sources import SourceRow, load_issue_counts, load_sources
from store.votes import OutcomeStamp, load_outcome_stamp, load_told

PLAN_SEED = seed_of("shipcast")  # one for every door, or the same question had two answers
_KEPT = 4
_UNPACKED = 2

Key = tuple[str, date, datetime | None, OutcomeStamp]


@dataclass(frozen=True, slots=True)
class Forecasts:
    """A plan with what is needed to find a release in it, and to make it again with changes.

    `visible_keys` are the issues of any release that everybody may see. `track` is what came true
    of past forecasts, loaded once for the plan, which learns from it, and for who asks. `holders`
    has the releases of each issue, counted there or left out, by its key.
    """

    inputs: PlanInputs
    plan: Plan
    names: tuple[ReleaseName, ...]
    answers: Mapping[str, Answer]
    visible_keys: frozenset[str]
    track: Track
    holders: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that an answer is made from. `as_of` is None for the present.

    `version` is that of the data.
    """

    now: datetime
    today: date
    as_of: datetime | None
    sources: tuple[SourceRow, ...]
    forecasts: Forecasts
    version: str

    @property
    def track(self) -> Track:
        return self.forecasts.track

    def fresh_at(self, sources: tuple[str, ...]) -> datetime | None:
        """Give up to when the stalest of these sources tells what happened.

        None where one never was read whole, and for a question about the past: its data is not
        fresh.
        """
        read = [row.fresh_at for row in self.sources if row.name in sources]
        known = [at for at in read if at is not None]
        return min(known) if known and len(known) == len(read) and not self.as_of else None


class Knowledge:
    """Keeps the plan of the current data version warm; safe to share between threads.

    Only one thread computes at a time: the others wait for its plan rather than make their own.
    What somebody asked about that no release holds is kept, too, until the next such question.
    """

    def __init__(
        self,
        sessions: sessionmaker[Session],
        calendar: WorkCalendar,
        seed: int = PLAN_SEED,
        planning: Planning | None = None,
    ) -> None:
        self._sessions = sessions
        self._calendar = calendar
        self._planning = planning
        self._seed = seed
        self._computing = Lock()
        self._warm: dict[Key, Forecasts] = {}
        self._asking = Lock()
        self._asked: tuple[Forecasts, ReleaseDefinition, Forecasts] | None = None
        self._unpacking = Lock()
        self._unpacked: dict[str, PlanInputs] = {}
        self._counted: tuple[str, Mapping[str, int]] = ("", {})

    def at(self, now: datetime, as_of: datetime | None = None) -> Known:
        """Load what is known at `now`, or what was known at `as_of`."""
        today = self._calendar.today(as_of or now)
        with self._sessions() as session:
            stamp, version = load_outcome_stamp(session), load_data_version(session)
            key = (version, today, as_of, stamp)
            sources = load_sources(session, self._count(session, version))
        forecasts = self._warm.get(key)
        if forecasts is None:
            with self._computing:
                forecasts = self._warm.get(key) or self._keep(key, as_of or now)
        return Known(now, today, as_of, sources, forecasts, version)

    def with_asked(self, known: Known, asked: ReleaseDefinition) -> Known:
        """Plan once more with a release that nobody has written down, for one question alone."""
        as_of, told = known.as_of or known.now, known.forecasts
        with self._asking:  # a lock of its own: nobody else waits for the sake of one question
            if self._asked is None or self._asked[0] is not told or self._asked[1] != asked:
                with self._sessions() as session:
                    inputs = load_plan_inputs(
                        session, as_of, self._calendar, self._planning, asked=(asked,)
                    )
                plan = forecast_plan(inputs, np.random.default_rng(self._seed))
                self._asked = (told, asked, _arrange(inputs, plan, told.names, told.track))
            return replace(known, forecasts=self._asked[2])

    def kept_inputs(self, session: Session, inputs_hash: str) -> PlanInputs:
        """Give what a kept forecast was computed from; the last ones asked for are kept warm.

        Raises:
            UnreadableInputsError: they were thinned out, or cannot be read.
        """
        with self._unpacking:
            inputs = self._unpacked.get(inputs_hash) or load_inputs(session, inputs_hash)
            self._unpacked = dict([*self._unpacked.items(), (inputs_hash, inputs)][-_UNPACKED:])
        return inputs

    def _count(self, session: Session, version: str) -> Mapping[str, int]:
        """Count issues once a data version."""
        counted_for, counts = self._counted
        if counted_for != version:
            counts = load_issue_counts(session)
            self._counted = (version, counts)
        return counts

    def _keep(self, key: Key, as_of: datetime) -> Forecasts:
        with self._sessions() as session:
            past = load_told(session, as_of)
            inputs = load_plan_inputs(session, as_of, self._calendar, self._planning, past)
            names = load_release_names(session)
        plan = forecast_plan(inputs, np.random.default_rng(self._seed))
        with self._sessions() as session:
            track = load_track(session, plan.answers, past, self._calendar)
        forecasts = _arrange(inputs, plan, names, track)
        self._warm = dict([*self._warm.items(), (key, forecasts)][-_KEPT:])
        return forecasts


def _arrange(
    inputs: PlanInputs, plan: Plan, names: tuple[ReleaseName, ...], track: Track
) -> Forecasts:
    scopes = [answer.scope for answer in plan.answers]
    private = {item.key for scope in scopes for item in scope.items if item.restricted}
    visible = {item.key for scope in scopes for item in scope.items} - private
    answers = {answer.scope.release.id: answer for answer in plan.answers}
    as_planned = tuple(_as_planned(name, answers) for name in names)
    return Forecasts(
        inputs, plan, as_planned, answers, frozenset(visible), track, _holders(answers)
    )


def _holders(answers: Mapping[str, Answer]) -> Mapping[str, tuple[str, ...]]:
    holders: dict[str, tuple[str, ...]] = {}
    for release, answer in answers.items():
        scope = answer.scope
        for key in {*(each.key for each in scope.items), *(each.key for each in scope.left_out)}:
            holders[key] = (*holders[key], release) if key in holders else (release,)
    return holders


def _as_planned(name: ReleaseName, answers: Mapping[str, Answer]) -> ReleaseName:
    """Tell of a release whether it was out then, not whether it is now."""
    if name.id not in answers:
        return name
    facts = answers[name.id].scope.release
    return replace(name, is_released=facts.is_released, released_on=facts.released_on)

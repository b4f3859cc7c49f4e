"""What is known at a moment: the plan and the names, computed once and kept warm."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain
from operator import attrgetter
from threading import Lock

import numpy as np
from sqlalchemy.orm import Session, sessionmaker

from bot.basis import Basis, Key, load_basis, load_key
from bot.embargoes import Confidants, called, codenames_for, load_embargoes
from bot.names import fold
from bot.track import Track, load_track
from planner.answer import Answer, Plan
from planner.calendar import WorkCalendar
from planner.explain.plan_view import PlanView
from planner.inputs import PlanInputs, Planning
from planner.launch.embargo import ANYBODY, Embargo, Reader
from planner.launch.market import MarketEvent
from planner.launch.plan import LaunchPlan
from planner.launch.veil import Codenames, veil_inputs, veil_plan, veil_votes
from planner.plan import forecast_plan
from planner.seed import seed_of
from store.collecting import collect_frozen
from store.definitions import ReleaseDefinition
from store.directory import ReleaseName
from store.forecasts import load_inputs
from store.launch_plans import load_launch_plans
from store.planning import load_plan_inputs
from store.sources import SourceRow, load_sources

PLAN_SEED = seed_of("shipcast")  # one for every door, or the same question had two answers
_KEPT = 4
_UNPACKED = 2
_key_of = attrgetter("key")

_VEILED_KEPT = 8

Veiled = tuple[Key, tuple[Embargo, ...], frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Forecasts:
    """A plan with what is needed to find a release in it, and to make it again with changes.

    `visible_keys` are the issues of any release that everybody may see. `track` is what came true
    of past forecasts, loaded once for the plan, which learns from it, and for who asks. `holders`
    has the releases of each issue, counted there or left out, by its key. `view` is what the plan
    was made from, as the rules of risk see it.
    """

    view: PlanView
    plan: Plan
    names: tuple[ReleaseName, ...]
    answers: Mapping[str, Answer]
    visible_keys: frozenset[str]
    track: Track
    holders: Mapping[str, tuple[str, ...]]

    @property
    def inputs(self) -> PlanInputs:
        return self.view.inputs


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that an answer is made from. `as_of` is None for the present.

    `version` is that of the data. `said` is what people said of releases, by their ids. What the
    reader must not know of is under its codename everywhere. `market` are the dates outside that
    settings tell of.
    """

    now: datetime
    today: date
    as_of: datetime | None
    sources: tuple[SourceRow, ...]
    forecasts: Forecasts
    version: str
    said: Mapping[str, LaunchPlan] = field(default_factory=dict)
    market: tuple[MarketEvent, ...] = ()
    embargoes: tuple[Embargo, ...] = ()
    reader: Reader = ANYBODY

    @property
    def track(self) -> Track:
        return self.forecasts.track

    def hides(self, name: str) -> bool:
        """Tell whether this is what a release is called that the reader must not know of."""
        hidden = codenames_for(self.embargoes, self.reader)
        spoken = (each for one in self.embargoes if one.release_id in hidden for each in one.names)
        return bool(hidden) and fold(name) in set(map(fold, spoken))

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
        confidants: Confidants | None = None,
    ) -> None:
        self._sessions = sessions
        self._calendar = calendar
        self._planning = planning
        self._confidants = confidants or Confidants()
        self._seed = seed
        self._computing = Lock()
        self._warm: dict[Key, Forecasts] = {}
        self._asking = Lock()
        self._asked: tuple[Forecasts, ReleaseDefinition, Forecasts] | None = None
        self._unpacking = Lock()
        self._unpacked: dict[str, PlanInputs] = {}
        self._veiled: dict[Veiled, Forecasts] = {}

    def at(self, now: datetime, as_of: datetime | None = None, reader: Reader = ANYBODY) -> Known:
        """Load what is known at `now`, or was known at `as_of`, as this reader may know it."""
        with self._sessions() as session:
            plans = load_launch_plans(session)
            day, said = self._calendar.today(now), plans.values()
            embargoes = load_embargoes(session, self._confidants, day, said)
            key = load_key(session, now, self._calendar, as_of)
            version, today = key[:2]
            sources = load_sources(session)
        forecasts = self._warm.get(key)
        if forecasts is None:
            with self._computing:
                forecasts = self._warm.get(key) or self._plan(now, as_of)
        forecasts = self._as_read(key, forecasts, embargoes, reader)
        market = () if self._planning is None else self._planning.market
        told = _said_to(plans, codenames_for(embargoes, reader))
        return Known(
            now, today, as_of, sources, forecasts, version, told, market, embargoes, reader
        )

    def keep(self, basis: Basis, plan: Plan) -> None:
        """Answer by this plan from now on, which somebody made by the same settings."""
        if plan.seed == self._seed:
            with self._computing:
                self._keep(basis, plan)

    def with_asked(self, known: Known, asked: ReleaseDefinition) -> Known:
        """Plan once more with a release that nobody has written down, for one question alone."""
        as_of, told = known.as_of or known.now, known.forecasts
        codenames = codenames_for(known.embargoes, known.reader)
        with self._asking:  # a lock of its own: nobody else waits for the sake of one question
            if self._asked is None or self._asked[0] is not told or self._asked[1] != asked:
                with self._sessions() as session:
                    inputs = load_plan_inputs(
                        session, as_of, self._calendar, self._planning, asked=(asked,)
                    )
                plan = forecast_plan(inputs, np.random.default_rng(self._seed))
                made = _veiled(_arrange(inputs, plan, told.names, told.track), codenames)
                self._asked = (told, asked, replace(made, names=told.names))
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

    def _as_read(
        self, key: Key, forecasts: Forecasts, embargoes: tuple[Embargo, ...], reader: Reader
    ) -> Forecasts:
        """Give all under the names that a reader may know; made once for all who know as much."""
        if not embargoes:
            return forecasts
        codenames = codenames_for(embargoes, reader)
        wanted = (key, embargoes, frozenset(codenames.items()))
        made = self._veiled.get(wanted)
        if made is None:
            names = called(forecasts.names, embargoes, reader)
            made = replace(_veiled(forecasts, codenames), names=names)
            kept = [*self._veiled.items(), (wanted, made)]
            self._veiled = dict(kept[-_VEILED_KEPT:])
        return made

    def _plan(self, now: datetime, as_of: datetime | None) -> Forecasts:
        with self._sessions() as session:
            basis = load_basis(session, now, self._calendar, self._planning, as_of)
        return self._keep(basis, forecast_plan(basis.inputs, np.random.default_rng(self._seed)))

    def _keep(self, basis: Basis, plan: Plan) -> Forecasts:
        if self._warm:
            collect_frozen()
        with self._sessions() as session:
            track = load_track(session, plan.answers, basis.past, self._calendar)
        forecasts = _arrange(basis.inputs, plan, basis.names, track)
        others = [(key, told) for key, told in self._warm.items() if key != basis.key]
        self._warm = dict([*others, (basis.key, forecasts)][-_KEPT:])
        self._veiled = {key: told for key, told in self._veiled.items() if key[0] != basis.key}
        return forecasts


def _arrange(
    inputs: PlanInputs, plan: Plan, names: tuple[ReleaseName, ...], track: Track
) -> Forecasts:
    items = [*chain.from_iterable(answer.scope.items for answer in plan.answers)]
    visible = {*map(_key_of, items)} - {item.key for item in items if item.restricted}
    answers = {answer.scope.release.id: answer for answer in plan.answers}
    as_planned = tuple(_as_planned(name, answers) for name in names)
    return Forecasts(
        PlanView(inputs), plan, as_planned, answers, frozenset(visible), track, _holders(answers)
    )


def _holders(answers: Mapping[str, Answer]) -> Mapping[str, tuple[str, ...]]:
    holders: dict[str, tuple[str, ...]] = {}
    for release, answer in answers.items():
        keys = {*map(_key_of, answer.scope.items), *map(_key_of, answer.scope.left_out)}
        known = keys & holders.keys()
        holders.update(dict.fromkeys(keys - known, (release,)))
        holders.update({key: (*holders[key], release) for key in known})
    return holders


def _veiled(forecasts: Forecasts, codenames: Codenames) -> Forecasts:
    if not codenames:
        return forecasts
    plan, track = veil_plan(forecasts.plan, codenames), forecasts.track
    votes, rehearsed = (veil_votes(some, codenames) for some in (track.votes, track.rehearsed))
    return replace(
        forecasts,
        view=PlanView(veil_inputs(forecasts.inputs, codenames)),
        plan=plan,
        answers={answer.scope.release.id: answer for answer in plan.answers},
        track=replace(track, votes=votes, rehearsed=rehearsed),
    )


def _said_to(said: Mapping[str, LaunchPlan], codenames: Codenames) -> Mapping[str, LaunchPlan]:
    """Leave out what a release is for where its name must not be known."""
    return {
        release_id: replace(plan, goal=None) if release_id in codenames else plan
        for release_id, plan in said.items()
    }


def _as_planned(name: ReleaseName, answers: Mapping[str, Answer]) -> ReleaseName:
    """Tell of a release whether it was out then, not whether it is now."""
    if name.id not in answers:
        return name
    facts = answers[name.id].scope.release
    return replace(name, is_released=facts.is_released, released_on=facts.released_on)

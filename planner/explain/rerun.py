"""The forecast of one release, made again from inputs that are kept or changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from planner.answer import Answer, Plan
from planner.inputs import PlanInputs, Scope
from planner.plan import forecast_plan, forecast_scopes
from planner.seed import fingerprint
from planner.settle import Judge
from planner.tied import tied_to


def scope_of(inputs: PlanInputs, release_id: str) -> Scope | None:
    """Give a release's scope; None where it is not in the inputs."""
    return next((scope for scope in inputs.releases if scope.release.id == release_id), None)


def answer_of(plan: Plan, release_id: str) -> Answer | None:
    """Give a release's answer; None where the plan does not speak of it."""
    return next((told for told in plan.answers if told.scope.release.id == release_id), None)


def replay(
    inputs: PlanInputs,
    seed: int,
    anchor: Plan | None = None,
    starts: Mapping[str, date] | None = None,
) -> Plan:
    """Forecast with the seed of another plan, so that what differs is no noise.

    `anchor` is that plan where the same work is only done at another time; `starts` are days
    before which releases are not begun, by id.
    """
    return forecast_plan(inputs, np.random.default_rng(seed), anchor, starts)


def forecast_one(
    inputs: PlanInputs,
    release_id: str,
    seed: int,
    inputs_hash: str | None = None,
    tied: frozenset[str] | None = None,
) -> Answer:
    """Give what the plan says of one release, without putting answers for the others together.

    `inputs_hash` is the fingerprint of the inputs where it is known, or where nobody asks for it:
    to take it costs as much as the forecast. So with `tied`, the ids of at least those releases
    that have a say in it: see `tied_ids`.

    Raises:
        LookupError: the inputs have no such release.
    """
    scope = scope_of(inputs, release_id)
    if scope is None:
        raise LookupError(f"what was known at {inputs.as_of} has no release {release_id}")
    judge = Judge(inputs)
    settled = judge.settle(scope)
    if settled is not None:
        return settled
    told = forecast_scopes(
        judge,
        tied_to(release_id, judge.work())
        if tied is None
        else tuple(s for s in inputs.releases if s.release.id in tied and judge.is_work(s)),
        seed,
        fingerprint(inputs) if inputs_hash is None else inputs_hash,
        asked=frozenset({release_id}),
    )
    return told[release_id]


def tied_ids(inputs: PlanInputs, release_id: str) -> frozenset[str]:
    """Name the releases that have a say in a release's forecast, and in that of a part of it."""
    return frozenset(each.release.id for each in tied_to(release_id, Judge(inputs).work()))


def around(inputs: PlanInputs, release_id: str) -> PlanInputs:
    """Keep what can have a say in one release's forecast: all that its sources hold.

    A release that is written over several sources ties these together.
    """
    scope = scope_of(inputs, release_id)
    sources = set() if scope is None else set(scope.release.sources)
    while True:
        releases = tuple(each for each in inputs.releases if sources & {*each.release.sources})
        tied = sources.union(*(each.release.sources for each in releases))
        if tied == sources:
            break
        sources = tied
    teams = tuple(team for team in inputs.teams if team.team.source in sources)
    return replace(inputs, teams=teams, releases=releases)


def with_scope(inputs: PlanInputs, changed: Scope) -> PlanInputs:
    """Put a scope in the place of that of the same release."""
    return replace(
        inputs,
        releases=tuple(
            changed if scope.release.id == changed.release.id else scope
            for scope in inputs.releases
        ),
    )

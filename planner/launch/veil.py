"""Codenames put in the place of names: in answers, in what they are made from, in snapshots."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from planner.answer import Answer, Plan
from planner.inputs import PlanInputs, Scope
from planner.record import Vote
from planner.snapshot import Snapshot
from planner.timeline import ReleaseFacts

Codenames = Mapping[str, str]  # by the ids of the releases that a reader must not know


def veil_facts(facts: ReleaseFacts, codenames: Codenames) -> ReleaseFacts:
    """Call a release by its codename alone, where it has one for this reader."""
    codename = codenames.get(facts.id)
    return facts if codename is None else replace(facts, name=codename, aliases=())


def veil_answer(answer: Answer, codenames: Codenames) -> Answer:
    if answer.scope.release.id not in codenames:
        return answer
    return replace(answer, scope=_veil_scope(answer.scope, codenames))


def veil_plan(plan: Plan, codenames: Codenames) -> Plan:
    return replace(plan, answers=tuple(veil_answer(each, codenames) for each in plan.answers))


def veil_inputs(inputs: PlanInputs, codenames: Codenames) -> PlanInputs:
    scopes = tuple(_veil_scope(scope, codenames) for scope in inputs.releases)
    return replace(inputs, releases=scopes)


def veil_snapshots(snapshots: Iterable[Snapshot], codenames: Codenames) -> tuple[Snapshot, ...]:
    return tuple(
        replace(one, name=codenames[one.release_id]) if one.release_id in codenames else one
        for one in snapshots
    )


def veil_votes(votes: Iterable[Vote], codenames: Codenames) -> tuple[Vote, ...]:
    return tuple(
        replace(vote, name=codenames[vote.release_id]) if vote.release_id in codenames else vote
        for vote in votes
    )


def _veil_scope(scope: Scope, codenames: Codenames) -> Scope:
    if scope.release.id not in codenames:
        return scope
    return replace(scope, release=veil_facts(scope.release, codenames))

"""Every gate: met, not met, waived, and unknown where nobody can tell."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planner.launch.evidence import Facts, GateState, Issue
from planner.launch.functions import USUAL, Function
from planner.launch.gates import (
    USUAL_GATES,
    Check,
    Gate,
    GateRules,
    LaunchRules,
    Marks,
    gates_of,
)
from planner.launch.plan import Tier
from planner.launch.readiness import Word, stand
from planner.note import Note
from tests.planner.launch.readying import LATER, RULES, SOON, TODAY, an_issue, facts, said, usual

T1 = Tier.STRATEGIC
DONE, OPEN = an_issue("S-1", done=True), an_issue("S-2")
BUG: dict[str, Any] = {"type": "Bug"}


def bug(**told: Any) -> Issue:
    return an_issue("B-1", **BUG, **told)


def docs(*, done: bool) -> Issue:
    return an_issue("D-1", done=done, labels=frozenset({"Docs"}))


def qa(*, done: bool) -> Issue:
    return an_issue("Q-1", done=done, type="Test")


# slug: what makes it met, what makes it not met, what leaves it unknown
AUTOMATIC: dict[str, tuple[list[Facts], list[Facts], list[Facts]]] = {
    "must-have": (
        [facts(DONE), facts(DONE, an_issue("S-3", done=True))],
        [facts(DONE, OPEN)],
        [facts()],
    ),
    "blockers": (
        [facts(OPEN), facts(replace(DONE, item=replace(DONE.item, blocked_by=("X-1",))))],
        [
            facts(an_issue(blocked_by=("X-1",))),
            facts(an_issue(blocked_by=("X-1",)), has_links=False),
        ],
        [facts(), facts(OPEN, has_links=False)],
    ),
    "bugs": (
        [facts(OPEN), facts(bug(priority="Low")), facts(an_issue(done=True, **BUG))],
        [
            facts(bug(severity="Critical")),
            facts(bug(priority="Highest")),
            facts(an_issue(labels=frozenset({"bug"}), priority="urgent")),
            facts(bug(), an_issue("B-2", type="Bug", severity="S1")),
        ],
        [facts(), facts(bug()), facts(bug(priority="No priority"), bug(priority="Low"))],
    ),
    "date": (
        [facts(OPEN), facts(OPEN, p85=SOON)],
        [facts(OPEN, p85=LATER + timedelta(days=1)), facts(OPEN, p85=None)],
        [facts(OPEN, committed_on=None), facts(OPEN, has_forecast=False, p85=None)],
    ),
    "freeze": (
        [
            facts(OPEN, anchor=SOON, added_on=()),
            facts(OPEN, anchor=SOON, added_on=(TODAY - timedelta(days=20),)),
        ],
        [
            facts(OPEN, anchor=SOON, added_on=(TODAY,)),
            # T-7 of Tuesday the 3rd is Friday the 20th
            facts(OPEN, anchor=SOON, added_on=(TODAY - timedelta(days=10),)),
        ],
        [
            facts(OPEN, anchor=LATER),
            facts(OPEN, anchor=None),
            facts(OPEN, anchor=SOON, added_on=None),
            facts(anchor=SOON),
        ],
    ),
    "docs": ([facts(docs(done=True), OPEN)], [facts(docs(done=False))], [facts(), facts(DONE)]),
    "quality": ([facts(qa(done=True), OPEN)], [facts(qa(done=False))], [facts(), facts(DONE)]),
}
CASES = [
    (slug, state, known)
    for slug, cases in AUTOMATIC.items()
    for state, some in zip(
        (GateState.MET, GateState.NOT_MET, GateState.UNKNOWN), cases, strict=True
    )
    for known in some
]
HUMAN = [gate.slug for gate in USUAL_GATES if not gate.is_automatic]


def test_every_usual_gate_is_tried() -> None:
    assert {*AUTOMATIC, *HUMAN} == {gate.slug for gate in USUAL_GATES}


@pytest.mark.parametrize(("slug", "state", "known"), CASES)
def test_an_automatic_gate_is_what_the_trackers_show(
    slug: str, state: GateState, known: Facts
) -> None:
    standing = stand(usual(slug), T1, known, RULES, None)

    assert standing.state is state
    assert standing.finding is not None
    assert standing.finding.seen.code.startswith("seen.")


@pytest.mark.parametrize(("slug", "state", "known"), CASES)
def test_a_waived_gate_is_waived_whatever_the_trackers_show(
    slug: str, state: GateState, known: Facts
) -> None:
    del state
    assert stand(usual(slug), T1, known, RULES, said(slug, Word.WAIVED)).state is GateState.WAIVED


@pytest.mark.parametrize("slug", AUTOMATIC)
def test_nobody_talks_an_automatic_gate_into_being_met(slug: str) -> None:
    not_met = AUTOMATIC[slug][1][0]
    word = said(slug, Word.DONE, "https://wiki.example/done")
    assert stand(usual(slug), T1, not_met, RULES, word).state is GateState.NOT_MET


@pytest.mark.parametrize("slug", HUMAN)
def test_a_human_gate_is_met_by_evidence_and_not_met_when_it_is_due_without(slug: str) -> None:
    if T1 not in usual(slug).days_before:
        pytest.fail("the largest launch asks for everything")
    due, ahead = facts(OPEN, anchor=TODAY), facts(OPEN)
    states = {
        GateState.UNKNOWN: (ahead, None),
        GateState.NOT_MET: (due, None),
        GateState.MET: (ahead, said(slug, Word.DONE, "https://wiki.example/done")),
        GateState.WAIVED: (due, said(slug, Word.WAIVED)),
    }
    for state, (known, word) in states.items():
        assert stand(usual(slug), T1, known, RULES, word).state is state
    # A word without evidence, or taken back, is none.
    for word in (said(slug, Word.DONE), said(slug, Word.OPEN)):
        assert stand(usual(slug), T1, due, RULES, word).state is GateState.NOT_MET


def test_a_gate_is_due_so_many_working_days_before_the_launch_by_its_tier() -> None:
    known = facts(DONE, anchor=SOON + timedelta(days=7))  # Tuesday the 10th
    due_on = {tier: stand(usual("must-have"), tier, known, RULES, None).due_on for tier in Tier}
    days = {tier: (on - TODAY).days for tier, on in due_on.items() if on is not None}
    assert days == {Tier.STRATEGIC: 3, Tier.CUSTOMER: 4, Tier.NOTES: 7}


def test_a_gate_is_due_on_its_day_and_never_without_a_launch() -> None:
    three_days = TODAY + timedelta(days=3)
    assert stand(usual("must-have"), T1, facts(OPEN, anchor=three_days), RULES, None).is_due
    day_more = three_days + timedelta(days=1)
    assert not stand(usual("must-have"), T1, facts(OPEN, anchor=day_more), RULES, None).is_due
    assert not stand(usual("must-have"), T1, facts(OPEN, anchor=None), RULES, None).is_due


def test_what_is_marked_as_must_have_is_enough_where_settings_say_how() -> None:
    marks = Marks(labels=frozenset({"must-have"}), priorities=frozenset({"high"}))
    rules = LaunchRules(USUAL, GateRules(must_have=marks))
    must = an_issue("M-1", done=True, labels=frozenset({"Must-Have"}))
    high = an_issue("M-2", priority="High")
    gate = usual("must-have")
    assert stand(gate, T1, facts(must, OPEN), rules, None).state is GateState.MET
    assert stand(gate, T1, facts(must, high), rules, None).state is GateState.NOT_MET
    assert stand(gate, T1, facts(OPEN), rules, None).state is GateState.UNKNOWN


def test_the_settings_say_which_bugs_are_severe() -> None:
    rules = LaunchRules(USUAL, GateRules(severe=frozenset({"ouch"})))
    assert stand(usual("bugs"), T1, facts(bug(severity="Ouch")), rules, None).state is (
        GateState.NOT_MET
    )
    critical = facts(bug(severity="Critical"))
    assert stand(usual("bugs"), T1, critical, rules, None).state is GateState.MET


def test_evidence_counts_everything_and_names_what_stands_in_the_way() -> None:
    private = an_issue("SEC-1", restricted=True)
    finding = stand(usual("must-have"), T1, facts(DONE, OPEN, private), RULES, None).finding
    assert finding is not None
    assert finding.seen == Note("seen.all_items", {"done": 1, "total": 3, "open": 2})
    assert [item.key for item in finding.items] == ["S-2", "SEC-1"]


def test_ones_own_gates_come_and_those_that_nobody_needs_go() -> None:
    own = Gate("marketing-page", "marketing", Check.PERSON, {T1: 2}, Note("gate.own"))
    rules = LaunchRules(USUAL, GateRules(own=(own,), without=frozenset({"announcement"})))
    marketing = [gate.slug for gate in gates_of(rules, T1) if gate.function == "marketing"]
    assert marketing == ["marketing-page"]
    assert not [gate for gate in gates_of(rules, Tier.NOTES) if gate.function == "marketing"]


def test_gates_of_functions_that_take_no_part_are_not_asked_for() -> None:
    rules = LaunchRules((Function("docs"),))
    assert {gate.function for gate in gates_of(rules, T1)} == {"docs"}
    assert gates_of(LaunchRules(), T1) == ()

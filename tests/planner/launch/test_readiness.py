"""What gates, words and votes come to: green by evidence alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.launch.evidence import GateState
from planner.launch.functions import USUAL, Function
from planner.launch.gates import Check, Gate, LaunchRules
from planner.launch.plan import Tier
from planner.launch.readiness import (
    Decision,
    GateStanding,
    Light,
    Readiness,
    SaidOfLaunch,
    Word,
    light_of,
    readiness_of,
)
from planner.launch.votes import Delegation, Verdict, Vote
from planner.note import Note
from tests.planner.launch.readying import (
    LATER,
    RULES,
    TODAY,
    an_issue,
    by_function,
    facts,
    said,
    voted,
)

T1 = Tier.STRATEGIC
GATE = Gate("g", "marketing", Check.PERSON, {T1: 3}, Note("gate.own"))
ONLY = LaunchRules((Function("marketing", people=("MIA",)), Function("support", people=("SAM",))))
LINK = "https://wiki.example/it"


def standing(state: GateState, *, is_due: bool = False) -> GateStanding:
    return GateStanding(GATE, state, None, is_due)


states = st.builds(
    lambda state, is_due: standing(state, is_due=is_due), st.sampled_from(GateState), st.booleans()
)
votes = st.none() | st.builds(
    lambda verdict, evidence: voted("marketing", verdict, evidence=evidence),
    st.sampled_from(Verdict),
    st.none() | st.just(LINK),
)


@given(st.lists(states, max_size=5), votes)
def test_nothing_is_green_without_evidence(gates: list[GateStanding], vote: Vote | None) -> None:
    if light_of(gates, vote) is Light.GREEN:
        shown = any(gate.state is GateState.MET for gate in gates)
        assert shown or (not gates and vote is not None and vote.evidence)
        assert all(gate.is_settled for gate in gates)


@given(st.lists(states, max_size=5), votes)
def test_what_nobody_knows_is_never_green(gates: list[GateStanding], vote: Vote | None) -> None:
    unknown = standing(GateState.UNKNOWN, is_due=True)
    assert light_of([*gates, unknown], vote) is not Light.GREEN


@given(st.lists(states, max_size=5), votes, states)
def test_one_more_gate_that_is_not_settled_never_helps(
    gates: list[GateStanding], vote: Vote | None, more: GateStanding
) -> None:
    worth = {Light.RED: 0, Light.YELLOW: 1, Light.WAIVED: 2, Light.GREEN: 3}
    if gates and not more.is_settled:
        assert worth[light_of([*gates, more], vote)] <= worth[light_of(gates, vote)]


@pytest.mark.parametrize(
    ("state", "is_due", "light"),
    [
        (GateState.NOT_MET, True, Light.RED),
        (GateState.NOT_MET, False, Light.YELLOW),
        (GateState.UNKNOWN, True, Light.YELLOW),
        (GateState.UNKNOWN, False, Light.YELLOW),
        (GateState.WAIVED, True, Light.WAIVED),
        (GateState.MET, True, Light.GREEN),
    ],
)
def test_a_gate_that_is_due_weighs_more(state: GateState, is_due: bool, light: Light) -> None:
    assert light_of([standing(state, is_due=is_due)], None) is light


def test_a_block_makes_red_what_was_green_and_a_waiver_waives_what_was_red() -> None:
    met, late = standing(GateState.MET), standing(GateState.NOT_MET, is_due=True)
    block, waive = voted("marketing", Verdict.BLOCK), voted("marketing", Verdict.WAIVE)
    assert light_of([met], block) is Light.RED
    assert light_of([late], waive) is Light.WAIVED
    assert light_of([late], voted("marketing", evidence=LINK)) is Light.RED


def ready(*some: Vote, gates: dict[str, Word] | None = None) -> Readiness:
    words = {
        slug: said(slug, word, LINK)
        for slug, word in (gates or {"announcement": Word.DONE, "handoff": Word.DONE}).items()
    }
    launch = SaidOfLaunch(words, by_function(some))
    return readiness_of("s:1", T1, facts(an_issue()), ONLY, launch)


def test_it_is_go_when_everybody_has_signed_off_and_is_green_or_waived() -> None:
    marketing, support = voted("marketing"), voted("support")
    assert ready(marketing, support).decision is Decision.GO
    assert ready(marketing, voted("support", Verdict.WAIVE)).decision is Decision.GO
    assert ready(marketing).decision is Decision.WAITING
    assert ready(marketing, voted("support", Verdict.BLOCK)).decision is Decision.NO_GO
    assert ready(voted("support", Verdict.BLOCK)).decision is Decision.NO_GO


def test_votes_alone_are_no_go_where_a_gate_is_open() -> None:
    open_still = ready(voted("marketing"), voted("support"), gates={"handoff": Word.DONE})
    assert open_still.missing == ()
    assert open_still.decision is Decision.WAITING


def test_without_any_function_there_is_nothing_to_go_by() -> None:
    nobody = readiness_of("s:1", T1, facts(), LaunchRules(), SaidOfLaunch({}, {}))
    assert (nobody.decision, nobody.has_rules) == (Decision.WAITING, False)


def test_a_launch_of_each_tier_asks_its_functions() -> None:
    said_nothing = SaidOfLaunch({}, {})
    asked = {
        tier: len(readiness_of("s:1", tier, facts(), RULES, said_nothing).functions)
        for tier in Tier
    }
    assert asked == {Tier.STRATEGIC: len(USUAL), Tier.CUSTOMER: 6, Tier.NOTES: 5}


def test_what_a_function_lacks_is_what_is_not_settled() -> None:
    first = ready(gates={"handoff": Word.WAIVED}).functions
    lacks = {one.function.name: [gate.gate.slug for gate in one.lacks] for one in first}
    assert lacks == {"marketing": ["announcement"], "support": []}


def test_whose_vote_is_missing_is_asked_where_they_are() -> None:
    away = (Delegation("MIA", "DANA", TODAY, TODAY + timedelta(days=1)),)
    told = SaidOfLaunch({}, by_function([voted("support")]), away)
    readiness = readiness_of("s:1", T1, facts(anchor=LATER), ONLY, told)
    assert [(one.function.name, one.ask) for one in readiness.missing] == [("marketing", ("DANA",))]

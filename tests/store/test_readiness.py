"""What people said on the way to a launch, as it stood at a moment."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.launch.readiness import GateWord, Word
from planner.launch.votes import Delegation, Verdict, Vote
from store.delegations import drop_delegation, load_delegations, save_delegation
from store.engine import make_sessions
from store.gate_words import load_gate_words, save_gate_word
from store.sign_offs import load_votes, save_vote
from tests.store.samples import day

RELEASE = "shop:1.0"
APPROVED = Vote("marketing", "U1", Verdict.APPROVE, day(1), None, "https://wiki.example/plan")
BLOCKED = Vote("marketing", "U2", Verdict.BLOCK, day(3), "the video is not ready")
SHOWN = GateWord("handoff", Word.DONE, "U1", day(1), "https://wiki.example/pack")
WAIVED = GateWord("handoff", Word.WAIVED, "U2", day(2), None, "nothing changes")
AWAY = Delegation("U1", "U2", date(2024, 1, 1), date(2024, 1, 5))


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def test_the_last_vote_of_a_function_counts_and_the_one_before_held_until_then(
    either: Session,
) -> None:
    for vote in (APPROVED, BLOCKED):
        save_vote(either, "T1", RELEASE, vote)
    save_vote(either, "T1", "shop:2.0", replace(APPROVED, function="docs"))
    assert load_votes(either, RELEASE) == {"marketing": BLOCKED}
    assert load_votes(either, RELEASE, day(2)) == {"marketing": APPROVED}
    assert load_votes(either, RELEASE, day(0)) == {}


def test_the_last_word_on_a_gate_counts_and_the_one_before_held_until_then(
    either: Session,
) -> None:
    for word in (SHOWN, WAIVED):
        save_gate_word(either, "T1", RELEASE, word)
    assert load_gate_words(either, RELEASE) == {"handoff": WAIVED}
    assert load_gate_words(either, RELEASE, day(1)) == {"handoff": SHOWN}
    assert load_gate_words(either, "shop:2.0") == {}


def test_two_votes_of_one_moment_are_one(either: Session) -> None:
    save_vote(either, "T1", RELEASE, APPROVED)
    save_vote(either, "T1", RELEASE, replace(APPROVED, person="U3"))
    assert load_votes(either, RELEASE)["marketing"].person == "U3"


def test_somebody_has_one_stand_in_until_they_are_back(either: Session) -> None:
    save_delegation(either, "T1", AWAY)
    later = replace(AWAY, delegate="U3", last_on=date(2024, 1, 9))
    save_delegation(either, "T1", later)
    assert load_delegations(either) == (later,)
    assert drop_delegation(either, "T1", "U1") == later
    assert drop_delegation(either, "T1", "U1") is None
    assert load_delegations(either) == ()

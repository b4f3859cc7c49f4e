"""Who speaks for whom, and whose vote is missing."""

from datetime import timedelta

from planner.launch.functions import Function
from planner.launch.votes import Delegation, Speaker, missing_votes, speakers_of, whom_to_ask
from tests.planner.launch.readying import TODAY, voted

MARKETING = Function("marketing", people=("MIA", "MAX"))
SUPPORT = Function("support", people=("SAM",))
LEGAL = Function("legal")
WEEK = timedelta(days=7)
AWAY = Delegation("MIA", "DANA", TODAY, TODAY + WEEK)


def test_whoever_stands_in_speaks_beside_whom_they_stand_in_for() -> None:
    assert speakers_of(MARKETING, (AWAY,), TODAY) == (
        Speaker("MIA"),
        Speaker("MAX"),
        Speaker("DANA", "MIA"),
    )


def test_a_stand_in_speaks_from_the_first_day_to_the_last() -> None:
    spoke = [
        Speaker("DANA", "MIA") in speakers_of(MARKETING, (AWAY,), TODAY + timedelta(days=days))
        for days in (-1, 0, 7, 8)
    ]
    assert spoke == [False, True, True, False]


def test_a_voice_is_not_handed_on_to_a_third() -> None:
    further = Delegation("DANA", "TOM", TODAY, TODAY)
    assert "TOM" not in {one.person for one in speakers_of(MARKETING, (AWAY, further), TODAY)}


def test_who_is_here_is_asked_and_nobody_twice() -> None:
    to_max = Delegation("MIA", "MAX", TODAY, TODAY)
    assert whom_to_ask(MARKETING, (AWAY,), TODAY) == ("DANA", "MAX")
    assert whom_to_ask(MARKETING, (to_max,), TODAY) == ("MAX",)
    assert whom_to_ask(MARKETING, (AWAY,), TODAY + 2 * WEEK) == ("MIA", "MAX")


def test_the_functions_without_a_vote_are_missing_with_whom_to_ask() -> None:
    votes = {"support": voted("support")}
    missing = missing_votes((MARKETING, SUPPORT, LEGAL), votes, (AWAY,), TODAY)
    assert [(one.function.name, one.ask) for one in missing] == [
        ("marketing", ("DANA", "MAX")),
        ("legal", ()),
    ]

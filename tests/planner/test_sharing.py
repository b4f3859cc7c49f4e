"""What a team finished in releases, each item once."""

from datetime import timedelta

from planner.finished import SEEN_DAYS
from planner.sharing import finishes_by_team
from tests.planner.build import NOW
from tests.planner.plans import an_item, done_items, in_days, open_items, scope


def test_an_item_of_several_releases_is_finished_in_the_first_of_them() -> None:
    shared = done_items("a", [in_days(-3), in_days(-5)])
    more = done_items("b", [in_days(-8)])
    found = finishes_by_team([scope("first", shared), scope("later", (*shared, *more))], ["s:team"])
    assert found["s:team"].releases == ["s:first", "s:first", "s:later"]
    assert found["s:team"].ages_days == [3.0, 5.0, 8.0]


def test_a_key_that_two_teams_have_is_one_item() -> None:
    mine, theirs = (an_item("X-1", name, finished_at=in_days(-2)) for name in ("s:a", "s:b"))
    found = finishes_by_team([scope("both", (mine, theirs))], ["s:a", "s:b"])
    assert (found["s:a"].releases, found["s:b"].releases) == (["s:both"], [])


def test_what_is_open_or_long_ago_is_no_finish() -> None:
    old = done_items("a", [NOW - timedelta(days=SEEN_DAYS)])
    found = finishes_by_team([scope("one", (*old, *open_items("b", 2)))], ["s:team"])
    assert found["s:team"].releases == []


def test_only_the_teams_asked_for_are_told() -> None:
    assert set(finishes_by_team([scope("one", done_items("a", [in_days(-1)]))], ["s:b"])) == {"s:b"}

"""What a source's data can carry."""

from collections.abc import Sequence

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.cut import inputs_at
from planner.data_quality import Finding, check_source
from planner.timeline import DateMove, ReleaseFacts
from tests.planner.build import NOW, Work, ago, release, steady, timeline

DONE, DOING, TODO, UNKNOWN = Category.DONE, Category.DOING, Category.TODO, Category.UNKNOWN
WORKED = [Work(days + 9, [(days + 4, DOING), (days, DONE)]) for days in steady(4, 60)]


def checked(work: Sequence[Work], releases: Sequence[ReleaseFacts] = ()) -> dict[str, Finding]:
    """Give the findings by the name of their check."""
    known = timeline(work, releases)
    found = check_source(known, inputs_at(known, NOW, WorkCalendar()), "s")
    return {finding.check: finding for finding in found}


def looked_at(work: Sequence[Work], releases: Sequence[ReleaseFacts] = ()) -> set[str]:
    return {name for name, finding in checked(work, releases).items() if finding.look}


def test_steady_work_on_a_dated_release_needs_no_look() -> None:
    dated = release("2.0", due_moves=(DateMove(ago(20), NOW.date()),))
    going = [Work(20, places=[(0, 20, None)]) for _ in range(4)]
    assert looked_at([*WORKED, *going], [dated]) == set()


def test_silent_weeks_are_counted_since_the_first_finish() -> None:
    work = [Work(days + 2, [(days + 1, DOING), (days, DONE)]) for days in (3.0, 45.0, 55.0)]
    gaps = checked(work)["gaps"]
    assert (gaps.fact.values["silent"], gaps.fact.values["weeks"]) == (5, 8)
    assert gaps.look
    assert "nothing_finished" in looked_at([Work(5)])


def test_a_clean_up_is_told_with_its_last_day_and_size() -> None:
    tidied = [Work(900, [(61.0, DONE)]) for _ in range(40)]
    bulk = checked([*WORKED, *tidied])["bulk"]
    assert bulk.look
    assert bulk.fact.values == {
        "days": 1,
        "items": 40,
        "last_on": ago(61).date().isoformat(),
        "last_items": 40,
        "usual": 4.0,
    }
    assert "bulk_none" in checked(WORKED)


def test_items_done_without_a_start_and_done_again_are_counted() -> None:
    jumped = [Work(days + 9, [(days, DONE)]) for days in steady(4, 30)]
    starts = checked(jumped)["starts"]
    assert starts.look
    assert starts.fact.values == {"without": 120, "items": 120}
    back = [Work(60, [(50, DONE), (40, TODO), (30, DONE)]), Work(60, [(50, DONE), (40, TODO)])]
    again = checked([*jumped[:10], *back])["reopened"]
    assert (again.fact.values["items"], again.look) == (2, True)


def test_a_status_that_nobody_could_place_is_looked_at() -> None:
    unknown = checked([*WORKED, Work(9, [(5, UNKNOWN)])])["unknown"]
    assert (unknown.fact.values["items"], unknown.look) == (1, True)


def test_a_source_that_forgets_who_was_in_what_is_told() -> None:
    assert "hindsight" in looked_at(WORKED, [release("1.0", hindsight=True)])
    assert "membership" in checked(WORKED, [release("1.0")])
    assert "no_releases" in looked_at(WORKED)


def test_open_releases_without_a_date_and_parking_lots_are_told_apart() -> None:
    shipped = [
        release(f"1.{n}", is_released=True, released_on=ago(400 - n * 30).date()) for n in range(3)
    ]
    members = [Work(430, [(405 - n * 30, DONE)], [(n, 420, None)]) for n in range(3)]
    parked = [Work(900, places=[(3, 900, None)]) for _ in range(9)]
    going = [Work(20, places=[(4, 20, None)])]
    releases = [*shipped, release("Later"), release("2.0")]
    found = checked([*WORKED, *members, *parked, *going], releases)
    assert found["parked"].fact.values["names"] == "Later"
    assert found["undated"].fact.values == {"undated": 1, "releases": 1}


def test_releases_that_were_closed_in_one_go_are_told() -> None:
    """Of nine with the same date one is too small to count."""
    facts = [release(f"1.{n}", is_released=True, released_on=ago(50).date()) for n in range(9)]
    held = [Work(90, [(60, DONE)], [(n, 80, None)]) for n in range(9) for _ in range(8 - n // 8)]
    at_once = checked([*WORKED, *held], facts)["dated_at_once"]
    assert at_once.look
    values = {"releases": 8, "days": 1, "last_on": ago(50).date().isoformat()}
    assert at_once.fact.values == values
    assert "dated_at_once" not in checked([*WORKED, *held], [release("1.0"), *facts[1:]])


def test_an_empty_source_is_checked_too() -> None:
    assert looked_at([]) == {"nothing_finished", "no_releases"}

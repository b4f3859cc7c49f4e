"""What a status and a resolution mean."""

import pytest

from connectors.statuses import jira_category, joint_category, simplified
from planner.category import Category

TODO, DOING, DONE, CANCELED = Category.TODO, Category.DOING, Category.DONE, Category.CANCELED


@pytest.mark.parametrize(
    ("category", "names"),
    [
        (TODO, "new|open|Reopened|To Do|backlog|UNCONFIRMED|assigned|TRIAGED|Re-opened"),
        (DOING, "In Progress|IN-REVIEW|pending|accepted|Patch Available|ON_DEV|MODIFIED|ON_QA"),
        (DOING, "VERIFIED|Automation|In QE Test|On Hold"),
        (DONE, "closed|Resolved|DONE|Complete|Completed|Released"),
        (CANCELED, "Won't Fix|Canceled|Cancelled|Duplicate|Invalid|Won’t do"),  # noqa: RUF001
    ],
)
def test_well_known_statuses_have_a_meaning(category: Category, names: str) -> None:
    for name in names.split("|"):
        assert joint_category(name, "", {}) is category, name


@pytest.mark.parametrize("name", ["", "7", "Waiting for Godot"])
def test_a_status_that_nobody_knows_has_none(name: str) -> None:
    assert joint_category(name, "Fixed", {}) is None


@pytest.mark.parametrize(
    "names",
    [
        "wontfix|Won't Do|DUPLICATE|duplicate|invalid|Cannot Reproduce|Incomplete|Needs more info",
        "Rejected|Declined|Obsolete|worksforme|Works for Me|notabug|Not A Problem|Not Our Bug",
        "cantfix|Abandoned|patchwelcome|patcheswelcome|plugin|migrated|MOVED|Hold|Later",
    ],
)
def test_a_resolution_that_gave_up_cancels(names: str) -> None:
    for name in names.split("|"):
        assert joint_category("Closed", name, {}) is CANCELED, name


@pytest.mark.parametrize("name", ["Fixed", "Done", "Implemented", "Workaround", "Anything else"])
def test_any_other_resolution_is_work_done(name: str) -> None:
    assert joint_category("Closed", name, {}) is DONE


def test_a_resolution_decides_over_the_name_of_a_closed_status() -> None:
    assert joint_category("Won't Fix", "Done", {}) is DONE
    assert joint_category("Won't Fix", "", {}) is CANCELED
    assert joint_category("Closed", "Unresolved", {}) is DONE


def test_an_open_status_stays_open_whatever_the_resolution_says() -> None:
    assert joint_category("In Progress", "Done", {}) is DOING


def test_verified_is_bugzillas_last_step_only_with_a_resolution() -> None:
    assert joint_category("VERIFIED", "FIXED", {}) is DONE
    assert joint_category("VERIFIED", "WONTFIX", {}) is CANCELED
    assert joint_category("VERIFIED", "", {}) is DOING


def test_what_the_user_says_comes_first() -> None:
    mine = {"waiting": DOING, "open": DONE, "verified": DOING, "dropped": CANCELED}
    assert joint_category("Waiting", "", mine) is DOING
    assert joint_category("Open", "", mine) is DONE
    assert joint_category("Open", "Duplicate", mine) is CANCELED
    assert joint_category("Verified", "Fixed", mine) is DOING
    assert joint_category("Dropped", "Fixed", mine) is CANCELED


def test_what_the_tracker_says_fills_the_gap() -> None:
    assert joint_category("Geprüft", "", {}, DOING) is DOING
    assert joint_category("Geschlossen", "Won't Do", {}, DONE) is CANCELED


def test_names_are_compared_by_letters_and_digits() -> None:
    assert simplified(" On_QA-2 ") == "onqa2"


def test_jiras_own_categories_are_read() -> None:
    assert [jira_category(text) for text in ("To Do", "In Progress", "Done", "?")] == [
        TODO,
        DOING,
        DONE,
        None,
    ]

"""What stands where in a draft of release notes."""

from dataclasses import replace

import pytest

from planner.category import Category
from planner.launch.notes import Draft, NoteRules, Section, Told, draft_notes


def told(
    key: str, type_: str = "Story", category: Category = Category.DONE, **more: object
) -> Told:
    plain = Told(key, f"Title of {key}", None, type_, category)
    return replace(plain, **more)  # type: ignore[arg-type]


def keys(draft: Draft) -> dict[Section, list[str]]:
    return {
        section: [issue.key for line in lines for issue in line.issues]
        for section, lines in draft.sections.items()
    }


@pytest.mark.parametrize(
    ("type_", "labels", "section"),
    [
        ("Story", (), Section.NEW),
        ("New Feature", (), Section.NEW),
        ("Improvement", (), Section.IMPROVED),
        ("Bug", (), Section.FIXED),
        ("Issue", (), Section.IMPROVED),
        ("Issue", ("Bug",), Section.FIXED),
        ("Story", ("Improvement", "web"), Section.IMPROVED),
        ("Task", ("feature",), Section.NEW),
    ],
)
def test_labels_decide_before_types(type_: str, labels: tuple[str, ...], section: Section) -> None:
    assert keys(draft_notes([told("A-1", type_, labels=labels)])) == {section: ["A-1"]}


def test_what_customers_do_not_notice_is_counted_and_left_out() -> None:
    draft = draft_notes(
        [
            told("A-1", "Task"),
            told("A-2", labels=("Internal",)),
            told("A-3", "Task", Category.DOING),
        ]
    )
    assert (draft.sections, draft.left_out) == ({}, 2)


def test_open_bugs_are_known_issues_and_other_open_work_is_not_promised() -> None:
    draft = draft_notes(
        [
            told("A-1", "Bug", Category.TODO),
            told("A-2", "Bug", Category.CANCELED),
            told("A-3", "Story", Category.DOING),
            told("A-4", "Bug"),
        ]
    )
    assert keys(draft) == {Section.FIXED: ["A-4"], Section.KNOWN: ["A-1"]}


def test_issues_of_one_epic_stand_together_and_single_ones_do_not() -> None:
    issues = [told("A-1", epic="Dark mode"), told("A-2"), told("A-3", epic="Dark mode")]
    lines = draft_notes(issues).sections[Section.NEW]
    assert [(line.epic, [issue.key for issue in line.issues]) for line in lines] == [
        ("Dark mode", ["A-1", "A-3"]),
        (None, ["A-2"]),
    ]


def test_who_waited_is_thanked_for_what_is_there_the_most_wanted_first() -> None:
    draft = draft_notes(
        [
            told("A-1", votes=40),
            told("A-2", customers=2),
            told("A-3", "Bug", Category.TODO, customers=9),
            told("A-4", "Bug", customers=3, votes=1),
            told("A-5"),
        ]
    )
    assert [issue.key for issue in draft.waited_for] == ["A-4", "A-2", "A-1"]


def test_words_of_ones_own_replace_the_usual_ones() -> None:
    rules = NoteRules(new=frozenset({"rocket"}))
    draft = draft_notes([told("A-1", "Rocket"), told("A-2", "Story")], rules)
    assert keys(draft) == {Section.NEW: ["A-1"], Section.IMPROVED: ["A-2"]}

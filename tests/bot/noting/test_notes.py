"""Notes from a real database: nothing private, whatever was typed, and Markdown that holds."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.noting.markdown import notes_markdown
from bot.noting.notes import Notes
from bot.noting.reply import markdown_reply, notes_reply
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from planner.category import Category
from planner.launch.notes import Section
from store.records import Entities, IssueRecord, NeedRecord, ReleaseRecord, TeamRecord
from store.release_notes import EditedNotes, save_edited_notes
from tests.bot.answers import EVIL, NOW
from tests.bot.judge import judge, said_in
from tests.bot.world import MemoryTracker, done, empty_store, to_do

Sessions = sessionmaker[Session]
RELEASE = "jira:v1"
CANARY = "Canary"


def shipped_work() -> list[IssueRecord]:
    mine = ("v1",)
    epic = to_do("SHOP-9", "shop", (), title="Dark mode")
    secret_epic = to_do("SHOP-8", "shop", (), title=f"{CANARY} epic", restricted=True)
    story = done("SHOP-1", "shop", 3, mine)
    return [
        replace(epic, is_container=True),
        replace(secret_epic, is_container=True),
        replace(story, parent="SHOP-9", votes=12, needs=(NeedRecord("n", "Acme"),)),
        replace(story, ext_id="SHOP-2", key="SHOP-2", parent="SHOP-8", title="Faster search"),
        replace(story, ext_id="SHOP-3", key="SHOP-3", type="Bug", title=f"Crash {EVIL}"),
        replace(
            story,
            ext_id="SEC-1",
            key="SEC-1",
            title=f"{CANARY} story",
            restricted=True,
            needs=(NeedRecord("n", "Bolt"),),
        ),
        replace(to_do("SHOP-4", "shop", mine, title="Blurry icons"), type="Bug"),
        replace(to_do("SEC-2", "shop", mine, title=f"{CANARY} bug", restricted=True), type="Bug"),
        to_do("SHOP-5", "shop", mine, title="Not done and not promised"),
        replace(story, ext_id="SHOP-6", key="SHOP-6", type="Chore", title="Sweep the floor"),
        *(done(f"SHOP-{100 + n}", "shop", 7 * n / 3, ()) for n in range(60)),
    ]


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return synced(tmp_path, shipped_work())


def synced(folder: Path, issues: Sequence[IssueRecord]) -> Sessions:
    sessions = empty_store(folder)
    things = Entities((TeamRecord("shop", "Shop"),), (), (ReleaseRecord("v1", "1.0", "version"),))
    sync_tracker(MemoryTracker("jira", things, tuple(issues)), sessions, now=lambda: NOW)
    return sessions


def notes_of(sessions: Sessions) -> Notes:
    notes = Answerer(sessions, WorkCalendar(), lambda: NOW).release_notes(RELEASE)
    assert notes is not None
    return notes


def test_the_draft_tells_what_is_done_and_which_bugs_are_left(sessions: Sessions) -> None:
    notes = notes_of(sessions)
    assert notes.sections[Section.NEW] == (
        "Dark mode: Title of SHOP-1 (SHOP-1)",
        "Faster search (SHOP-2)",
    )
    assert notes.sections[Section.KNOWN] == ("Blurry icons (SHOP-4)",)
    assert [told.key for told in notes.waited_for] == ["SHOP-1"]
    assert notes.left_out == 1


def test_nothing_private_is_in_any_of_it(sessions: Sessions) -> None:
    with sessions.begin() as session:
        written = {"improved": "Look at SEC-1, it is great\n- Faster (SHOP-2)", "known": "SEC-2"}
        save_edited_notes(session, RELEASE, "T1", EditedNotes(written, "U1", NOW))
    notes = notes_of(sessions)

    for reply in (notes_reply(notes), notes_reply(notes, is_shared=True), markdown_reply(notes)):
        said = reply.text + said_in(list(reply.blocks)) + str(reply.data)
        assert CANARY not in said
        assert "SEC-" not in said
        assert "Bolt" not in said
        assert "Acme" not in said
        judge(reply.text, list(reply.blocks))
    assert notes.sections[Section.IMPROVED] == ("Faster (SHOP-2)",)
    assert Section.KNOWN not in notes.sections


def test_an_emptied_section_is_left_out_and_an_untouched_one_follows_the_issues(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        edited = EditedNotes({"new": " \n", "fixed": "* No more crashes"}, "U1", NOW)
        save_edited_notes(session, RELEASE, "T1", edited)
    sections = notes_of(sessions).sections
    assert Section.NEW not in sections
    assert sections[Section.FIXED] == ("No more crashes",)
    assert sections[Section.KNOWN] == ("Blurry icons (SHOP-4)",)


def test_markdown_says_what_was_written_and_links_keys(sessions: Sessions) -> None:
    markdown = notes_markdown(notes_of(sessions))
    assert markdown.startswith("# 1.0\n\n## New\n\n- Dark mode: Title of SHOP-1 (SHOP-1)\n")
    assert "- Blurry icons ([SHOP-4](https://tracker.example/SHOP-4))\n" in markdown
    assert "Thank you to everybody who asked for this: Title of SHOP-1 (1 customer, 12 votes)." in (
        markdown
    )
    assert "<!channel>" not in markdown
    assert markdown.endswith("\n")


def test_a_release_with_nothing_done_has_no_notes_yet(tmp_path: Path) -> None:
    sessions = synced(tmp_path, [to_do("SHOP-1", "shop", ("v1",))])
    reply = notes_reply(notes_of(sessions))
    assert reply.text == "Release notes of 1.0: nothing yet"
    judge(reply.text, list(reply.blocks))


def test_a_very_long_list_fits_and_says_how_much_is_left(tmp_path: Path) -> None:
    story = done("SHOP-1", "shop", 3, ("v1",))
    issues = [
        replace(story, ext_id=f"SHOP-{n}", key=f"SHOP-{n}", title="Something quite long " * 9)
        for n in range(400)
    ]
    notes = notes_of(synced(tmp_path, issues))
    reply = notes_reply(notes)
    assert "more" in said_in(list(reply.blocks))
    judge(reply.text, list(reply.blocks))
    exported = markdown_reply(notes)
    judge(exported.text, list(exported.blocks))
    assert issues[0].category is Category.DONE

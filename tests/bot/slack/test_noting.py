"""Release notes in Slack: asked for by everybody, edited by the owner, shared once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from bot.views.notes import EDIT_NOTES, NOTES_MARKDOWN, SHARE_NOTES
from planner.launch.notes import Section
from store.adoptions import adopt_release
from store.audit import load_audit
from store.release_notes import load_edited_notes
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import outbox
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack, Message
from tests.bot.slack.test_subscribing import release

Sessions = sessionmaker[Session]
VALUE = '{"r":"jira:checkout"}'
FORM = 2  # how often a modal has been set: waiting, with its form


@dataclass
class Desk:
    """A door to the app; U01 owns Checkout, U08 is an admin."""

    door: Door
    sessions: Sessions

    def press(self, action: str, user: str = "U01", value: str = VALUE) -> Any:
        button = {"type": "button", "action_id": action, "value": value}
        payload = {"user": {"id": user, "team_id": "T1"}}
        return self.door.slack.click(button, self.door.via, payload=payload)

    def form(self, user: str = "U01", view: str = "V1") -> Message:
        self.press(EDIT_NOTES, user)
        return self.door.slack.modals.last(FORM, view)

    def save(self, view: str = "V1", user: str = "U01", **texts: str) -> str:
        values = {
            one.value: {one.value: {"type": "plain_text_input", "value": texts.get(one.value)}}
            for one in Section
        }
        sent = self.door.slack.submit(view, {"values": values}, self.door.via, user=user)
        told = json.loads(sent.said)
        assert told["response_action"] == "update"
        judge("told", told["view"]["blocks"])
        return said_in(told["view"]["blocks"])

    def edited(self) -> dict[str, str] | None:
        with self.sessions() as session:
            found = load_edited_notes(session, "jira:checkout")
        return None if found is None else dict(found.sections)


@pytest.fixture
def desk(slack: LocalSlack, answerer: Answerer, people: People) -> Iterator[Desk]:
    with people.sessions.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
    with by_http(slack, answerer, people) as door:
        yield Desk(door, people.sessions)


def test_everybody_may_ask_in_words_too(desk: Desk) -> None:
    said = release(desk.door, "notes checkout redesign", user="U02")
    judge(said["text"], said["blocks"])
    assert said["text"] == "Release notes of Checkout redesign: 6 new"
    assert "Title of SHOP-205 (SHOP-205)" in said_in(said["blocks"])
    slack = desk.door.slack
    words = slack.answer(slack.slash("/when", "release notes for checkout redesign", desk.door.via))
    assert words["blocks"] == said["blocks"]


def test_the_owner_edits_and_what_is_left_alone_follows_the_issues(desk: Desk) -> None:
    view = desk.form()
    texts = {each["block_id"]: each["element"] for each in view["blocks"] if "element" in each}
    drafted = texts["new"]["initial_value"]
    assert "initial_value" not in texts["fixed"]

    said = desk.save(new=drafted, fixed="- No more *lost* carts <!channel>")

    assert "Saved" in said
    assert desk.edited() == {"fixed": "- No more *lost* carts <!channel>"}
    shown = release(desk.door, "notes checkout")
    judge(shown["text"], shown["blocks"])
    assert "Edited by <@U01>" in said_in(shown["blocks"])
    with desk.sessions() as session:
        row = load_audit(session, "release:jira:checkout")[-1]
    assert (row.action, row.actor, row.before) == ("notes", "U01", None)
    assert row.after == desk.edited()


def test_putting_everything_back_is_the_draft_again(desk: Desk) -> None:
    drafted = {
        each["block_id"]: each["element"].get("initial_value", "")
        for each in desk.form()["blocks"]
        if "element" in each
    }
    desk.save(**drafted | {"fixed": "A crash"})
    desk.form(view="V2")
    assert "Back to the draft" in desk.save(view="V2", **drafted)
    assert desk.edited() is None


def test_who_does_not_own_it_neither_opens_nor_saves_the_form(desk: Desk) -> None:
    clicked = desk.press(EDIT_NOTES, "U02")
    assert "Only the release's owner" in desk.door.slack.answer(clicked)["text"]
    desk.form(user="U01")
    assert "Only the release's owner" in desk.save(user="U02", new="Mine")
    assert desk.edited() is None
    desk.form(user="U08", view="V2")
    assert "Saved" in desk.save(view="V2", user="U08", new="By an admin")


def test_two_who_edit_at_once_do_not_lose_each_others_words(desk: Desk) -> None:
    desk.form()
    desk.form(user="U08", view="V2")
    desk.save(view="V2", user="U08", new="Theirs")
    assert "Somebody else has saved" in desk.save(new="Mine")
    assert desk.edited() == {"new": "Theirs"}


def test_a_click_that_comes_too_late_and_a_forged_one_are_said(desk: Desk) -> None:
    desk.door.slack.modals.are_late = True
    clicked = desk.press(EDIT_NOTES)
    assert "in time" in desk.door.slack.answer(clicked)["text"].lower()
    desk.door.slack.modals.are_late = False
    clicked = desk.press(EDIT_NOTES, value="no json")
    assert "again" in desk.door.slack.answer(clicked)["text"].lower()


def test_notes_are_shared_once_with_who_did(desk: Desk) -> None:
    slack = desk.door.slack
    assert slack.answer(desk.press(SHARE_NOTES, "U02"))["text"]
    assert slack.answer(desk.press(SHARE_NOTES, "U02"))["text"]
    (post,) = outbox(desk.sessions)
    assert (post.kind, post.channel) == ("notes", "C1")
    assert post.text.startswith("<@U02> shares the release notes")


def test_markdown_is_given_to_copy(desk: Desk) -> None:
    said = desk.door.slack.answer(desk.press(NOTES_MARKDOWN, "U02"))
    judge(said["text"], said["blocks"])
    assert "# Checkout redesign" in json.dumps(said["blocks"])

"""Readiness in Slack: the card, votes, gates, who stands in; and who may do what."""

import json
from dataclasses import replace

import pytest

from bot.answering import Answerer
from bot.people.office import People
from bot.views.ready_acts import GATE_DONE, GATE_WAIVE, SIGN_OFF
from planner.launch.readiness import Word
from planner.launch.votes import Verdict
from store.audit import load_audit
from store.launch_plans import load_launch_plan, save_launch_plan
from store.tables import post as post_table
from tests.bot.answers import NOW
from tests.bot.judge import judge, judge_view, said_in
from tests.bot.newsrooms import outbox
from tests.bot.slack.conftest import by_http, by_socket
from tests.bot.slack.launching import (
    CHECKOUT,
    LINK,
    REF,
    Desk,
    buttons,
    desk,
    gate,
    launching,
)
from tests.bot.slack.local_slack import LocalSlack
from tests.bot.slack.test_subscribing import press, release
from tests.bot.test_running import wait_for

__all__ = ["desk", "launching"]


def test_the_card_says_how_each_function_stands_in_words_and_by_what(desk: Desk) -> None:
    said = desk.say("ready checkout redesign")
    words = said_in(said["blocks"])
    assert said["text"].startswith("Readiness of Checkout redesign: not yet. Engineering 🔴 red, ")
    assert "*Engineering: 🔴 red*" in words
    assert "✗ Not met: what has to be in it is done (due Wed 25 Nov) · 6 of 17 items done" in words
    assert "? Unknown: announcement is approved" not in words  # T-7 was last week
    assert "sign-off missing: <@U02>, <@U03>" in words
    assert "sign-off missing: nobody is named for it" in words
    assert "launch on Mon 30 Nov, T-6" in words


def test_only_the_owner_and_admins_are_told_how_much_is_private_and_nobody_what(
    desk: Desk,
) -> None:
    for user, knows in {"U01": True, "U08": True, "U02": False, "U09": False}.items():
        words = said_in(desk.say("ready checkout redesign", user)["blocks"])
        assert ("1 private issue" in words) == knows
        assert "SEC-1" not in words
        assert "A secret" not in words


def test_everybody_gets_the_buttons_of_what_they_speak_for(desk: Desk) -> None:
    mine = ["Done: announcement is approved", "Waive: announcement is approved"]
    assert buttons(desk.say("ready checkout redesign", "U03")) == [*mine, "Sign off", "Share"]
    assert buttons(desk.say("ready checkout redesign", "U09")) == ["Sign off", "Share"]
    owner = buttons(desk.say("ready checkout redesign", "U01"))
    assert {*mine, "Waive: no severe bug is open", "Ask for votes here"} > {*mine}
    assert owner[-3:] == ["Sign off", "Share", "Ask for votes here"]
    assert "Done: no severe bug is open" not in owner


def test_a_vote_is_kept_audited_and_shown(desk: Desk) -> None:
    told = {"function": "marketing", "verdict": "approve", "evidence": LINK}
    ended = desk.vote(**told)
    assert "✓ Marketing is signed off for *Checkout redesign*." in ended
    assert "Still missing: Engineering, Quality, Docs, Support, Sales, Legal." in ended
    assert desk.votes() == {"marketing": ("U02", "approve")}
    assert desk.audited() == [("U02", "sign_off")]
    words = said_in(desk.say("who hasn't signed off checkout redesign?")["blocks"])
    assert f"signed off by <@U02> on Sun 22 Nov (<{LINK}|evidence>)" in words


def test_a_vote_may_be_changed_and_both_are_in_the_audit(desk: Desk) -> None:
    desk.vote(function="marketing", verdict="approve")
    ended = desk.vote("U03", function="marketing", verdict="block", reason="no *video* <!here>")
    assert "✋ Marketing blocks *Checkout redesign*: no " in ended
    assert "<!here>" not in ended
    assert desk.votes() == {"marketing": ("U03", "block")}
    with desk.sessions() as session:
        first, second = load_audit(session)
    assert (first.before, first.after["verdict"]) == (None, "approve")
    assert (second.before["verdict"], second.after["verdict"]) == ("approve", "block")


@pytest.mark.parametrize("verdict", ["block", "waive"])
@pytest.mark.parametrize("reason", ["", "   ", "\u200b"])
def test_a_block_and_a_waiver_need_a_reason(desk: Desk, verdict: str, reason: str) -> None:
    desk.click(SIGN_OFF)
    desk.slack.modals.last(2)
    said = desk.submit(function="marketing", verdict=verdict, reason=reason)
    assert said == {
        "response_action": "errors",
        "errors": {"reason": "Say why: a block and a waiver need a reason."},
    }
    assert desk.votes() == {}


def test_evidence_that_looks_like_a_link_has_to_be_one(desk: Desk) -> None:
    desk.click(SIGN_OFF)
    desk.slack.modals.last(2)
    for odd in ("javascript://alert(1)", "https://<!here>", "ftp://x.example/y"):
        said = desk.submit(function="marketing", verdict="approve", evidence=odd)
        assert "no address that I can link" in said["errors"]["evidence"]
    assert desk.votes() == {}


def test_the_command_opens_the_modal_with_what_one_speaks_for(desk: Desk) -> None:
    payload = {"user_id": "U02"}
    desk.slack.slash("/release", "signoff checkout redesign", desk.door.via, payload=payload)
    view = desk.slack.modals.last(2)
    judge(said_in(view["blocks"]), view["blocks"])
    (select,) = (one for one in view["blocks"] if one.get("block_id") == "function")
    assert [one["value"] for one in select["element"]["options"]] == ["marketing"]


def test_by_the_socket_it_is_the_same(
    slack: LocalSlack, launching: Answerer, people: People
) -> None:
    with by_socket(slack, launching, people) as door:
        desk = Desk(door, people.sessions)
        desk.click(SIGN_OFF)
        desk.slack.modals.last(2)
        for told, words in (
            ({"function": "support", "verdict": "approve"}, "You do not speak for Support"),
            ({"function": "marketing", "verdict": "block"}, "Say why"),
        ):
            assert words in json.dumps(desk.submit(**told))
        assert "✓ Marketing is signed off" in desk.vote(function="marketing", verdict="approve")
    assert desk.votes() == {"marketing": ("U02", "approve")}


def test_the_owner_and_admins_may_vote_for_every_function(desk: Desk) -> None:
    desk.vote("U01", function="legal", verdict="waive", reason="no new terms")
    desk.vote("U08", function="quality", verdict="approve")
    assert desk.votes() == {"legal": ("U01", "waive"), "quality": ("U08", "approve")}


def test_strangers_are_told_who_may_vote(desk: Desk) -> None:
    sentence = desk.refused(SIGN_OFF, user="U09")
    assert sentence.startswith("You speak for no function of Checkout redesign.")
    assert "Marketing (<@U02>, <@U03>)" in sentence
    assert "Engineering (nobody yet)" in sentence
    said = desk.say("signoff checkout redesign", "U09")
    assert said["text"].startswith("You speak for no function of Checkout redesign.")


@pytest.mark.parametrize(
    ("action", "value", "sentence"),
    [
        (SIGN_OFF, "[]", "I can't read that button"),
        (SIGN_OFF, '{"r":"jira:nope"}', "That release is not there any more"),
        (f"{GATE_DONE}:1", "nonsense", "I can't read that button"),
        (f"{GATE_DONE}:1", '{"r":"jira:checkout"}', "I can't read that button"),
        (f"{GATE_DONE}:1", gate("handoff"), "You do not speak for Support"),
        (f"{GATE_WAIVE}:1", gate("handoff"), "You do not speak for Support"),
        ("gate_open:1", gate("handoff"), "You do not speak for Support"),
        (f"{GATE_DONE}:1", gate("nope"), "That gate is not asked for any more"),
        ("ask_votes", REF, "Only the owner of a release and the admins"),
    ],
)
def test_a_forged_click_opens_nothing(desk: Desk, action: str, value: str, sentence: str) -> None:
    assert desk.refused(action, value).startswith(sentence)
    assert desk.audited() == []


def test_an_automatic_gate_is_never_called_done(desk: Desk) -> None:
    said = desk.refused(f"{GATE_DONE}:1", gate("bugs"), "U08")
    assert said.startswith("That gate is met by what the trackers show")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"function": "support"}, "You do not speak for Support in Checkout redesign"),
        ({"function": "nope"}, "Nope takes no part in the launch"),
        ({"function": "marketing", "private_metadata": '{"r":"jira:nope"}'}, "not there any more"),
        ({"function": "marketing", "private_metadata": "[]"}, "I can't read that button"),
        ({"function": "marketing", "verdict": "always"}, "I can't read that button"),
    ],
)
def test_a_forged_submission_keeps_nothing(desk: Desk, told: dict[str, str], sentence: str) -> None:
    desk.click(SIGN_OFF)
    desk.slack.modals.last(2)
    said = desk.submit(**{"verdict": "approve", **told})
    assert sentence in said_in(said["view"]["blocks"])
    assert desk.votes() == {}
    assert desk.audited() == []


def test_a_submission_by_somebody_else_keeps_nothing(desk: Desk) -> None:
    desk.click(SIGN_OFF)
    desk.slack.modals.last(2)
    said = desk.submit("U09", function="marketing", verdict="approve")
    assert "You speak for no function" in said_in(said["view"]["blocks"])
    assert desk.votes() == {}


def test_after_it_has_shipped_votes_are_closed(desk: Desk) -> None:
    said = desk.refused(SIGN_OFF, '{"r":"jira:v23"}', "U08")
    assert said == "2.3 has shipped: its votes are kept as they were."
    card = desk.say("ready 2.3", "U08")
    assert "*shipped*" in said_in(card["blocks"])
    assert buttons(card) == []


def test_a_human_gate_is_met_by_a_link_and_open_again(desk: Desk) -> None:
    done = f"{GATE_DONE}:1"
    desk.click(done, gate("announcement"))
    assert "announcement is approved" in said_in(desk.slack.modals.last(2)["blocks"])
    assert "nothing is green without evidence" in desk.submit(evidence=" ")["errors"]["evidence"]
    desk.submit(evidence=LINK)
    assert f"<{LINK}|evidence>" in said_in(desk.slack.modals.settled()["blocks"])
    assert desk.words() == {"announcement": Word.DONE}
    card = desk.say("ready checkout redesign", "U02")
    assert f"✓ Met: announcement is approved · <{LINK}|evidence>, <@U02>" in said_in(card["blocks"])
    assert "*Marketing: 🟢 green*" in said_in(card["blocks"])
    press(desk.door, card, "Take back: announcement is approved", "U02")
    assert desk.words() == {"announcement": Word.OPEN}
    assert desk.audited() == [("U02", "gate.done"), ("U02", "gate.open")]


def test_a_gate_is_waived_with_a_reason(desk: Desk) -> None:
    desk.click(f"{GATE_WAIVE}:1", gate("handoff"), "U04")
    desk.slack.modals.last(2)
    assert "a waiver needs a reason" in desk.submit("U04", reason="")["errors"]["reason"]
    desk.submit("U04", reason="nothing changes")
    assert "is waived. nothing changes" in said_in(desk.slack.modals.settled()["blocks"])
    words = said_in(desk.say("ready checkout redesign")["blocks"])
    assert "Waived: handoff pack is read · <@U04> on Sun 22 Nov: nothing changes" in words
    assert "*Support: ⚪ waived*" in words


def test_what_is_shared_is_what_everybody_may_see(desk: Desk) -> None:
    card = desk.say("ready checkout redesign", "U01")
    assert "private" in said_in(card["blocks"])
    assert press(desk.door, card, "Share")["text"].startswith("Shared.")
    assert press(desk.door, card, "Share")["text"].startswith("That was shared just now")
    (post,) = outbox(desk.sessions)
    assert (post.kind, post.channel) == ("share_ready", "C1")
    with desk.sessions() as session:
        blocks = session.execute(post_table.select()).one().blocks
    assert "Shared by <@U01>." in said_in(blocks)
    assert "private" not in said_in(blocks)
    assert buttons({"blocks": blocks}) == ["Sign off"]


def test_votes_are_asked_for_once_a_channel_by_the_owner(desk: Desk) -> None:
    card = desk.say("ready checkout redesign", "U01")
    assert press(desk.door, card, "Ask for votes here")["text"].startswith("Asked.")
    assert "stands in this channel already" in press(desk.door, card, "Ask for votes here")["text"]
    (post,) = outbox(desk.sessions)
    assert (post.kind, post.channel, post.state) == ("go", "C1", "pending")
    assert "Marketing 🔴 red, sign-off missing" in post.text
    assert desk.audited() == [("U01", "ask_votes")]
    direct = desk.slack.answer(desk.click("ask_votes", user="U01", is_ephemeral=True))
    assert "already" in direct["text"]


def test_a_page_shows_what_waits_for_its_owner(desk: Desk) -> None:
    def page(user: str) -> str:
        shown = len(desk.slack.rooms.homes.get(user, []))
        event = {"type": "app_home_opened", "tab": "home", "user": user, "channel": "D1"}
        desk.slack.tell(event, desk.door.via)
        wait_for(lambda: len(desk.slack.rooms.homes.get(user, [])) > shown)
        view = desk.slack.rooms.homes[user][-1]
        judge_view(view)
        return said_in(view["blocks"])

    waits = "*Checkout redesign*, launch on Mon 30 Nov: sign off Marketing"
    assert waits in page("U02")
    mine = desk.say("me", "U02")
    judge(mine["text"], mine["blocks"])
    assert waits in said_in(mine["blocks"])
    assert waits.replace("*", "") in mine["text"]
    assert buttons(mine) == ["Sign off", "Details"]
    assert "Waiting for you" not in said_in(desk.say("me", "U09")["blocks"])
    assert "Waiting for you" not in page("U09")
    desk.vote("U02", function="marketing", verdict="approve")
    homes = desk.slack.rooms.homes["U02"]
    wait_for(lambda: "Waiting for you" not in said_in(homes[-1]["blocks"]))
    assert "Waiting for you" not in page("U03")


def test_who_closed_the_window_has_voted_all_the_same(desk: Desk) -> None:
    desk.click(SIGN_OFF)
    desk.slack.modals.last(2)
    desk.slack.modals.closed.add("V1")
    desk.submit(function="marketing", verdict="approve")
    wait_for(lambda: desk.votes() == {"marketing": ("U02", str(Verdict.APPROVE))})


def test_a_window_that_came_too_late_is_said(desk: Desk) -> None:
    desk.slack.modals.are_late = True
    assert "Please click once more" in desk.refused(SIGN_OFF)


def test_without_functions_that_is_said(
    slack: LocalSlack, answerer: Answerer, people: People
) -> None:
    with by_http(slack, answerer, replace(people, functions=())) as door:
        said = release(door, "ready checkout redesign")
    assert said["text"].startswith("No function is named that could be ready.")


def test_a_release_under_embargo_is_named_to_nobody_who_may_not_know(desk: Desk) -> None:
    with desk.sessions.begin() as session:
        plan = replace(load_launch_plan(session, CHECKOUT), codename="Falcon")
        save_launch_plan(session, "T1", plan, NOW)
    sentence = desk.refused(SIGN_OFF, user="U09")
    assert sentence.startswith("You speak for no function of Falcon.")
    assert "Checkout" not in sentence
    assert "Checkout" not in said_in(desk.say("ready Falcon", "U09")["blocks"])
    desk.click(SIGN_OFF, user="U08")
    assert "*Checkout redesign*" in said_in(desk.slack.modals.last(2)["blocks"])

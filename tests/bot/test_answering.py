"""One answer to every question."""

import json
from datetime import date, timedelta

from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.reply import Reply
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from store.records import Entities, ReleaseRecord
from store.sources import upsert_source
from tests.bot.answers import EVIL, NOW
from tests.bot.judge import judge, said_in
from tests.bot.world import DUE_ON, MemoryTracker


def asked(answerer: Answerer, text: str) -> Reply:
    reply = answerer.answer(text)
    judge(reply.text, reply.blocks)
    json.dumps(dict(reply.data))
    return reply


def test_a_release_is_forecast(answerer: Answerer) -> None:
    reply = asked(answerer, "when will the checkout redesign ship?")
    assert reply.data["kind"] == "forecast"
    assert reply.data["release"]["name"] == "Checkout redesign"
    assert reply.data["due_on"] == DUE_ON.isoformat()
    assert "Checkout redesign is 85% likely by" in reply.text
    assert "*" not in reply.text


def test_the_day_asked_about_is_answered(answerer: Answerer) -> None:
    reply = asked(answerer, "checkout by mid December")
    assert reply.data["by"]["by"] == "2026-12-15"
    assert "to ship by Tue 15 Dec" in reply.text


def test_the_same_question_has_the_same_answer(
    answerer: Answerer, company: sessionmaker[Session]
) -> None:
    other = Answerer(company, WorkCalendar(), lambda: NOW)
    assert asked(answerer, "checkout").blocks == asked(other, "checkout").blocks


def test_a_refused_release_tells_why(answerer: Answerer) -> None:
    reply = asked(answerer, "partner api")
    assert reply.data["kind"] == "refusal"
    assert reply.data["reason"]["code"] == "refusal.few_finished"
    assert reply.data["way_out"]["words"] == "It needs 5 more finished items."


def test_a_shipped_release_tells_when(answerer: Answerer) -> None:
    reply = asked(answerer, "2.3 by Dec 1")
    assert (reply.data["kind"], reply.data["shipped_on"]) == ("shipped", "2026-11-03")


def test_a_name_in_two_sources_asks_which(answerer: Answerer) -> None:
    reply = asked(answerer, "2.4 by Dec 15")
    assert reply.data["kind"] == "choices"
    labels = [each["text"]["text"] for each in reply.blocks[1]["elements"]]
    assert sorted(labels) == ["2.4 · jira", "2.4 · linear"]
    assert json.loads(reply.blocks[1]["elements"][0]["value"])["by"] == "2026-12-15"


def test_a_written_release_speaks_for_the_ones_it_covers(answerer: Answerer) -> None:
    reply = asked(answerer, "search")
    assert reply.data["release"]["id"] == "plan:search"
    assert reply.data["scope"]["items"] == 4


def test_a_misspelt_name_is_answered_and_told(answerer: Answerer) -> None:
    reply = asked(answerer, "chekout redesing by foo")
    assert reply.data["release"]["name"] == "Checkout redesign"
    said = said_in(reply.blocks)
    assert "I took “chekout redesing” for *Checkout redesign*." in said
    assert "I could not read “foo” as a date" in said


def test_a_shipped_release_that_was_passed_over_is_not_passed_over_in_silence(
    answerer: Answerer, company: sessionmaker[Session]
) -> None:
    shipped = ReleaseRecord("1", "Checkout 1.0", "version", is_released=True)
    old = MemoryTracker("old", Entities((), (), (shipped,)), ())
    sync_tracker(old, company, now=lambda: NOW)
    assert asked(answerer, "checkout").text.startswith("I took “checkout” for Checkout redesign.")


def test_a_name_that_is_not_whole_is_told_and_a_whole_one_is_not(answerer: Answerer) -> None:
    for part in ("check", "redesign"):
        said = said_in(asked(answerer, part).blocks)
        assert f"I took \u201c{part}\u201d for *Checkout redesign*." in said
    for whole in ("checkout redesign", "2.4 jira", "jira:checkout"):
        assert "I took" not in asked(answerer, whole).text


def test_a_tail_that_is_no_name_is_left_off_and_told(answerer: Answerer) -> None:
    reply = asked(answerer, "checkout redesign or so maybe")
    assert reply.data["release"]["name"] == "Checkout redesign"
    assert "I took “checkout redesign or so maybe” for *Checkout redesign*." in said_in(
        reply.blocks
    )


def test_a_span_in_sprints_says_how_long_a_sprint_was_taken_to_be(answerer: Answerer) -> None:
    reply = asked(answerer, "checkout redesign in three sprints")
    assert reply.data["by"]["by"] == "2027-01-03"
    assert "I know no sprints here and took one for two weeks: by Sun 3 Jan 2027." in said_in(
        reply.blocks
    )


def test_an_unknown_name_offers_the_nearest(answerer: Answerer) -> None:
    reply = asked(answerer, "chest")
    assert reply.data["kind"] == "unknown"
    assert "Checkout redesign" in [each["name"] for each in reply.data["releases"]]


def test_a_name_that_reads_like_grammar_is_found_whole(company: sessionmaker[Session]) -> None:
    things = Entities((), (), (ReleaseRecord("1", "Portal go live in March", "version"),))
    sync_tracker(MemoryTracker("odd", things, ()), company, now=lambda: NOW)
    reply = asked(Answerer(company, WorkCalendar(), lambda: NOW), "portal go live in march")
    assert reply.data["release"]["name"] == "Portal go live in March"


def test_an_issue_key_answers_for_its_release(answerer: Answerer) -> None:
    reply = asked(answerer, "when will shop-300 ship?")
    assert reply.data["release"]["name"] == "Checkout redesign"
    assert "SHOP-300 is in *Checkout redesign*." in said_in(reply.blocks)


def test_an_issue_in_several_releases_asks_which(answerer: Answerer) -> None:
    reply = asked(answerer, "SHOP-400")
    assert reply.data["kind"] == "choices"
    assert {each["name"] for each in reply.data["releases"]} == {"Checkout redesign", EVIL}


def test_an_issue_in_a_written_release_is_found_there(answerer: Answerer) -> None:
    assert asked(answerer, "PLAT-300").data["release"]["id"] == "plan:search"


def test_an_issue_in_no_release_says_so(answerer: Answerer) -> None:
    assert "SHOP-403 is in no release." in asked(answerer, "SHOP-403").text


def test_a_private_issue_is_as_good_as_unknown(answerer: Answerer) -> None:
    unknown, private = asked(answerer, "NOPE-1").text, asked(answerer, "SEC-1").text
    assert private == unknown.replace("NOPE-1", "SEC-1")
    everything = json.dumps([dict(asked(answerer, each).data) for each in ("checkout", "list")])
    assert "SEC-1" not in everything
    assert "A secret" not in everything


def test_a_title_with_marks_comes_out_inert(answerer: Answerer) -> None:
    for question in (f'"{EVIL}"', "SHOP-400", "list", "checkout"):
        asked(answerer, question)
    explained = answerer.explain("jira:checkout")
    judge(explained.text, explained.blocks)
    assert "&lt;!channel&gt; &amp; \u200b*\u200bx" in said_in(explained.blocks)


def test_all_releases_are_listed_without_the_covered_ones(answerer: Answerer) -> None:
    reply = asked(answerer, "list")
    ids = [each["release"]["id"] for each in reply.data["releases"]]
    assert "plan:search" in ids
    assert "jira:search" not in ids
    assert "jira:v23" not in ids
    shipped = asked(answerer, "list shipped").data["releases"]
    assert [each["release"]["id"] for each in shipped] == ["jira:v23"]


def test_help_needs_no_data(nobody: sessionmaker[Session]) -> None:
    reply = asked(Answerer(nobody, WorkCalendar(), lambda: NOW), "help")
    assert reply.data == {"kind": "help"}


def test_a_choice_is_answered_by_its_id(answerer: Answerer) -> None:
    reply = answerer.answer_release("linear:v24", date(2026, 12, 15))
    assert (reply.data["release"]["id"], reply.data["by"]["by"]) == ("linear:v24", "2026-12-15")


def test_a_release_that_is_gone_says_so(answerer: Answerer) -> None:
    for reply in (answerer.answer_release("jira:nope"), answerer.explain("jira:nope")):
        judge(reply.text, reply.blocks)
        assert reply.data["reason"] == "gone"


def test_before_the_first_sync_it_says_what_is_missing(nobody: sessionmaker[Session]) -> None:
    answerer = Answerer(nobody, WorkCalendar(), lambda: NOW)
    assert asked(answerer, "checkout").data["reason"] == "empty"
    sync_tracker(MemoryTracker("bare", Entities(), ()), nobody, now=lambda: NOW)
    assert asked(answerer, "checkout").data["reason"] == "no_releases"


def test_while_the_first_sync_runs_it_says_so(nobody: sessionmaker[Session]) -> None:
    with nobody.begin() as session:
        upsert_source(session, name="jira", kind="demo", history=frozenset())
    reply = asked(Answerer(nobody, WorkCalendar(), lambda: NOW), "checkout")
    assert reply.data["reason"] == "first_sync"
    assert "I am still reading jira for the first time" in reply.text


def test_a_question_about_the_past_sees_nothing_newer(answerer: Answerer) -> None:
    then = NOW - timedelta(days=40)
    reply = answerer.answer("2.3", as_of=then)
    judge(reply.text, reply.blocks)
    assert reply.data["kind"] != "shipped"
    assert "As it was known on Tue 13 Oct 2026." in said_in(reply.blocks)

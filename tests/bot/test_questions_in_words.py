"""Questions in words get their answers: blockers, groups, sprints, several names, buttons."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.reply import Reply
from bot.words.days import say_day
from connectors.sync import sync_tracker
from planner.answer import ReleaseForecast
from planner.calendar import WorkCalendar
from store.records import ReleaseRecord, SprintRecord
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.world import jira, to_do

Sessions = sessionmaker[Session]
DAY = timedelta(days=1)


def asked(answerer: Answerer, text: str, about: str | None = None) -> Reply:
    reply = answerer.answer(text, about=about)
    judge(reply.text, reply.blocks)
    json.dumps(dict(reply.data))
    return reply


def buttons_of(reply: Reply) -> list[str]:
    rows = [block["elements"] for block in reply.blocks if block["type"] == "actions"]
    return [str(each["value"]) for row in rows for each in row]


def answerer_over(company: Sessions) -> Answerer:
    return Answerer(company, WorkCalendar(), lambda: NOW)


@pytest.fixture
def grouped(company: Sessions) -> Answerer:
    """The company with epics, labels and a project; APP-1 to APP-4 are in no release."""
    tracker = jira()
    pay = replace(to_do("APP-9", "shop", (), title="Apple Pay"), is_container=True)
    gift = replace(to_do("APP-8", "shop", (), title="Gift cards"), is_container=True)
    secret = replace(to_do("APP-7", "shop", (), title="Takeover", restricted=True))
    loose = [
        replace(to_do(f"APP-{n}", "shop", ()), parent="APP-9", labels=("pci",), project="App")
        for n in range(1, 5)
    ]
    held = [
        replace(each, parent="APP-8", labels=("gdpr",))
        if each.key in {"SHOP-300", "SHOP-301"}
        else replace(each, labels=("web",))
        if each.key in {"SHOP-302", "SHOP-401"}
        else each
        for each in tracker.issues
    ]
    hidden = replace(secret, labels=("acquisition",), project="Takeover")
    more = replace(tracker, issues=(*held, pay, gift, hidden, *loose))
    sync_tracker(more, company, now=lambda: NOW, full=True)
    return answerer_over(company)


def test_what_blocks_a_release_is_told_with_the_day_of_the_blocker(answerer: Answerer) -> None:
    reply = asked(answerer, "what's blocking checkout?")
    (told,) = reply.data["releases"]
    assert told["blocked"] == {"count": 1, "keys": ["SHOP-300"]}
    assert [each["key"] for each in told["blockers"]] == ["SHOP-400"]
    assert "SHOP-400" in reply.text
    assert "waits for something" in said_in(reply.blocks)


def test_nothing_that_blocks_is_said_so(answerer: Answerer) -> None:
    assert "waits for anything" in asked(answerer, "what's blocking new search").text


def test_the_blockers_of_all_releases_are_one_line_each(answerer: Answerer) -> None:
    reply = asked(answerer, "any blockers?")
    assert [each["release"]["name"] for each in reply.data["releases"]] == ["Checkout redesign"]


def test_a_private_blocker_is_counted_and_not_named(company: Sessions) -> None:
    tracker = jira()
    secret = to_do("SEC-2", "shop", ("checkout",), restricted=True, blocks=("SHOP-302",))
    sync_tracker(
        replace(tracker, issues=(*tracker.issues, secret)), company, now=lambda: NOW, full=True
    )
    reply = asked(answerer_over(company), "blockers of checkout")
    assert "SEC-2" not in json.dumps(dict(reply.data)) + said_in(reply.blocks) + reply.text
    assert reply.data["releases"][0]["hidden"] == 1
    assert "1 other blocker" in said_in(reply.blocks)


def test_what_is_in_a_release_lists_its_issues(answerer: Answerer) -> None:
    reply = asked(answerer, "what's in the checkout redesign?")
    assert "SHOP-300" in said_in(reply.blocks)
    assert "A secret" not in said_in(reply.blocks)


def test_several_names_get_a_line_each(answerer: Answerer) -> None:
    reply = asked(answerer, "when will checkout and new search ship by feb 1?")
    names = [each["release"]["name"] for each in reply.data["releases"]]
    assert names == ["Checkout redesign", "New search"]
    assert "I know no release called “fooo”" in asked(answerer, "checkout and fooo").text


def test_what_is_due_in_a_stretch_is_chosen_by_the_date_in_the_tracker(answerer: Answerer) -> None:
    due = asked(answerer, "everything due in december").data["releases"]
    assert [each["release"]["name"] for each in due] == ["Checkout redesign"]
    assert asked(answerer, "everything due in Q1").data["releases"] == []


def test_a_date_with_two_meanings_is_asked_with_both_days_as_buttons(answerer: Answerer) -> None:
    for text in ("checkout by 5/6", "plan checkout by 5/6"):
        reply = asked(answerer, text)
        assert "Thu 6 May 2027 or Sat 5 Jun 2027" in reply.text
        first, second = buttons_of(reply)
        assert asked(answerer, first).data["by"] != asked(answerer, second).data["by"]


def test_what_was_mended_is_told(answerer: Answerer) -> None:
    reply = asked(answerer, "chekout by novmber 2027")
    assert reply.data["by"]["by"] == "2027-11-30"
    for said in (reply.text, said_in(reply.blocks)):
        assert "I read “novmber” as “november”." in said
        assert "I took “chekout” for" in said


def test_what_nobody_can_read_offers_two_ways_that_are_answered(answerer: Answerer) -> None:
    reply = asked(answerer, "xyzzy qqq")
    ways = buttons_of(reply)
    assert len(ways) == 2
    for way in ways:
        assert asked(answerer, way).data["kind"] not in {"unknown", "unread"}


def test_a_span_in_sprints_uses_those_of_the_team(company: Sessions) -> None:
    sprints = tuple(
        SprintRecord(f"s{n}", f"Sprint {n}", "shop", NOW - 21 * DAY * (5 - n) - DAY)
        for n in range(1, 6)
    )
    tracker = jira()
    with_sprints = replace(tracker, things=replace(tracker.things, sprints=sprints))
    sync_tracker(with_sprints, company, now=lambda: NOW, full=True)
    reply = asked(answerer_over(company), "will checkout ship in two sprints?")
    assert reply.data["by"]["by"] == (NOW.date() + 42 * DAY).isoformat()
    assert "A sprint of Shop is 21 days" in said_in(reply.blocks)
    plan = asked(answerer_over(company), "plan checkout in two sprints")
    assert plan.data["by"] == (NOW.date() + 42 * DAY).isoformat()
    # sprint 5 began yesterday
    for text, ends_in in (
        ("will checkout ship by sprint 6?", 40),
        ("checkout by the end of next sprint", 40),
        ("plan checkout by sprint 6", 40),
        ("checkout this sprint", 19),
        ("checkout before sprint 6", 19),
    ):
        named = asked(answerer_over(company), text)
        day = named.data["by"]["by"] if named.data["kind"] == "forecast" else named.data["by"]
        assert day == (NOW.date() + ends_in * DAY).isoformat(), text
        assert "Sprint " in said_in(named.blocks)
    assert "I could not read" in asked(answerer_over(company), "checkout by sprint 0").text


def test_an_epic_in_no_release_is_forecast_behind_all_that_is_planned(grouped: Answerer) -> None:
    for text in ("epic app-9", "APP-9", "when will apple pay ship", "the Apple Pay epic by march"):
        reply = asked(grouped, text)
        assert (reply.data["kind"], reply.data["open_items"]) == ("forecast", 4), text
        assert "No release holds the epic" in reply.text
        assert buttons_of(reply) == []


def test_an_epic_in_a_release_is_answered_for_that_release(grouped: Answerer) -> None:
    reply = asked(grouped, "when will the epic Gift cards be done")
    assert reply.data["release"]["name"] == "Checkout redesign"
    assert "all of its 2 open issues are in" in reply.text


def test_a_label_is_answered_for_the_releases_that_hold_it(grouped: Answerer) -> None:
    one = asked(grouped, "everything labelled GDPR")
    assert one.data["release"]["name"] == "Checkout redesign"
    several = asked(grouped, "everything labelled web by feb 1")
    names = {each["release"]["name"] for each in several.data["releases"]}
    assert {"Checkout redesign", "2.4"} <= names
    alone = asked(grouped, "when will all issues tagged pci be done?")
    assert (alone.data["kind"], alone.data["open_items"]) == ("forecast", 4)


def test_a_project_of_the_tracker_is_forecast_like_a_label(grouped: Answerer) -> None:
    assert asked(grouped, "everything in project app").data["open_items"] == 4


def test_an_unknown_label_offers_the_nearest_ones(grouped: Answerer) -> None:
    assert buttons_of(asked(grouped, "everything labelled gdrp")) == ['everything labelled "gdpr"']


def test_a_private_label_epic_or_project_is_as_good_as_unknown(grouped: Answerer) -> None:
    for text in ("label acquisition", "label acquisitio", "project takeover", "project takeove"):
        reply = asked(grouped, text)
        assert reply.data["kind"] == "unknown"
        assert buttons_of(reply) == []
        assert "Takeover" not in reply.text


def test_a_follow_up_is_answered_for_what_was_spoken_of(answerer: Answerer) -> None:
    by = asked(answerer, "by march?", about="jira:checkout")
    assert (by.data["kind"], by.data["by"]["by"]) == ("forecast", "2027-03-31")
    whatif = asked(answerer, "and if we drop SHOP-301?", about="jira:checkout")
    assert whatif.data["changes"]["drop"] == ["SHOP-301"]
    blocked = asked(answerer, "what's blocking it?", about="jira:checkout")
    assert blocked.data["kind"] == "blockers"
    assert asked(answerer, "2.3", about="jira:checkout").data["kind"] == "shipped"


def test_without_a_thread_an_issue_tells_which_release_is_meant(answerer: Answerer) -> None:
    reply = asked(answerer, "what if we drop SHOP-301")
    assert reply.data["release"]["name"] == "Checkout redesign"
    assert "SHOP-301 is in Checkout redesign." in reply.text
    assert asked(answerer, "what's blocking shop-301").data["kind"] == "issue"
    private = asked(answerer, "what if we drop SEC-1")
    assert private.text == asked(answerer, "what if we drop SEC-9").text.replace("SEC-9", "SEC-1")


def test_several_issues_are_answered_for_the_releases_that_hold_them(answerer: Answerer) -> None:
    reply = asked(answerer, "when are SHOP-300 and PLAT-300 done?")
    names = [each["release"]["name"] for each in reply.data["releases"]]
    assert names == ["Checkout redesign", "New search"]
    assert "SEC-1 is in no release that I know of" in asked(answerer, "SHOP-300 and SEC-1").text


def test_what_changed_everywhere_is_compared_with_the_day(answerer: Answerer) -> None:
    reply = asked(answerer, "what changed since nov 16?")
    assert (reply.data["kind"], reply.data["since"]) == ("changed", "2026-11-16")
    assert "Checkout redesign" in reply.text
    assert "still to come" in asked(answerer, "what changed since 2099-01-01").text


def test_what_fits_by_a_day_asks_for_a_release_and_offers_the_list(answerer: Answerer) -> None:
    reply = asked(answerer, "what fits by feb 1?")
    ways = buttons_of(reply)
    assert "what ships by 2027-02-01" in ways
    assert asked(answerer, "what ships by 2027-02-01").data["kind"] == "list"


def test_what_shipped_is_told_of_the_days_that_were_asked_about(company: Sessions) -> None:
    tracker = jira()
    out = tuple(
        ReleaseRecord(name, name, "version", is_released=True, released_on=day)
        for name, day in (("Cart", date(2026, 10, 20)), ("Basket", date(2026, 8, 4)))
    )
    things = replace(tracker.things, releases=(*tracker.things.releases, *out))
    sync_tracker(replace(tracker, things=things), company, now=lambda: NOW, full=True)
    answerer = answerer_over(company)
    october = asked(answerer, "what shipped in october?")
    assert [each["release"]["name"] for each in october.data["releases"]] == ["Cart"]
    assert "from Thu 1 Oct to Sat 31 Oct" in said_in(october.blocks)
    nothing = asked(answerer, "what did we ship in september")
    assert "Nothing shipped from" in nothing.text
    assert "Basket" in nothing.text
    assert "Nothing shipped" in asked(answerer, "what shipped before june 2019").text


def test_to_miss_a_day_is_what_is_left_of_making_it(answerer: Answerer) -> None:
    made = asked(answerer, "checkout by feb 1")
    missed = asked(answerer, "how likely is checkout to miss feb 1?")
    assert missed.data["by"] == made.data["by"]
    likelihood = made.data["by"]["likelihood"]
    assert f"Checkout redesign is {1 - likelihood:.0%} likely to ship after" in missed.text
    assert "likely to ship after" not in made.text
    assert (
        "no date in the tracker that it could miss"
        in asked(answerer, "will new search miss its date").text
    )


def test_any_percentile_can_be_asked_for(answerer: Answerer) -> None:
    forecast = answerer.find("jira:checkout")
    assert isinstance(forecast, ReleaseForecast)
    day = forecast.percentile(70)
    assert day is not None
    reply = asked(answerer, "when is checkout 70% likely?")
    assert f"Checkout redesign is 70% likely to ship by {say_day(day, NOW.date())}" in reply.text
    assert "5% likely" in asked(answerer, "best case for checkout").text
    assert "Nothing is certain" in asked(answerer, "when is checkout 100% certain").text


def test_words_that_nobody_understood_are_said_and_no_other_question_answered(
    answerer: Answerer,
) -> None:
    reply = asked(answerer, "checkout redesign without the blocked items")
    assert reply.data["kind"] == "unread"
    assert "“without the blocked items”" in reply.text
    assert asked(answerer, buttons_of(reply)[0]).data["kind"] == "forecast"


def test_which_is_first_is_told_with_both_in_order(answerer: Answerer) -> None:
    told = asked(answerer, "compare new search and checkout").data["releases"]
    turned = asked(answerer, "which ships first, checkout or new search?")
    assert [each["release"]["name"] for each in told] == [
        each["release"]["name"] for each in turned.data["releases"]
    ]
    assert "is likely first" in turned.text
    out = asked(answerer, "checkout vs 2.3: which is first?")
    assert "2.3 is out already" in out.text


def test_why_it_is_at_risk_is_told_by_its_date_the_sum_and_the_risks(answerer: Answerer) -> None:
    reply = asked(answerer, "why is checkout at risk?")
    assert reply.data["kind"] == "risks"
    said = said_in(reply.blocks)
    assert "85% likely by" in said
    assert "÷" in said
    assert "Blocked: 1 of" in said
    assert reply.text == asked(answerer, "why isn't checkout green").text


def test_a_greeting_is_greeted_with_questions_that_are_answered(answerer: Answerer) -> None:
    reply = asked(answerer, "hi there!")
    assert reply.data["kind"] == "hello"
    for way in buttons_of(reply):
        assert asked(answerer, way).data["kind"] in {"forecast", "list", "help"}
    assert asked(answerer, "ok cool").text == "You're welcome."


def test_how_fresh_the_data_is_is_told_of_each_tracker(answerer: Answerer) -> None:
    told = asked(answerer, "when did you last sync?").data["sources"]
    assert [each["name"] for each in told] == ["jira", "linear"]
    assert all(each["fresh_at"] for each in told)


def test_what_was_said_on_a_day_is_said_as_it_was_known(answerer: Answerer) -> None:
    reply = asked(answerer, "what was the forecast for checkout on nov 16?")
    assert "As it was known on Mon 16 Nov" in said_in(reply.blocks)
    assert reply.data["release"]["name"] == "Checkout redesign"
    assert "As it was known" not in said_in(asked(answerer, "checkout").blocks)


def test_what_is_new_in_a_release_that_is_out_are_its_notes(answerer: Answerer) -> None:
    assert asked(answerer, "what's new in 2.3").data["kind"] == "notes"
    assert asked(answerer, "what's new in checkout").data["kind"] == "moved"


def test_the_other_way_round_is_told_of_issues_and_groups_too(grouped: Answerer) -> None:
    for text in (
        "SHOP-300 after feb 1",
        "will the epic Gift cards miss feb 1",
        "everything labelled pci after feb 1",
    ):
        assert "is likely to ship after" in asked(grouped, text).text.replace("% ", "is "), text
    assert "how likely each ships after" in asked(grouped, "label web after feb 1").text
    assert "is 70% likely to ship by" in asked(grouped, "P70 of SHOP-300").text
    assert "could not read" in asked(grouped, "plan checkout by feb 1 with 95% confidence").text

"""Explanations of the small company, by the same door as any question."""

import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.knowledge import PLAN_SEED, Knowledge
from bot.reply import Reply
from bot.review import review
from connectors.sync import sync_tracker
from planner.answer import Plan, ReleaseForecast
from planner.calendar import WorkCalendar
from planner.category import Category
from planner.plan import forecast_plan
from planner.snapshot import snapshot_of
from store.adoptions import adopt_release
from store.forecasts import load_inputs, load_snapshots, load_snapshots_before
from tests.bot.answers import EVIL, NOW
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import WORKSPACE, newsroom_over
from tests.bot.world import DUE_ON, jira, to_do

Sessions = sessionmaker[Session]
WEEK = timedelta(days=7)
USAGE = "drop SHOP-1 SHOP-2"


def asked(answerer: Answerer, text: str) -> Reply:
    reply = answerer.answer(text)
    judge(reply.text, reply.blocks)
    json.dumps(dict(reply.data))
    return reply


def later(company: Sessions) -> Answerer:
    return Answerer(company, WorkCalendar(), lambda: NOW + WEEK)


def add_issues(company: Sessions, count: int) -> None:
    """Put new issues into the checkout a week from now."""
    tracker = jira()
    at = NOW + WEEK - timedelta(hours=1)
    new = [
        replace(to_do(f"SHOP-{900 + n}", "shop", ("checkout",)), created_at=at, updated_at=at)
        for n in range(count)
    ]
    more = replace(tracker, issues=(*tracker.issues, *new))
    sync_tracker(more, company, now=lambda: NOW + WEEK, full=True)


def test_dropping_and_adding_show_both_sides(answerer: Answerer) -> None:
    plain = asked(answerer, "checkout").data
    less = asked(answerer, "whatif checkout drop SHOP-301 shop-302")
    more = asked(answerer, "whatif checkout add 30")

    assert less.data["kind"] == "what_if"
    assert less.data["before"]["p85"] == plain["percentiles"]["p85"]
    assert less.data["after"]["open_items"] == plain["open_items"] - 2
    assert less.data["after"]["p85"] <= less.data["before"]["p85"] < more.data["after"]["p85"]
    assert less.data["after"]["by"]["by"] == DUE_ON.isoformat()
    assert "Checkout redesign without SHOP-301, SHOP-302" in less.text
    assert "days later" in more.text


def test_a_day_takes_the_place_of_the_due_date(answerer: Answerer) -> None:
    reply = asked(answerer, "whatif checkout add 2 by Dec 15")
    assert reply.data["after"]["by"]["by"] == "2026-12-15"
    assert "By Tue 15 Dec" in said_in(reply.blocks)


def test_everything_that_can_be_different_is_told(answerer: Answerer) -> None:
    reply = asked(answerer, 'whatif checkout capacity 80% after "New search" wip 1')
    said = said_in(reply.blocks)
    assert "with its teams at 80% from tomorrow on" in said
    assert "planned after New search" in said
    assert "with 1 release at once per team" in said
    assert reply.data["changes"]["after"] == "plan:search"
    assert "before all other releases" in said_in(asked(answerer, "whatif checkout first").blocks)


def test_a_later_start_is_told_and_nothing_is_likely_before_it(answerer: Answerer) -> None:
    reply = asked(answerer, "whatif checkout start Feb 1 by Jan 29")
    assert "not worked on before Mon 1 Feb 2027" in said_in(reply.blocks)
    assert "not worked on before Mon 1 Feb 2027" in reply.text
    assert reply.data["changes"]["start"] == "2027-02-01"
    assert reply.data["after"]["p50"] > reply.data["before"]["p50"]
    assert reply.data["after"]["by"]["words"] == "< 5%"


def test_a_release_without_anything_left_is_complete(answerer: Answerer) -> None:
    reply = asked(answerer, "whatif new search drop PLAT-300 PLAT-301 PLAT-302 SHOP-402")
    assert "Nothing would be left to do" in reply.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "What should be different about Checkout redesign?"),
        ("drop foo", "could not read “drop foo”"),
        ("drop SHOP-999", "no issue SHOP-999, or I may not show it"),
        ("drop SHOP-403", "SHOP-403 is not in"),
        ("drop SHOP-200", "SHOP-200 is done already"),
        ("start soon", "could not read “start soon”"),
        ("after zebra", "not sure which release “zebra” is"),
        ("after 2.3", "“2.3” is not planned"),
        ("after checkout", "the same release"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    answerer: Answerer, words: str, said: str
) -> None:
    reply = asked(answerer, f"whatif checkout {words}")
    assert reply.data["kind"] == "unread"
    assert said in reply.text
    assert "*" not in reply.text  # which is read aloud


def test_an_epic_and_a_canceled_issue_cannot_be_dropped(
    answerer: Answerer, company: Sessions
) -> None:
    tracker = jira()
    epic = replace(to_do("SHOP-500", "shop", ("checkout",)), is_container=True)
    canceled = replace(to_do("SHOP-501", "shop", ("checkout",)), category=Category.CANCELED)
    more = replace(tracker, issues=(*tracker.issues, epic, canceled))
    sync_tracker(more, company, now=lambda: NOW, full=True)
    assert "an epic or parent" in asked(answerer, "whatif checkout drop SHOP-500").text
    assert "but not counted" in asked(answerer, "whatif checkout drop SHOP-501").text


def test_a_private_issue_is_as_good_as_unknown(answerer: Answerer) -> None:
    private = asked(answerer, "whatif checkout drop SEC-1")
    unknown = asked(answerer, "whatif checkout drop SEC-2")
    assert private.text.replace("SEC-1", "SEC-2") == unknown.text
    elsewhere = asked(answerer, "whatif 2.3 drop SEC-1")
    assert "A secret" not in said_in(elsewhere.blocks)


@pytest.mark.parametrize("verb", ["whatif", "why", "plan"])
def test_a_verb_alone_asks_which_release(answerer: Answerer, verb: str) -> None:
    reply = asked(answerer, verb)
    assert reply.data["kind"] == "unread"
    assert f"/release {verb} Checkout redesign" in reply.text


@pytest.mark.parametrize(
    "text", ["why partner api", "whatif 2.3 add 3", "risks 2.3", "plan partner"]
)
def test_what_has_no_forecast_gets_its_plain_answer(answerer: Answerer, text: str) -> None:
    assert asked(answerer, text).data["kind"] in {"refusal", "shipped"}


def test_an_unknown_name_and_two_that_fit_ask_back_with_the_words_kept(
    answerer: Answerer,
) -> None:
    assert asked(answerer, "why quantum teleporter").data["kind"] == "unknown"
    which = asked(answerer, "plan 2.4 by Dec 15")
    assert which.data["kind"] == "choices"
    value = json.loads(which.blocks[1]["elements"][0]["value"])
    assert (value["v"], value["w"]) == ("plan", "by 2026-12-15")
    again = answerer.explain_picked(value["v"], value["w"], "jira:checkout")
    assert (again.data["kind"], again.data["by"]) == ("cut_line", "2026-12-15")
    assert answerer.explain_picked("plan", "", "gone:1").data["reason"] == "gone"


def test_a_name_that_is_spelt_wrong_is_told(answerer: Answerer) -> None:
    assert "I took" in said_in(asked(answerer, "plan chekout redesing").blocks)


def test_a_release_that_is_called_like_a_verb_is_found(
    answerer: Answerer, company: Sessions
) -> None:
    tracker = jira()
    releases = tuple(
        replace(each, name="Plan view") if each.ext_id == "partner" else each
        for each in tracker.things.releases
    )
    renamed = replace(tracker, things=replace(tracker.things, releases=releases))
    sync_tracker(renamed, company, now=lambda: NOW, full=True)
    assert asked(answerer, "plan view").data["release"]["name"] == "Plan view"


def test_the_cut_line_says_what_fits_and_names_no_private_issue(answerer: Answerer) -> None:
    reply = asked(answerer, "plan checkout by 2027-12-01")
    assert reply.data["kind"] == "cut_line"
    assert len(reply.data["fits"]["keys"]) + len(reply.data["beyond"]["keys"]) == 10
    assert reply.data["fits"]["private"] + reply.data["beyond"]["private"] == 1
    assert "SEC-1" not in said_in(reply.blocks)
    soon = asked(answerer, "plan checkout by tomorrow")
    assert soon.data["fits"]["count"] == 0
    assert "*Cut line for Mon 23 Nov*" in said_in(soon.blocks)
    assert asked(answerer, "plan checkout").data["by"] == DUE_ON.isoformat()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plan new search", "It has no date in the tracker"),
        ("plan checkout by yesterday", "is not ahead any more"),
        ("plan checkout by foo", "could not read “foo” as a date"),
        ("why checkout since 2027-12-01", "still to come"),
        ("why checkout since foo", "could not read “foo”"),
    ],
)
def test_a_day_that_does_not_fit_is_said_in_a_sentence(
    answerer: Answerer, text: str, said: str
) -> None:
    assert said in asked(answerer, text).text


def test_risks_come_with_their_issues_and_no_private_title(answerer: Answerer) -> None:
    reply = asked(answerer, "risks checkout")
    (release,) = reply.data["releases"]
    assert "risk.blocked" in {risk["code"] for risk in release["risks"]}
    assert "SHOP-300" in said_in(reply.blocks)
    assert "A secret" not in said_in(reply.blocks)
    every = asked(answerer, "risks")
    assert "Checkout redesign" in every.text
    assert len(every.data["releases"]) >= 1


def test_who_adopts_a_release_commits_to_it(answerer: Answerer, company: Sessions) -> None:
    assert "no date in the tracker" not in said_in(asked(answerer, "risks new search").blocks)
    with company.begin() as session:
        adopt_release(session, "plan:search", WORKSPACE, "U1", NOW)
    assert "no date in the tracker" in said_in(asked(answerer, "risks new search").blocks)


def test_a_move_is_split_among_its_causes_from_what_was_kept(company: Sessions) -> None:
    review(newsroom_over(company), NOW)
    add_issues(company, 12)

    reply = asked(later(company), f"why checkout since {NOW:%Y-%m-%d}")

    assert (reply.data["kind"], reply.data["stored"]) == ("moved", True)
    parts = {part["factor"]: part["days"] for part in reply.data["parts"]}
    assert sum(parts.values()) == reply.data["days_later"] > 0
    assert parts["scope"] > 0
    assert "12 items added" in reply.text
    with company() as session:
        kept = {each.release_id: each for each in load_snapshots(session)}["jira:checkout"]
    assert kept.p85 is not None
    assert reply.data["p85"]["before"] == kept.p85.isoformat()


def test_without_a_day_it_is_a_week_and_without_a_review_worked_out(company: Sessions) -> None:
    add_issues(company, 12)
    reply = asked(later(company), "why did checkout slip?")
    assert (reply.data["since"], reply.data["stored"]) == ((NOW.date()).isoformat(), False)
    assert "worked out from the history" in said_in(reply.blocks)
    assert sum(part["days"] for part in reply.data["parts"]) == reply.data["days_later"]


def test_inputs_that_are_gone_are_worked_out_again(company: Sessions) -> None:
    from sqlalchemy import delete  # noqa: PLC0415

    from store.tables import forecast_input  # noqa: PLC0415

    review(newsroom_over(company), NOW)
    with company.begin() as session:
        session.execute(delete(forecast_input))
    assert asked(later(company), "why checkout").data["stored"] is False


def test_a_release_that_was_not_there_has_nothing_to_compare(company: Sessions) -> None:
    reply = asked(later(company), "why checkout since 2020-01-01")
    assert reply.data["p85"]["before"] is None
    assert reply.data["days_later"] is None


def _trials(plan: Plan) -> list[bytes]:
    return [told.days.tobytes() for told in plan.answers if isinstance(told, ReleaseForecast)]


def test_mondays_stored_forecast_runs_again_to_the_byte(company: Sessions) -> None:
    monday = Knowledge(company, WorkCalendar()).at(NOW).forecasts.plan
    review(newsroom_over(company), NOW)
    add_issues(company, 12)
    review(newsroom_over(company), NOW + WEEK)
    with company() as session:
        old = load_snapshots_before(session, NOW)
        assert {each.taken_at for each in old} == {NOW}
        assert load_snapshots(session, None) != old
        hashes = {each.inputs_hash for each in old}
        (inputs,) = [load_inputs(session, each) for each in hashes]
    plan = forecast_plan(inputs, np.random.default_rng(PLAN_SEED))
    again = {
        answer.scope.release.id: snapshot_of(
            answer, old[0].taken_at, old[0].data_version, plan.seed, plan.inputs_hash
        )
        for answer in plan.answers
    }
    assert {each.release_id: each for each in old} == {
        key: again[key] for key in {each.release_id for each in old}
    }
    assert plan.inputs_hash == monday.inputs_hash
    assert repr(plan.answers) == repr(monday.answers)
    assert _trials(plan) == _trials(monday)


def test_a_title_with_marks_stays_text_in_every_explanation(answerer: Answerer) -> None:
    for text in ("risks checkout", "plan checkout by 2028-01-01", f"why {EVIL}", f"whatif {EVIL}"):
        assert "<!channel>" not in said_in(asked(answerer, text).blocks)


def test_every_topic_is_asked_of_a_day_before_anything_was_known(answerer: Answerer) -> None:
    then = NOW - timedelta(days=1)
    for text in ("risks", "plan checkout by Dec 15", "whatif checkout add 3", "why checkout"):
        assert answerer.answer(text, as_of=then).text
    assert date(2026, 11, 21) == then.date()


def test_who_owns_a_release_is_told_and_where_nobody_does_how_somebody_could(
    answerer: Answerer, company: Sessions
) -> None:
    nobody = asked(answerer, "who owns checkout redesign?")
    assert nobody.text == "Nobody has adopted Checkout redesign."
    assert "`/release adopt`" in said_in(nobody.blocks)
    with company.begin() as session:
        adopt_release(session, "jira:checkout", WORKSPACE, "U02", NOW)
    assert asked(answerer, "who owns checkout redesign?").text == "Checkout redesign is <@U02>'s."
    assert asked(answerer, "who owns checkout redesign?").data["owner"] == "U02"
    assert asked(answerer, "owner of 2.3").text == "Nobody has adopted 2.3."
    assert "adopt" not in said_in(asked(answerer, "owner of 2.3").blocks[1:])
    assert "Which release?" in asked(answerer, "owner").text


def test_a_burn_up_is_drawn_for_any_release_and_stands_in_its_plan(answerer: Answerer) -> None:
    burnt = asked(answerer, "burndown of checkout")
    assert burnt.data["kind"] == "burn_up"
    *_, today = burnt.data["burn_up"]
    assert today["day"] == NOW.date().isoformat()
    assert "SEC-1" not in said_in(burnt.blocks)
    planned = asked(answerer, "plan checkout by jan 31")
    assert planned.data["burn_up"] == burnt.data["burn_up"]
    assert (today["scope"], today["done"]) == (planned.data["counted"], planned.data["done"])
    assert [b["type"] for b in planned.blocks].count("data_visualization") == 1
    out = asked(answerer, "burnup 2.3")
    assert out.data["release"]["id"] == "jira:v23"
    assert "data_visualization" in [block["type"] for block in out.blocks]

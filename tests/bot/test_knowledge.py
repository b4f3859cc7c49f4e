"""What is kept warm, and when it is computed again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.knowledge import Knowledge
from bot.newsroom import Newsroom
from bot.review import review
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from store.definitions import Match, ReleaseDefinition
from store.records import Entities, ReleaseRecord
from tests.bot.answers import NOW
from tests.bot.newsrooms import newsroom_over
from tests.bot.world import MemoryTracker, jira, linear, to_do

DAY = timedelta(days=1)


def test_a_plan_is_computed_once_a_day_and_data_version(company: sessionmaker[Session]) -> None:
    knowledge = Knowledge(company, WorkCalendar())
    first = knowledge.at(NOW).forecasts
    assert knowledge.at(NOW + timedelta(hours=1)).forecasts is first
    assert knowledge.at(NOW + DAY).forecasts is not first


def test_what_a_review_has_planned_is_answered_from(company: sessionmaker[Session]) -> None:
    later = NOW + timedelta(hours=2)
    answerer = Answerer(company, WorkCalendar(), lambda: later)
    newsroom = replace(newsroom_over(company), answerer=answerer)
    review(newsroom, NOW - DAY)  # it sees what is out, and plans learn from that
    review(newsroom, NOW)
    assert answerer.plan().as_of == NOW


def test_what_a_review_has_planned_takes_the_place_of_what_was_asked_before(
    company: sessionmaker[Session],
) -> None:
    answerer = Answerer(company, WorkCalendar(), lambda: NOW)
    newsroom = replace(newsroom_over(company), answerer=answerer)
    review(newsroom, NOW - DAY)
    assert answerer.plan().as_of == NOW
    later = NOW + timedelta(hours=2)
    review(newsroom, later)
    assert answerer.plan().as_of == later


def test_a_change_in_the_data_makes_a_new_plan(company: sessionmaker[Session]) -> None:
    knowledge = Knowledge(company, WorkCalendar())
    first = knowledge.at(NOW).forecasts
    things = Entities((), (), (ReleaseRecord("1", "Newcomer", "version"),))
    tracker = MemoryTracker("new", things, (to_do("N-1", "", ("1",)),))
    sync_tracker(tracker, company, now=lambda: NOW)
    assert "new:1" not in first.answers
    assert "new:1" in knowledge.at(NOW).forecasts.answers


def test_a_sync_that_changes_nothing_keeps_the_plan_and_freshens_it(
    company: sessionmaker[Session],
) -> None:
    knowledge = Knowledge(company, WorkCalendar())
    first = knowledge.at(NOW)
    later = NOW + timedelta(hours=2)
    for tracker in (jira(), linear()):
        sync_tracker(tracker, company, now=lambda: later)
    second = knowledge.at(later)
    assert second.forecasts is first.forecasts
    assert second.fresh_at(("jira",)) == later


def test_many_askers_share_one_plan(company: sessionmaker[Session]) -> None:
    knowledge = Knowledge(company, WorkCalendar())
    with ThreadPoolExecutor(8) as askers:
        known = list(askers.map(lambda _: knowledge.at(NOW), range(16)))
    assert len({id(each.forecasts) for each in known}) == 1


def test_only_a_few_plans_are_kept(company: sessionmaker[Session]) -> None:
    knowledge = Knowledge(company, WorkCalendar())
    first = knowledge.at(NOW).forecasts
    for day in range(1, 6):
        knowledge.at(NOW, as_of=NOW - DAY * day)
    assert knowledge.at(NOW).forecasts is not first


def test_a_release_that_was_open_then_is_known_as_open(company: sessionmaker[Session]) -> None:
    knowledge = Knowledge(company, WorkCalendar())
    now, then = knowledge.at(NOW), knowledge.at(NOW, as_of=NOW - DAY * 40)
    assert [name.is_released for name in now.forecasts.names if name.name == "2.3"] == [True]
    assert [name.is_released for name in then.forecasts.names if name.name == "2.3"] == [False]


def test_freshness_is_that_of_the_stalest_source(company: sessionmaker[Session]) -> None:
    knowledge = Knowledge(company, WorkCalendar())
    sync_tracker(jira(), company, now=lambda: NOW + DAY)
    known = knowledge.at(NOW + DAY)
    assert known.fresh_at(("jira", "linear")) == NOW
    assert known.fresh_at(("jira",)) == NOW + DAY
    assert known.fresh_at(("nobody",)) is None
    assert knowledge.at(NOW + DAY, as_of=NOW).fresh_at(("jira",)) is None


def test_a_folder_read_today_is_as_old_as_what_it_tells(company: sessionmaker[Session]) -> None:
    later = NOW + DAY * 30
    copy = MemoryTracker("copy", Entities(), (to_do("N-1", "", ()),), kind="files")
    for tracker in (copy, jira()):
        sync_tracker(tracker, company, now=lambda: later)
    known = Knowledge(company, WorkCalendar()).at(later)
    assert known.fresh_at(("jira",)) == later
    assert known.fresh_at(("jira", "copy")) == NOW


def test_what_nobody_may_see_is_not_among_the_visible_keys(company: sessionmaker[Session]) -> None:
    visible = Knowledge(company, WorkCalendar()).at(NOW).forecasts.visible_keys
    assert "SHOP-300" in visible
    assert "SEC-1" not in visible


def test_what_was_asked_about_is_kept_until_something_else_is(
    company: sessionmaker[Session],
) -> None:
    knowledge = Knowledge(company, WorkCalendar())
    known = knowledge.at(NOW)
    one, other = (
        ReleaseDefinition("~asked", name, (), Match("key", (name,))) for name in ("SHOP-403", "X")
    )
    first = knowledge.with_asked(known, one).forecasts
    assert knowledge.with_asked(known, one).forecasts is first
    assert knowledge.with_asked(known, other).forecasts is not first
    assert "plan:~asked" in first.answers
    tomorrow = knowledge.at(NOW + DAY)
    assert knowledge.with_asked(tomorrow, one).today == tomorrow.today
    assert knowledge.with_asked(tomorrow, one).forecasts is not first


def test_kept_inputs_are_unpacked_once(company: sessionmaker[Session]) -> None:
    knowledge = Knowledge(company, WorkCalendar())
    review(Newsroom(company, company, WorkCalendar()), NOW)
    plan_hash = knowledge.at(NOW).forecasts.plan.inputs_hash
    with company() as session:
        kept = knowledge.kept_inputs(session, plan_hash)
        assert knowledge.kept_inputs(session, plan_hash) is kept
    assert kept.as_of == NOW

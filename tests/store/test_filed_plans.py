"""What a settings file said last of a release."""

from datetime import date

from sqlalchemy import Engine

from planner.launch.plan import LaunchPlan
from store.engine import make_sessions
from store.filed_plans import load_filed, save_filed
from store.launch_plans import load_launch_plan, save_launch_plan
from tests.store.samples import day


def test_what_the_file_said_comes_back_and_says_nothing_of_the_plan(engine: Engine) -> None:
    with make_sessions(engine).begin() as session:
        save_launch_plan(session, "T1", LaunchPlan("plan:a", goal="Less"), day(1))
        assert load_filed(session) == {"plan:a": {}}
        save_filed(session, "plan:a", {"goal": "More", "window": ["2026-12-01", "2026-12-02"]})
        told = {"goal": "More", "window": ["2026-12-01", "2026-12-02"]}
        assert load_filed(session) == {"plan:a": told}
        assert load_launch_plan(session, "plan:a").goal == "Less"
        save_filed(session, "plan:a", {})
        assert load_filed(session) == {"plan:a": {}}


def test_who_promised_a_day_is_kept_with_it(engine: Engine) -> None:
    with make_sessions(engine).begin() as session:
        told = LaunchPlan("a", committed_on=date(2026, 12, 1), committed_by="U1")
        save_launch_plan(session, "T1", told, day(1))
        assert load_launch_plan(session, "a").committed_by == "U1"
        save_launch_plan(session, "T1", LaunchPlan("a"), day(2))
        assert load_launch_plan(session, "a") == LaunchPlan("a")
        by_file = LaunchPlan("a", committed_on=date(2026, 12, 2))
        save_launch_plan(session, "T1", by_file, day(3))
        assert load_launch_plan(session, "a").committed_by is None

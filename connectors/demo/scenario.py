"""The scene: the teams, what they have behind them, and how their releases stand that day.

The figures of the stages are days before (or after) the day that the scene is set for.
"""

from datetime import date, timedelta

from connectors.demo import company
from connectors.demo.chance import make_rng
from connectors.demo.ids import jira_id, linear_ids
from connectors.demo.platform_words import MOBILE, PARTNERS, PAYMENTS, PLATFORM_THEMES
from connectors.demo.release import ReleaseScript, Stage
from connectors.demo.rhythm import next_workday, workdays_before
from connectors.demo.scripts import first_day, parking_script, past_scripts, staged_script
from connectors.demo.shop_words import ACCOUNTS, CHECKOUT, SEARCH, SHOP_THEMES
from connectors.demo.team import TeamPlan
from connectors.demo.workflow import JIRA, LINEAR

_EFFORT_DAYS = {1: 1.2, 2: 2.1, 3: 3.2, 5: 5.0, 8: 8.0}
_CHECKOUT_DUE_AFTER = 105
_SEARCH_DUE_AFTER = 168
_MOBILE_PROMISED_AFTER, _MOBILE_DUE_AFTER = 42, 88
_SHARED_BEFORE = 8
# Two people who need a good week and a half for anything: after thirteen worked days each of them
# has finished one issue and is in the middle of the next.
_PARTNERS_BEGAN_WORKDAYS = 13
_PARTNERS_EFFORT_DAYS = {3: 7.6, 5: 8.0, 8: 8.4}


def shop_plan(seed: int, on: date) -> TeamPlan:
    """Plan the Jira team: ten past releases, checkout, search, and a parking lot."""
    return TeamPlan(
        key="SHOP",
        name="Shop",
        make_id=jira_id,
        workflow=JIRA,
        themes=SHOP_THEMES,
        people=company.SHOP_PEOPLE,
        starts_on=first_day(on),
        sprint_name="Shop Sprint",
        releases=(
            *past_scripts(company.SHOP_PAST, on, jira_id, make_rng(seed, 11)),
            *_shop_today(on),
        ),
        effort_days=_EFFORT_DAYS,
        has_subtasks=True,
        shares_on=next_workday(on - timedelta(days=_SHARED_BEFORE)),
    )


def platform_plan(seed: int, on: date) -> TeamPlan:
    """Plan the Linear team: ten past projects, its part of checkout, the app, ideas."""
    make_id = linear_ids(seed, "PLAT")
    past = past_scripts(company.PLATFORM_PAST, on, make_id, make_rng(seed, 12))
    number = company.PLATFORM_CHECKOUT
    today = (
        _platform_checkout(make_id("release", number), on),
        _mobile(make_id("release", number + 1), on),
        parking_script(make_id("release", number + 2), "Ideas", MOBILE, on),
    )
    return TeamPlan(
        key="PLAT",
        name="Apps and platform",
        make_id=make_id,
        workflow=LINEAR,
        themes=PLATFORM_THEMES,
        people=company.PLATFORM_PEOPLE,
        starts_on=first_day(on),
        sprint_name="Cycle",
        releases=(*past, *today),
        effort_days=_EFFORT_DAYS,
        estimated=0.7,
    )


def partners_plan(seed: int, on: date) -> TeamPlan:
    """Plan the young Linear team, which has too little history for any forecast."""
    make_id = linear_ids(seed, "PART")
    starts_on = workdays_before(on, _PARTNERS_BEGAN_WORKDAYS)
    stage = Stage(on, (((on - starts_on).days, 14), (0, 14)), ((0, 1.0),))
    return TeamPlan(
        key="PART",
        name="Partners",
        make_id=make_id,
        workflow=LINEAR,
        themes=(PARTNERS,),
        people=company.PARTNERS_PEOPLE,
        starts_on=starts_on,
        sprint_name="Cycle",
        releases=(
            staged_script(make_id("release", 1), "Partner API", PARTNERS, stage, due_after=70),
        ),
        effort_days=_PARTNERS_EFFORT_DAYS,
        spread=0.08,
        ongoing=0.0,
        rework=0.0,
        estimated=0.7,
        takes_leave=False,
    )


def _shop_today(on: date) -> tuple[ReleaseScript, ...]:
    number = company.SHOP_CHECKOUT
    checkout = Stage(on, ((126, 34), (98, 38), (0, 12)), ((126, 0.3), (0, 0.35)))
    search = Stage(on, ((98, 36), (84, 40), (0, 12)), ((98, 0.4), (0, 0.5)))
    return (
        staged_script(
            jira_id("release", number),
            company.CHECKOUT_NAME,
            CHECKOUT,
            checkout,
            due_after=_CHECKOUT_DUE_AFTER,
        ),
        staged_script(
            jira_id("release", number + 1),
            "Search relevance 2.0",
            SEARCH,
            search,
            due_after=_SEARCH_DUE_AFTER,
        ),
        parking_script(jira_id("release", number + 2), "Someday", ACCOUNTS, on),
    )


def _platform_checkout(ext_id: str, on: date) -> ReleaseScript:
    stage = Stage(on, ((112, 22), (84, 26), (0, 8)), ((112, 0.25), (0, 0.3)))
    return staged_script(
        ext_id, company.CHECKOUT_NAME, PAYMENTS, stage, due_after=_CHECKOUT_DUE_AFTER
    )


def _mobile(ext_id: str, on: date) -> ReleaseScript:
    """The app grew late while people were pulled off it, and its date has moved once."""
    stage = Stage(
        on,
        open_items=((140, 20), (98, 28), (42, 20), (0, 28)),
        pull=((140, 0.3), (63, 0.6), (35, 0.3), (0, 0.17)),
        replanned=(24, _MOBILE_DUE_AFTER),
    )
    return staged_script(
        ext_id,
        "Mobile app 3.0",
        MOBILE,
        stage,
        due_after=_MOBILE_PROMISED_AFTER,
        blocked_share=0.3,
    )

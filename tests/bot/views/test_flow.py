"""The flow metrics in the Why? card."""

from bot.data import answer_data
from bot.views.flow import flow_text
from bot.views.why import why_blocks
from planner.flow import Flow
from tests.bot.answers import ASKED, a_forecast
from tests.bot.judge import judge, said_in

FULL = Flow("Shop", 4.0, (9.0, 21.5), (3.0, 8.0), 6, 0.9, 5.0, 21.0, 1.0)
BARE = Flow("Platform", 0.5, None, None, 0, 0.0, None, None, None)


def test_each_team_has_a_line_with_what_its_data_tells() -> None:
    assert flow_text((FULL, BARE)).splitlines() == [
        "*Flow*",
        (
            "• Shop: 4 items a week, lead time 9 days (85%: 21.5), cycle time 3 days (85%: 8), "
            "6 items in progress for 5 days so far, 21 points a sprint, "
            "1 item carried over a sprint"
        ),
        "• Platform: 0.5 items a week, 0 items in progress",
    ]


def test_the_flow_stands_in_the_card_and_in_the_data() -> None:
    forecast = a_forecast(flows=(FULL, BARE))
    blocks = why_blocks(forecast, ASKED)
    judge("why", blocks)
    assert "• Platform: 0.5 items a week" in said_in(blocks)
    flows = answer_data(forecast, ASKED)["flows"]
    assert [flow["team"] for flow in flows] == ["Shop", "Platform"]

"""Charts: as Slack takes them, and as honest as the words."""

from datetime import date, timedelta

import numpy as np

from bot.views.chart import CHART, day_labels, likelihood_chart, without_charts
from bot.views.why import why_blocks, why_text
from bot.words.manner import talking_with
from bot.words.region import HOUSE, region_of
from tests.bot.answers import ASKED, a_forecast
from tests.bot.judge import judge


def test_likelihoods_rise_from_today_to_the_last_date_and_never_say_none_or_all() -> None:
    forecast = a_forecast()
    chart = likelihood_chart(forecast)
    assert chart is not None
    points = chart["chart"]["series"][0]["data"]
    values = [point["value"] for point in points]
    assert values == sorted(values)
    assert min(values) >= 5
    assert max(values) == 95
    assert [point["label"] for point in points] == chart["chart"]["axis_config"]["categories"]
    assert len({point["label"] for point in points}) == len(points) == 8


def test_labels_are_short_and_no_two_are_the_same() -> None:
    first = date(2026, 11, 22)
    near = [first + timedelta(days=40 * n) for n in range(1, 9)]
    assert day_labels(near)[:2] == ["1 Jan", "10 Feb"]
    assert max(map(len, day_labels(near))) <= 6
    far = [first + timedelta(days=365 * n) for n in range(1, 4)]
    assert day_labels(far) == ["22 Nov 2027", "21 Nov 2028", "21 Nov 2029"]
    with talking_with(region_of("en-US") or HOUSE):
        assert day_labels(near)[0] == "Jan 1"
    years = [first + timedelta(days=n) for n in (0, 359)]
    assert len(set(day_labels(years))) == len(years)
    assert day_labels([]) == []


def test_a_date_that_is_close_or_far_beyond_needs_no_chart() -> None:
    assert likelihood_chart(a_forecast(days=np.full(100, 5.0))) is None
    assert likelihood_chart(a_forecast(days=np.full(100, np.inf))) is None


def test_the_chart_stands_beside_the_table_that_says_the_same() -> None:
    blocks = why_blocks(a_forecast(), ASKED)
    judge(why_text(a_forecast()), blocks)
    types = [block["type"] for block in blocks]
    assert types.index(CHART) == types.index("table") + 1
    assert CHART not in [block["type"] for block in without_charts(blocks)]

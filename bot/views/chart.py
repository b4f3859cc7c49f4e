"""Slack's own charts, always beside a table or a sentence that says the same.

They are younger (2026-06) than the SDK's models, and not every client draws them:
https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.views.blocks import Block
from bot.words.catalogue import say_plain
from bot.words.escape import clip
from bot.words.manner import says
from planner.answer import LIKELY_AT_LEAST, LIKELY_AT_MOST, ReleaseForecast

CHART = "data_visualization"
_TITLE_LIMIT = 50
_LABEL_LIMIT = 50
_POINTS = 8  # of at most twenty: their labels stand side by side
_YEAR = timedelta(days=360)
_CATEGORY_LIMIT = 20


def likelihood_chart(forecast: ReleaseForecast) -> Block | None:
    """Draw how likely it is to be out by when, from today to the last date that is told.

    None where there is no date to draw up to. Like every likelihood that is told it never says
    0 or 100.
    """
    last = forecast.percentile(95) or forecast.percentile(85) or forecast.percentile(50)
    if last is None or (last - forecast.today).days < _POINTS:
        return None
    days = [_between(forecast.today, last, step) for step in range(1, _POINTS + 1)]
    percents = [round(100 * _told(forecast.likelihood(day))) for day in days]
    return line_chart(
        say_plain("chart.title"),
        say_plain("chart.likely"),
        list(zip(day_labels(days), percents, strict=True)),
        say_plain("chart.by"),
    )


def day_labels(days: Sequence[date]) -> list[str]:
    """Give short words for the days of an axis, in their order: with the year where they repeat."""
    region = says()
    if days and days[-1] - days[0] >= _YEAR:
        return [region.full_day(day) for day in days]
    return [region.short_day(day) for day in days]


def lines_chart(
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[int]]],
    axes: tuple[str, str],
) -> Block:
    """Draw several lines over the same categories: short texts, each once; at most six lines."""
    named = [clip(label, _CATEGORY_LIMIT) for label in labels]
    x_label, y_label = axes
    return {
        "type": CHART,
        "title": clip(title, _TITLE_LIMIT),
        "chart": {
            "type": "line",
            "series": [
                {
                    "name": clip(name, _LABEL_LIMIT),
                    "data": [
                        {"label": label, "value": value}
                        for label, value in zip(named, values, strict=True)
                    ],
                }
                for name, values in series
            ],
            "axis_config": {
                "categories": named,
                "x_label": clip(x_label, _LABEL_LIMIT),
                "y_label": clip(y_label, _LABEL_LIMIT),
            },
        },
    }


def line_chart(title: str, series: str, points: Sequence[tuple[str, int]], x_label: str) -> Block:
    """Draw one line; the categories are short texts, each once."""
    labels, values = [label for label, _ in points], [value for _, value in points]
    return lines_chart(title, labels, [(series, values)], (x_label, series))


def without_charts(blocks: Sequence[Block]) -> list[Block]:
    """Give a message for a Slack that does not take charts; nothing that only they say is lost."""
    return [block for block in blocks if block["type"] != CHART]


def charts_left_out(composed: Sequence[Block], said: Sequence[Block]) -> tuple[Block, ...]:
    """Give the charts of a message that are not in what was said of it."""
    return tuple(block for block in composed if block["type"] == CHART and block not in said)


def _between(first: date, last: date, step: int) -> date:
    return first + timedelta(days=round((last - first).days * step / _POINTS))


def _told(likelihood: float) -> float:
    return min(max(likelihood, LIKELY_AT_LEAST), LIKELY_AT_MOST)

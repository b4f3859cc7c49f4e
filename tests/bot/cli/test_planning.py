"""What the settings say of planning reaches the planner as it is."""

from datetime import date

from bot.cli.planning import planning_of
from config.model import Settings
from planner.inputs import Capacity, Planning, ReleaseTrain
from planner.priority import Framework, Moscow, Worth


def test_without_settings_nothing_is_told() -> None:
    assert planning_of(Settings()) == Planning()


def test_every_setting_is_told() -> None:
    day = date(2026, 1, 6)
    stretch = {"team": "Web", "from": day, "to": day, "share": 0.5}
    train = {"weekday": "tue", "every_weeks": 2, "from": day}
    settings = Settings.model_validate(
        {"planning": {"releases_at_once": 2, "capacity": [stretch], "train": train}}
    )
    assert planning_of(settings) == Planning(
        2, (Capacity("Web", day, day, 0.5),), ReleaseTrain(1, 2, day)
    )


def test_what_releases_are_worth_is_told_by_their_names() -> None:
    told = {
        "Checkout": {"value": 8, "effort": 3, "confidence": "80%"},
        "2.4": {"moscow": "Won't"},
    }
    settings = Settings.model_validate({"planning": {"order": "rice"}, "priorities": told})
    planning = planning_of(settings)
    assert planning.order is Framework.RICE
    assert planning.worths == {
        "Checkout": Worth(value=8.0, effort=3.0, confidence=0.8),
        "2.4": Worth(moscow=Moscow.WONT),
    }

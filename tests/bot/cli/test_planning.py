"""What the settings say of planning reaches the planner as it is."""

from datetime import date

from bot.cli.planning import planning_of
from config.model import Settings
from planner.inputs import Capacity, Planning, ReleaseTrain


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

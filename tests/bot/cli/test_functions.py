"""The functions as the settings name them."""

from bot.cli.functions import functions_told
from config.model import Settings
from planner.launch.functions import LEADERSHIP, USUAL
from planner.launch.plan import Tier


def test_who_leads_is_told_of_strategic_releases_where_nothing_else_is_said() -> None:
    told = functions_told(Settings.model_validate({"functions": {LEADERSHIP: "C024BE91R"}}))
    assert told[-1].channel == "C024BE91R"
    assert told[-1].tiers == {Tier.STRATEGIC}
    tiers = {"channel": "C024BE91R", "tiers": [1, 2]}
    told = functions_told(Settings.model_validate({"functions": {LEADERSHIP: tiers}}))
    assert told[-1].tiers == {Tier.STRATEGIC, Tier.CUSTOMER}


def test_nobody_misses_who_leads_where_it_is_not_named() -> None:
    assert functions_told(Settings.model_validate({})) == USUAL

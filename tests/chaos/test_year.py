"""A year of launches by a clock of our own: what every channel and person heard, and when.

Run it with `make chaos`. To renew the golden file, and then read what it says now:
`SHIPCAST_RENEW=1 python -m pytest -m chaos tests/chaos/test_year.py -k right_people`.

A line has the local time (to ten minutes), the channel or person, the kind and how it begins. What
happened in the tracker and what people did stand between: `*` and `>`.
"""

import os
import random
from pathlib import Path

import pytest

from tests.bot.slack.local_slack import LocalSlack
from tests.bot.world import empty_store
from tests.chaos.manners import check_manners
from tests.chaos.mortality import Fate, Moment
from tests.chaos.year import Year
from tests.chaos.yearbook import log_of

FEWEST, DAYS = 20, 300  # deaths of each kind, and in all
GOLDEN = Path(__file__).with_name("year.txt")


def lived(slack: LocalSlack, folder: Path, fate: Fate | None = None) -> Year:
    sessions = empty_store(folder)
    sessions.kw["bind"].dispose()
    year = Year(str(folder / "shipcast.db"), slack, fate)
    year.live_through()
    return year


@pytest.mark.chaos
def test_a_year_is_told_at_the_right_time_to_the_right_people_once(
    slack: LocalSlack, tmp_path: Path
) -> None:
    year = lived(slack, tmp_path)
    told = "\n".join(log_of(year)) + "\n"
    if os.environ.get("SHIPCAST_RENEW"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")
    check_manners(year)


@pytest.mark.chaos
def test_a_process_that_dies_once_a_day_tells_the_same(
    slack: LocalSlack, tmp_path: Path, chance: random.Random
) -> None:
    fate = Fate(chance)
    year = lived(slack, tmp_path, fate)
    assert min(fate.deaths[moment] for moment in Moment) >= FEWEST
    assert fate.deaths.total() >= DAYS
    assert "\n".join(log_of(year)) + "\n" == GOLDEN.read_text(encoding="utf-8")
    check_manners(year)

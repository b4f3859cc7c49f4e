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
from tests.bot.slack.reference import REFERENCE
from tests.bot.world import empty_store
from tests.chaos.manners import check_manners
from tests.chaos.mirrored import mirrored_slack
from tests.chaos.mortality import Fate, Moment
from tests.chaos.year import Year
from tests.chaos.yearbook import heard, log_of

FEWEST, DAYS = 20, 300  # deaths of each kind, and in all
GOLDEN = Path(__file__).with_name("year.txt")


def lived(slack: LocalSlack, folder: Path, fate: Fate | None = None) -> Year:
    sessions = empty_store(folder)
    sessions.kw["bind"].dispose()
    year = Year(str(folder / "shipcast.db"), slack, fate)
    year.live_through()
    return year


def told_in(year: Year) -> str:
    return "\n".join(log_of(year)) + "\n"


@pytest.mark.chaos
def test_a_year_is_told_at_the_right_time_to_the_right_people_once(
    slack: LocalSlack, tmp_path: Path
) -> None:
    year = lived(slack, tmp_path)
    if os.environ.get("SHIPCAST_RENEW"):
        GOLDEN.write_text(told_in(year), encoding="utf-8")
    assert told_in(year) == GOLDEN.read_text(encoding="utf-8")
    check_manners(year)


@pytest.mark.chaos
def test_a_process_that_dies_once_a_day_tells_the_same(
    slack: LocalSlack, tmp_path: Path, chance: random.Random
) -> None:
    fate = Fate(chance)
    year = lived(slack, tmp_path, fate)
    assert min(fate.deaths[moment] for moment in Moment) >= FEWEST
    assert fate.deaths.total() >= DAYS
    assert told_in(year) == GOLDEN.read_text(encoding="utf-8")
    check_manners(year)


@pytest.mark.chaos
@pytest.mark.skipif(
    not REFERENCE, reason="SHIPCAST_REFERENCE does not name the folder with a Slack to run against"
)
def test_the_slack_of_the_reference_takes_and_keeps_every_word(tmp_path: Path) -> None:
    with mirrored_slack(tmp_path) as slack:
        year = lived(slack, tmp_path)
        assert slack.disputes == []
        assert told_in(year) == GOLDEN.read_text(encoding="utf-8")
        assert slack.far.judge() > len(heard(year))
        for place, said in slack.channels.posted.items():
            words = [one["text"] for one in said]
            known = [*zip(slack.channels.keys(place), words, strict=True)]
            assert slack.remembered(place) == known

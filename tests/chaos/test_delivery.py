"""Whatever dies or lies on the way, every due post is in Slack once, or parked with a notice."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.slack.channels import Fault
from tests.bot.slack.local_slack import LocalSlack
from tests.chaos.speaker import CHANNELS, OPERATOR
from tests.chaos.stage import Stage

pytestmark = pytest.mark.chaos

KILLS = 30
SLOTS = 20
BLIND = CHANNELS[0]
WAIT_SECONDS = 120
STORM_SECONDS, STORM = 12, 0.7
LOOKS = ("conversations.info", "conversations.history", "conversations.open")
LOSSES = tuple(fault for fault in Fault if fault is not Fault.RATE_LIMITED)


def slow_both_ways(slack: LocalSlack, chance: random.Random) -> None:
    """Let most of a speaker's time pass while a post is on its way or its answer is."""
    slack.channels.delays = lambda: (chance.uniform(0, 0.08), chance.uniform(0, 0.08))


def some(chance: random.Random, share: float, *faults: Fault) -> Callable[[str], Fault | None]:
    """Let a share of the posts go wrong, what people are told privately among them."""
    return lambda _: chance.choice(faults) if chance.random() < share else None


def all_once(stage: Stage, *but: str) -> None:
    said = stage.slack.channels
    for channel in set(CHANNELS) - set(but):
        assert said.keys(channel) == stage.due(channel)


def kill_again_and_again(stage: Stage, chance: random.Random, kills: int) -> None:
    for _ in range(kills):
        speaker = stage.start()
        time.sleep(chance.uniform(0, 2.5))
        stage.kill(speaker)


def test_a_speaker_killed_thirty_times_says_everything_once_and_in_order(
    slack: LocalSlack, chance: random.Random, tmp_path: Path
) -> None:
    slow_both_ways(slack, chance)
    with Stage(str(tmp_path / "shipcast.db"), slack, SLOTS, tmp_path / "shop") as stage:
        kill_again_and_again(stage, chance, KILLS)
        stage.start()
        stage.wait_for_ends(WAIT_SECONDS)
        all_once(stage)
        assert stage.attempts() > SLOTS * len(CHANNELS), "no kill ever hit a post on its way"


def test_answers_that_are_lost_and_posts_that_are_lost_are_told_apart(
    slack: LocalSlack, chance: random.Random, tmp_path: Path
) -> None:
    slack.channels.slow_seconds = 1.5
    slack.channels.pick_fault = some(chance, 0.15, *LOSSES)
    slack.channels.history_refusals[BLIND] = "missing_scope"
    with Stage(str(tmp_path / "shipcast.db"), slack, SLOTS, tmp_path / "shop") as stage:
        stage.start()
        stage.wait_for_ends(WAIT_SECONDS)
        all_once(stage, BLIND)
        said, parked = slack.channels.keys(BLIND), stage.rows("parked")
        assert len(said) == len({*said})
        assert {*said} | {row.dedupe_key for row in parked} == {*stage.due(BLIND)}
        assert parked, "nothing was ever lost in the channel that cannot be looked into"
        notices = [f"notice:parked:{row.id}" for row in parked]
        assert sorted(slack.channels.keys(f"D{OPERATOR}")) == sorted(notices)


def test_a_storm_of_rate_limits_delays_everything_and_doubles_nothing(
    slack: LocalSlack, chance: random.Random, tmp_path: Path
) -> None:
    storm_ends = time.monotonic() + STORM_SECONDS

    def is_stormy() -> bool:
        return time.monotonic() < storm_ends and chance.random() < STORM

    lost = some(chance, 0.1, Fault.LOST_AFTER)
    slack.channels.pick_fault = lambda to: Fault.RATE_LIMITED if is_stormy() else lost(to)
    slack.is_limited = lambda method: method in LOOKS and is_stormy()
    with Stage(str(tmp_path / "shipcast.db"), slack, SLOTS // 2, tmp_path / "shop") as stage:
        stage.start()
        stage.wait_for_ends(WAIT_SECONDS)
        all_once(stage)
        assert slack.channels.hasty == []


def test_two_speakers_on_postgresql_say_everything_once_though_both_are_killed(
    slack: LocalSlack, chance: random.Random, postgres_url: str, tmp_path: Path
) -> None:
    slow_both_ways(slack, chance)
    slack.channels.slow_seconds = 1.5
    slack.channels.pick_fault = some(chance, 0.1, *Fault)
    with Stage(postgres_url, slack, SLOTS, tmp_path / "shop") as stage:
        speakers = [stage.start(), stage.start()]
        for _ in range(10):
            time.sleep(chance.uniform(0, 1))
            stage.kill(speakers.pop(0))
            speakers.append(stage.start())
        stage.wait_for_ends(WAIT_SECONDS)
        all_once(stage)
        assert slack.channels.hasty == []

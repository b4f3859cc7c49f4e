"""What somebody answers for and is told, as a message for them alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.views.blocks import Block, context, joined, section, within
from bot.views.launch import launch_line
from bot.views.listing import answer_lines
from bot.views.subscriptions import Told, listed_text
from bot.views.waiting import Waiting, waiting_blocks, waiting_line
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer
from planner.launch.plan import LaunchPlan

_CHARACTERS = 2800


@dataclass(frozen=True, slots=True)
class Me:
    """One person's releases with what was said of them by id, their subscriptions, their zone."""

    mine: Sequence[Answer]
    said: Mapping[str, LaunchPlan]
    subscriptions: Sequence[Told]
    now: datetime
    zone: str
    is_zone_known: bool
    today: date
    waiting: Sequence[Waiting] = ()


def me_blocks(me: Me) -> list[Block]:
    """Give the sign-offs that wait, a section of releases, one of subscriptions, and the zone."""
    releases = _within([say("me.mine"), *_releases(me)])
    subscriptions = joined((say("me.subscriptions"), _subscriptions(me)), "\n")
    told = [section(releases), section(subscriptions), context(_zone(me))]
    return [*waiting_blocks(me.waiting, me.today), *told]


def me_text(me: Me) -> str:
    mine = (say("me.mine"), *_releases(me))
    parts = (*_waiting(me), *mine, say("me.subscriptions"), _subscriptions(me), _zone(me))
    return without_marks(joined(parts, " "))


def said_lines(answers: Sequence[Answer], said: Mapping[str, LaunchPlan]) -> list[Mrkdwn]:
    """A line for each release, with what was said of it below where anything was."""
    lines = []
    for answer, line in zip(answers, answer_lines(answers), strict=True):
        plan = said.get(answer.scope.release.id)
        told = launch_line(answer, plan, is_brief=True)
        lines.append(line if told is None else joined((line, told), "\n"))
    return lines


def _waiting(me: Me) -> list[Mrkdwn]:
    if not me.waiting:
        return []
    lines = [waiting_line(one, me.today) for one in me.waiting]
    return [say("waiting.title"), *lines]


def _releases(me: Me) -> list[Mrkdwn]:
    return said_lines(me.mine, me.said) if me.mine else [say("me.none_mine")]


def _subscriptions(me: Me) -> Mrkdwn:
    if not me.subscriptions:
        return say("me.none_subscribed")
    return Mrkdwn(listed_text(me.subscriptions))


def _zone(me: Me) -> Mrkdwn:
    return say("me.zone" if me.is_zone_known else "me.zone_unknown", zone=me.zone)


def _within(lines: Sequence[Mrkdwn]) -> Mrkdwn:
    taken, rest = within(lines, _CHARACTERS)
    if rest:
        taken.append(say("me.more", count=rest))
    return joined(taken, "\n")

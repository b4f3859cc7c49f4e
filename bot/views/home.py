"""App Home: what somebody answers for, what they are told, and how fresh the data is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.views.blocks import Block, actions, button, context, divider, header, joined, section
from bot.views.choosing import CHOOSE, WHY, subscribe_button, what_if_button, write_choice
from bot.views.dating import date_button
from bot.views.me import said_lines
from bot.views.subscriptions import Told, listed_rows
from bot.views.waiting import Waiting, waiting_blocks
from bot.views.words import fresh
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, escape
from planner.answer import Answer, ReleaseForecast, Shipped
from planner.launch.plan import LaunchPlan

HOME = "home"
_RELEASES_SHOWN = 15  # two blocks each, of a hundred
_SOURCES_SHOWN = 10
_SOURCE_LIMIT = 60

View = dict[str, object]


@dataclass(frozen=True, slots=True)
class Freshness:
    """A source and up to when it was read; None where it never was, to the end."""

    source: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Home:
    """One person's page: their releases (else those `at_risk` of all), and what they are told.

    `waiting` are the sign-offs that are theirs to give, as of `today`.
    `dated` are those of `mine` whose date this person may set in its tracker.
    `said` is what people said of releases, by their ids.
    """

    mine: Sequence[Answer]
    at_risk: Sequence[Answer]
    subscriptions: Sequence[Told]
    sources: Sequence[Freshness]
    now: datetime
    is_paused: bool = False
    waiting: Sequence[Waiting] = ()
    today: date | None = None
    dated: frozenset[str] = frozenset()
    said: Mapping[str, LaunchPlan] = field(default_factory=dict)


def home_view(home: Home) -> View:
    """Give the view as `views.publish` takes it.

    https://docs.slack.dev/reference/methods/views.publish
    """
    blocks = [context(say("home.paused"))] if home.is_paused else []
    if home.today is not None:
        blocks += waiting_blocks(home.waiting, home.today)
    blocks += [*_releases(home), divider(), *_subscriptions(home), divider(), *_small_print(home)]
    return {"type": "home", "blocks": blocks}


def _releases(home: Home) -> list[Block]:
    blocks = [header(say_plain("home.mine"))]
    if home.mine:
        return [*blocks, *_rows(home.mine, home.said, home.dated)]
    blocks.append(section(say("home.none_mine")))
    if home.at_risk:
        blocks += [header(say_plain("home.at_risk")), *_rows(home.at_risk, home.said)]
    return blocks


def _rows(
    answers: Sequence[Answer],
    said: Mapping[str, LaunchPlan],
    dated: frozenset[str] = frozenset(),
) -> list[Block]:
    shown = answers[:_RELEASES_SHOWN]
    blocks: list[Block] = []
    for answer, line in zip(shown, said_lines(shown, said), strict=True):
        value = write_choice(answer.scope.release.id, None)
        buttons = [button(say_plain("home.details"), CHOOSE, value)]
        if not isinstance(answer, Shipped):
            buttons.append(button(say_plain("why.button"), WHY, value))
        if isinstance(answer, ReleaseForecast):
            buttons.append(what_if_button(answer.scope.release.id))
        if answer.scope.release.id in dated:
            buttons.append(date_button(answer.scope.release.id))
        blocks += [section(line), actions(buttons)]
    if len(answers) > len(shown):
        blocks.append(context(say("list.more", count=len(answers) - len(shown))))
    return blocks


def _subscriptions(home: Home) -> list[Block]:
    blocks = [header(say_plain("home.subscriptions"))]
    if not home.subscriptions:
        said = section(say("home.none_subscribed"))
        return [*blocks, said, actions([subscribe_button()]), context(say("subscribed.hint"))]
    rows = listed_rows(home.subscriptions, home.now, is_of_many_places=True)
    return [*blocks, *rows, actions([subscribe_button()])]


def _small_print(home: Home) -> list[Block]:
    lines = [_source_line(one, home.now) for one in home.sources[:_SOURCES_SHOWN]]
    if len(home.sources) > len(lines):
        lines.append(say("forecast.more", count=len(home.sources) - len(lines)))
    told = joined(lines, "\n") if lines else say("home.no_sources")
    return [context(told), context(say("home.hint"))]


def _source_line(one: Freshness, now: datetime) -> Mrkdwn:
    source = escape(one.source, _SOURCE_LIMIT)
    how = fresh(one.read_at, now) or say("home.never_read")
    return say("home.source", source=source, fresh=how)

"""Which one do you mean? And: none of these; the nearest names."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.views.blocks import (
    BUTTON_LIMIT,
    OPTIONS_LIMIT,
    Block,
    actions,
    button,
    context,
    section,
    select,
)
from bot.views.choosing import CHOOSE, write_choice
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, clip
from store.directory import ReleaseName

MOST_BUTTONS = 5


def choices_blocks(
    question: Mrkdwn, names: Sequence[ReleaseName], by: date | None, today: date
) -> list[Block]:
    """Ask which release is meant: buttons for up to five, a menu for more."""
    blocks = [section(question), actions(_pickers(names, by, today))]
    if len(names) > OPTIONS_LIMIT:
        blocks.append(context(say("choices.more", shown=OPTIONS_LIMIT, count=len(names))))
    return blocks


def unknown_blocks(
    sentence: Mrkdwn, nearest: Sequence[ReleaseName], by: date | None, today: date
) -> list[Block]:
    """Say that nothing fits, and offer the nearest names as buttons."""
    if not nearest:
        return [section(sentence), context(say("unknown.hint"))]
    return [
        section(Mrkdwn(f"{sentence} {say('unknown.nearest')}")),
        actions(_pickers(nearest[:MOST_BUTTONS], by, today)),
        context(say("unknown.hint")),
    ]


def names_text(sentence: Mrkdwn, names: Sequence[ReleaseName], today: date) -> str:
    """The sentence with the names behind it, for readers without blocks."""
    labels = ", ".join(labels_of(names, today)[:MOST_BUTTONS])
    return f"{sentence} {say('choices.list', labels=labels)}" if labels else sentence


def labels_of(names: Sequence[ReleaseName], today: date) -> list[str]:
    """Give each release a label that tells it from the others: its source where names agree."""
    doubles = {name for name, count in Counter(each.name for each in names).items() if count > 1}
    return [_label(name, name.name in doubles, today) for name in names]


def _pickers(names: Sequence[ReleaseName], by: date | None, today: date) -> list[Block]:
    labels = labels_of(names, today)
    values = [write_choice(name.id, by) for name in names]
    if len(names) > MOST_BUTTONS:
        menu = zip(labels, values, strict=True)
        return [select(say_plain("choices.pick"), CHOOSE, menu)]
    return [
        button(label, f"{CHOOSE}:{position}", value)
        for position, (label, value) in enumerate(zip(labels, values, strict=True))
    ]


def _label(name: ReleaseName, is_double: bool, today: date) -> str:
    details = []
    if is_double:
        details.append(", ".join(name.sources))
    if name.is_released and name.released_on is None:
        details.append(say_plain("choices.shipped"))
    elif name.released_on is not None:
        details.append(say_plain("choices.shipped_on", day=say_day(name.released_on, today)))
    if not details:
        return clip(name.name, BUTTON_LIMIT)
    detail = clip(", ".join(details), BUTTON_LIMIT // 2)
    short = clip(name.name, BUTTON_LIMIT - len(detail) - 3)
    return say_plain("choices.label", name=short, detail=detail)

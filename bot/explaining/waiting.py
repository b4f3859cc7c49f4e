"""What blocks a release: what its open items wait for; or the blockers of all releases."""

from collections import Counter
from collections.abc import Sequence

from bot.explaining.request import Request
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.blockers import (
    Blocker,
    Waiting,
    all_blockers_blocks,
    all_blockers_text,
    blockers_blocks,
    blockers_text,
)
from planner.answer import ReleaseForecast
from planner.inputs import Item


def blockers_reply(request: Request) -> Reply:
    """Tell what the open items of a release wait for, the blocker of most of them first."""
    waiting = _waiting(request.forecast, request.known)
    return Reply(
        blockers_text(waiting),
        blockers_blocks(waiting, request.asked),
        {"kind": "blockers", "releases": [_data(waiting)]},
    )


def all_blockers_reply(known: Known, asked: Asked) -> Reply:
    """Tell of every open release that waits for something how much of it does."""
    every = [
        _waiting(answer, known)
        for answer in known.forecasts.plan.answers
        if isinstance(answer, ReleaseForecast)
        and any(i.blocked_by for i in answer.scope.open_items)
    ]
    return Reply(
        all_blockers_text(every),
        all_blockers_blocks(every, asked),
        {"kind": "blockers", "releases": [_data(each) for each in every]},
    )


def _waiting(forecast: ReleaseForecast, known: Known) -> Waiting:
    blocked = tuple(item for item in forecast.scope.open_items if item.blocked_by)
    counted = Counter(key for item in blocked for key in dict.fromkeys(item.blocked_by))
    shown = known.forecasts.visible_keys
    seen = [(key, count) for key, count in counted.most_common() if key in shown]
    blockers = tuple(_blocker(key, count, forecast, known) for key, count in seen)
    return Waiting(forecast, blocked, blockers, hidden=len(counted) - len(blockers))


def _blocker(key: str, count: int, forecast: ReleaseForecast, known: Known) -> Blocker:
    """Find the item behind a key, in this release or in another one that holds it."""
    if (mine := _item_of(key, forecast.scope.items)) is not None:
        return Blocker(mine, count)
    for answer in known.forecasts.plan.answers:
        if (item := _item_of(key, answer.scope.items)) is not None:
            return Blocker(item, count, answer)
    raise LookupError(f"no release holds {key}, though everybody may see it")


def _item_of(key: str, items: Sequence[Item]) -> Item | None:
    return next((item for item in items if item.key == key and not item.restricted), None)


def _data(waiting: Waiting) -> dict[str, object]:
    release = waiting.forecast.scope.release
    return {
        "release": {"id": release.id, "name": release.name, "sources": list(release.sources)},
        "open": len(waiting.forecast.scope.open_items),
        "blocked": {
            "count": len(waiting.blocked),
            "keys": [item.key for item in waiting.blocked if not item.restricted],
        },
        "blockers": [
            {
                "key": each.item.key,
                "blocks": each.count,
                "release": None if each.held is None else each.held.scope.release.name,
            }
            for each in waiting.blockers
        ],
        "hidden": waiting.hidden,
    }

"""What if: the changes that were asked for, made to the plan, and what comes of it."""

from dataclasses import replace
from datetime import date

from bot.data import likelihood_data
from bot.explaining.changes import Changes
from bot.explaining.offering import offer_reply
from bot.explaining.request import Request, unread_reply
from bot.names import Level, find_release
from bot.reply import Reply
from bot.views.what_if import what_if_blocks, what_if_text
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from planner.answer import Answer, ReleaseForecast
from planner.category import Category
from planner.explain.what_if import Effect, WhatIf, effect_of
from planner.inputs import Scope
from store.directory import load_issue_names

_NAME_SHOWN = 80


class ChangeError(ValueError):
    """A change that cannot be made; its sentence says why, and names nothing private.

    `change` is the one of `Changes` that it is about.
    """

    def __init__(self, sentence: Mrkdwn, change: str = "drop") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.change = change


def what_if_reply(request: Request) -> Reply:
    """Show the release as it is beside what it would be."""
    changes, forecasts = request.asking.changes, request.known.forecasts
    if changes == Changes():
        return offer_reply(request)
    try:
        what_if = _what_if(request, changes)
    except ChangeError as error:
        reply = unread_reply(request.asking, error.sentence)
        return replace(reply, data={**reply.data, "change": error.change})
    effect = effect_of(what_if, forecasts.inputs, forecasts.plan)
    by = request.asking.by or _ahead(request.forecast)
    return Reply(
        what_if_text(what_if, effect, by, _after(what_if, request)),
        what_if_blocks(what_if, effect, by, _after(what_if, request), request.asked),
        _data(what_if, effect, by),
    )


def _what_if(request: Request, changes: Changes) -> WhatIf:
    dropped = tuple(_open_key(request, key) for key in changes.drop)
    after = None if changes.after is None else _planned(request, changes.after)
    return WhatIf(
        request.release_id,
        dropped,
        changes.add,
        changes.capacity,
        first=changes.first,
        after=after,
        releases_at_once=changes.releases_at_once,
        start=changes.start,
    )


def _open_key(request: Request, key: str) -> str:
    """Give the key of an issue that can be dropped; a private one is as good as unknown.

    Raises:
        ChangeError: it is unknown, elsewhere, done, or not counted.
    """
    scope, shown = request.forecast.scope, escape(key, _NAME_SHOWN)
    visible = {item.key.upper(): item for item in scope.items if not item.restricted}
    item = visible.get(key)
    if item is not None:
        if item.category is Category.DONE:
            raise ChangeError(say("whatif.is_done", key=shown, name=_name(request)))
        return item.key
    left_out = {out.key.upper(): out for out in scope.left_out if not out.restricted}
    if key in left_out:
        is_epic = left_out[key].reason == "container"
        code = "whatif.is_epic" if is_epic else "whatif.not_counted"
        raise ChangeError(say(code, key=shown, name=_name(request)))
    with request.sessions() as session:
        known = [issue for issue in load_issue_names(session, key) if not issue.restricted]
    if known and not _is_private_here(scope, key):
        raise ChangeError(say("whatif.elsewhere", key=shown, name=_name(request)))
    raise ChangeError(say("unknown.no_key", key=shown))


def _is_private_here(scope: Scope, key: str) -> bool:
    """Tell whether a private issue of another tracker has the same key as a public one."""
    return any(item.key.upper() == key and item.restricted for item in scope.items)


def _planned(request: Request, name: str) -> str:
    """Give the id of the release that the other one is to be planned behind, by name or by id."""
    forecasts, shown = request.known.forecasts, escape(name, _NAME_SHOWN)
    found = find_release(name, forecasts.names)
    hits = [each for each in forecasts.names if each.id == name] or [
        hit for hit in found.hits if found.level is not Level.FUZZY
    ]
    if len(hits) != 1:
        raise ChangeError(say("whatif.after_unknown", asked=shown), "after")
    answer = forecasts.answers.get(hits[0].id)
    if not isinstance(answer, ReleaseForecast):
        raise ChangeError(say("whatif.after_not_planned", asked=shown), "after")
    if hits[0].id == request.release_id:
        raise ChangeError(say("whatif.after_itself", asked=shown), "after")
    return hits[0].id


def _after(what_if: WhatIf, request: Request) -> Mrkdwn | None:
    if what_if.after is None:
        return None
    release = request.known.forecasts.answers[what_if.after].scope.release
    return escape(release.name, _NAME_SHOWN)


def _ahead(forecast: ReleaseForecast) -> date | None:
    """Give the due date while it is ahead: of one that has passed nothing can be likely."""
    due_on = forecast.scope.due_on
    return due_on if due_on is not None and due_on >= forecast.today else None


def _name(request: Request) -> Mrkdwn:
    return bold(escape(request.forecast.scope.release.name, _NAME_SHOWN))


def _data(what_if: WhatIf, effect: Effect, by: date | None) -> dict[str, object]:
    release = effect.before.scope.release
    return {
        "kind": "what_if",
        "release": {"id": release.id, "name": release.name, "sources": list(release.sources)},
        "changes": {
            "drop": list(what_if.drop),
            "add": what_if.add,
            "capacity": what_if.capacity,
            "first": what_if.first,
            "after": what_if.after,
            "releases_at_once": what_if.releases_at_once,
            "start": None if what_if.start is None else what_if.start.isoformat(),
        },
        "before": _side(effect.before, by),
        "after": _side(effect.after, by),
        "others": [
            {
                "id": moved.before.scope.release.id,
                "name": moved.before.scope.release.name,
                "before": _side(moved.before, None),
                "after": _side(moved.after, None),
                "working_days_later": moved.days,
            }
            for moved in effect.others
        ],
    }


def _side(answer: Answer, by: date | None) -> dict[str, object]:
    if not isinstance(answer, ReleaseForecast):
        return {"p50": None, "p85": None, "by": None, "open_items": len(answer.scope.open_items)}
    middle, late = answer.percentile(50), answer.percentile(85)
    return {
        "p50": None if middle is None else middle.isoformat(),
        "p85": None if late is None else late.isoformat(),
        "by": None if by is None else likelihood_data(answer.likelihood(by), by),
        "open_items": len(answer.scope.open_items),
    }

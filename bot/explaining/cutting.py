"""The plan of a release: what of it fits by a day, and how its scope and its work grew."""

from bot.data import likelihood_data
from bot.explaining.burning import burn_up_data, burnt_of
from bot.explaining.ordering import ordered, standing_data
from bot.explaining.request import Request, unread_reply
from bot.reply import Reply
from bot.views.cut_line import cut_blocks, cut_text
from bot.views.order import order_on_plan
from bot.words.catalogue import say
from bot.words.escape import bold, escape
from planner.explain.cut_line import CutLine, cut_line
from planner.inputs import Item, Scope

_NAME_SHOWN = 80


def cut_reply(request: Request) -> Reply:
    """Show what fits by the day asked about, else by the due date."""
    forecast, forecasts = request.forecast, request.known.forecasts
    name = bold(escape(forecast.scope.release.name, _NAME_SHOWN))
    by = request.asking.by or forecast.scope.due_on
    if not forecast.scope.open_items:
        code = "plan.complete" if forecast.scope.is_complete else "plan.unbroken"
        return unread_reply(request.asking, say(code, name=name))
    if by is None:
        return unread_reply(request.asking, say("plan.which_day", name=name))
    if by <= forecast.today:
        return unread_reply(request.asking, say("plan.past", forecast.today, name=name, day=by))
    cut = cut_line(forecasts.inputs, request.release_id, by, forecasts.plan.seed)
    burnt = burnt_of(forecast.scope, request.known)
    order = ordered(request.known)
    mine = order.of(request.release_id)
    data = _data(cut, forecast.scope) | {"burn_up": burn_up_data(burnt)}
    return Reply(
        cut_text(cut, forecast.scope, forecast.today),
        cut_blocks(cut, forecast, request.asked, burnt, order_on_plan(order, request.release_id)),
        data | ({"standing": standing_data(order, mine)} if mine else {}),
    )


def _data(cut: CutLine, scope: Scope) -> dict[str, object]:
    release = scope.release
    return {
        "kind": "cut_line",
        "release": {"id": release.id, "name": release.name, "sources": list(release.sources)},
        "by": cut.by.isoformat(),
        "order": "begun, then oldest",
        "fits": _items(cut.fits),
        "beyond": _items(cut.beyond),
        "aside": _items(cut.aside),
        "likelihood": likelihood_data(cut.likelihood, cut.by) if cut.fits else None,
        "likelihood_all": likelihood_data(cut.likelihood_all, cut.by),
        "counted": len(scope.items),
        "done": len(scope.done_items),
        "open": len(scope.open_items),
        "left_out": len(scope.left_out),
    }


def _items(items: tuple[Item, ...]) -> dict[str, object]:
    """Give the keys that everybody may see, and the number of all."""
    keys = [item.key for item in items if not item.restricted]
    return {"count": len(items), "keys": keys, "private": len(items) - len(keys)}

"""The card of a cut line: the open items in their order, and where they stop fitting."""

from collections.abc import Sequence
from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, context, fields, joined, section
from bot.views.burn_up import burn_up_parts
from bot.views.forecast import scope_field
from bot.views.words import (
    bold_name,
    bullets,
    issue,
    opening,
    private_count,
    release_name,
    small_print,
    visible,
)
from bot.words.catalogue import Said, say
from bot.words.days import say_likelihood
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import SAFE, ReleaseForecast
from planner.explain.burn_up import BurnUp
from planner.explain.cut_line import CutLine
from planner.inputs import Item, Scope

_FITS_CHARACTERS = 2700
_BEYOND_CHARACTERS = 2700


def cut_blocks(
    cut: CutLine,
    forecast: ReleaseForecast,
    asked: Asked,
    burnt: BurnUp | None = None,
    order: Mrkdwn | None = None,
) -> list[Block]:
    """Say how many fit, name them above and below the line, and count what is in the release.

    `order` tells where the release stands among others. The burn-up comes last, where there is
    one.
    """
    scope, today = forecast.scope, forecast.today
    blocks = [*opening(asked), section(_headline(cut, bold_name(scope), today))]
    blocks.append(fields([scope_field(scope)]))
    if cut.fits:
        title = say("plan.fits", count=len(cut.fits), likelihood=say_likelihood(cut.likelihood))
        blocks.append(section(_listed(title, cut.fits, _FITS_CHARACTERS)))
    if cut.beyond:
        title = say("plan.beyond", today, count=len(cut.beyond), day=cut.by)
        blocks.append(section(_listed(title, cut.beyond, _BEYOND_CHARACTERS)))
    said = [*([] if order is None else [order]), say("plan.order")]
    if forecast.pace.weeks:
        said.append(say("plan.growth"))
    if scope.unbroken:
        said.append(say("plan.epics", count=scope.unbroken))
    if cut.aside:
        said.append(say("plan.aside", count=len(cut.aside)))
    blocks += [context(joined(said, "\n")), *burn_up_parts(burnt, today)]
    return [*blocks, small_print(forecast, asked)]


def cut_text(cut: CutLine, scope: Scope, today: date) -> str:
    """The headline alone, for notifications and screen readers."""
    return without_marks(_headline(cut, release_name(scope), today))


def _headline(cut: CutLine, name: Mrkdwn, today: date) -> Mrkdwn:
    values: dict[str, Said] = {
        "name": name,
        "day": cut.by,
        "fits": len(cut.fits),
        "open": len(cut.fits) + len(cut.beyond),
        "safe": f"{SAFE:.0%}",
        "all": say_likelihood(cut.likelihood_all),
    }
    if not cut.beyond:
        return say("plan.all_fit", today, **values)
    return say("plan.some_fit" if cut.fits else "plan.none_fit", today, **values)


def _listed(title: Mrkdwn, items: Sequence[Item], limit: int) -> Mrkdwn:
    lines = [issue(item) for item in visible(items)]
    return joined((title, bullets(lines, limit, private_count(items))), "\n")

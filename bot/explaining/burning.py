"""`burnup`: what was in a release over time, and what of it was done."""

from bot.knowledge import Known
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.burn_up import POINTS, burn_up_blocks, burn_up_text
from planner.answer import Answer
from planner.explain.burn_up import BurnUp, burn_up
from planner.inputs import Scope


def burn_up_reply(answer: Answer, known: Known, asked: Asked) -> Reply:
    """Show it for any release, one that is out or cannot be forecast among them."""
    burnt = burnt_of(answer.scope, known)
    release = answer.scope.release
    data = {
        "kind": "burn_up",
        "release": {"id": release.id, "name": release.name, "sources": list(release.sources)},
        "burn_up": burn_up_data(burnt),
    }
    return Reply(burn_up_text(answer, burnt), burn_up_blocks(answer, burnt, asked), data)


def burnt_of(scope: Scope, known: Known) -> BurnUp | None:
    return burn_up(scope, known.forecasts.inputs.calendar, POINTS)


def burn_up_data(burnt: BurnUp | None) -> list[dict[str, object]]:
    """Give it for programs, a row a day."""
    if burnt is None:
        return []
    rows = zip(burnt.days, burnt.scope, burnt.done, strict=True)
    return [{"day": day.isoformat(), "scope": held, "done": done} for day, held, done in rows]

"""In what order the plan works on releases, and why one stands behind another."""

from bot.explaining.asking import Asking
from bot.knowledge import Known
from bot.names import Level, find_surely
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.order import Ordered, order_blocks, order_text
from planner.priority import Framework
from planner.work_order import Standing, standings


def order_reply(
    known: Known, asked: Asked, about: str | None = None, other: str | None = None
) -> Reply:
    """List all releases in their order; begin with the one asked about, beside the `other`."""
    told = ordered(known)
    return Reply(
        order_text(told, about, other),
        order_blocks(told, asked, about, other),
        order_data(told),
    )


def ordered(known: Known) -> Ordered:
    """Give the order of the plan, under the names that its reader may know."""
    forecasts = known.forecasts
    scopes = {release_id: answer.scope for release_id, answer in forecasts.answers.items()}
    return Ordered(order_of(known), standings(forecasts.inputs), scopes, known.today)


def order_of(known: Known) -> Framework:
    priorities = known.forecasts.inputs.priorities
    return Framework.DUE if priorities is None else priorities.framework


def other_in(asking: Asking, known: Known) -> str | None:
    """Find the release that the one asked about is compared with; None where it is none."""
    found = find_surely(asking.other, known.forecasts.names) if asking.other else None
    if found is None or found.level is None or found.level > Level.PREFIX:
        return None
    known_ids = [hit.id for hit in found.hits if hit.id in known.forecasts.answers]
    return known_ids[0] if len(known_ids) == 1 else None


def order_data(told: Ordered) -> dict[str, object]:
    return {
        "kind": "order",
        "order": str(told.framework),
        "releases": [standing_data(told, each) for each in told.standings],
    }


def standing_data(told: Ordered, standing: Standing) -> dict[str, object]:
    """Give a release's place with its score, and the figures that somebody has told."""
    release, worth = told.scopes[standing.release_id].release, standing.worth
    figures = {
        "value": worth.value,
        "reach": worth.reach,
        "impact": worth.impact,
        "confidence": worth.confidence,
        "time_criticality": worth.time_criticality,
        "risk_reduction": worth.risk_reduction,
        "moscow": None if worth.moscow is None else str(worth.moscow),
        "rank": worth.rank,
    }
    return {
        "release": {"id": release.id, "name": release.name, "sources": list(release.sources)},
        "place": standing.place,
        "score": standing.score,
        "figures": {name: figure for name, figure in figures.items() if figure is not None},
        "effort": standing.effort,
        "effort_is_counted": standing.is_counted,
        "missing": list(standing.missing),
    }

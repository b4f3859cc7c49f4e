"""The order in which the plan works on releases, each with what puts it there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, context, joined, section, within
from bot.views.telling_names import Names, telling_scopes
from bot.views.words import bold_name, fresh, opening
from bot.words.catalogue import Said, say, say_figure
from bot.words.escape import Mrkdwn, without_marks
from bot.words.manner import says
from planner.inputs import Scope
from planner.priority import Framework, needs_effort
from planner.work_order import Standing

_CHARACTERS = 2700
_LINES_IN_TEXT = 10


@dataclass(frozen=True, slots=True)
class Ordered:
    """The releases that something is left to be done for, in the order of the plan.

    `scopes` has the release of each of them by its id, and of those that are not among them.
    """

    framework: Framework
    standings: tuple[Standing, ...]
    scopes: Mapping[str, Scope]
    today: date

    @property
    def names(self) -> Names:
        return telling_scopes([self.scopes[each.release_id] for each in self.standings])

    def of(self, release_id: str | None) -> Standing | None:
        return next((each for each in self.standings if each.release_id == release_id), None)


def order_blocks(
    told: Ordered, asked: Asked, about: str | None = None, other: str | None = None
) -> list[Block]:
    """List the releases in their order; say first where the one asked about stands, and why."""
    blocks = [*opening(asked)]
    if about is not None:
        blocks.append(section(where_it_stands(told, about, other)))
    taken, rest = within(_lines(told), _CHARACTERS)
    if rest:
        taken.append(say("forecast.more", count=rest))
    blocks.append(section(joined((_title(told), *taken), "\n")))
    freshness = fresh(asked.fresh_at, asked.now)
    small = [*_small(told), *([freshness] if freshness else [])]
    return [*blocks, context(joined(small, " · "))] if small else blocks


def order_text(told: Ordered, about: str | None = None, other: str | None = None) -> str:
    """The same for notifications and screen readers."""
    if about is not None:
        return without_marks(where_it_stands(told, about, other))
    lines = joined(_lines(told)[:_LINES_IN_TEXT], "; ")
    return without_marks(joined((_title(told), lines)))


def where_it_stands(told: Ordered, about: str, other: str | None = None) -> Mrkdwn:
    """Say the place of one release, by what, and what is in front of it; or of two."""
    mine, theirs, names = told.of(about), told.of(other), told.names
    if mine is None:
        return say("order.not_in_it", name=bold_name(told.scopes[about]))
    if other is not None and theirs is None:
        return say("order.not_in_it", name=bold_name(told.scopes[other]))
    said: dict[str, Said] = {
        "name": names[about],
        "place": mine.place,
        "count": len(told.standings),
        "why": _why(told, mine),
    }
    if theirs is not None and theirs is not mine:
        said |= {"other": names[theirs.release_id], "other_place": theirs.place}
        compared = say("order.compared", **said, other_why=_why(told, theirs))
        is_even = mine.score == theirs.score and told.framework is not Framework.DUE
        return joined((compared, say("order.even"))) if is_even else compared
    here = say("order.here", **said)
    if mine.place == 1:
        return here
    before = told.standings[mine.place - 2]
    behind = say("order.behind", name=names[before.release_id], why=_why(told, before))
    return joined((here, behind), ". ")


def order_on_plan(told: Ordered, about: str) -> Mrkdwn:
    """Say in small print by what releases are ordered, and where this one stands."""
    by = say(f"order.name_{told.framework}")
    return say("order.on_plan", by=by, here=where_it_stands(told, about))


def order_on_list(framework: Framework) -> Mrkdwn:
    return say("order.on_list", by=say(f"order.name_{framework}"))


def _title(told: Ordered) -> Mrkdwn:
    if not told.standings:
        return say("order.none")
    return say("order.title", by=say(f"order.by_{told.framework}"))


def _lines(told: Ordered) -> list[Mrkdwn]:
    names = told.names
    return [
        say("order.line", place=each.place, name=names[each.release_id], why=_why(told, each))
        for each in told.standings
    ]


def _why(told: Ordered, standing: Standing) -> Mrkdwn:
    """Give the score with the figures that it is made of; without one, what is missing."""
    if told.framework is Framework.DUE:
        due_on = told.scopes[standing.release_id].due_on
        return say("order.undated") if due_on is None else say("order.due", told.today, day=due_on)
    if standing.score is None:
        return _unscored(told.framework, standing)
    worth = standing.worth
    if told.framework is Framework.MOSCOW:
        return say(f"order.moscow_{worth.moscow}")
    figures: dict[str, Said] = {
        "score": _score(standing.score),
        "rank": worth.rank,
        "value": _told(worth.value),
        "reach": _told(worth.reach),
        "impact": _told(worth.impact),
        "confidence": _told(worth.confidence),
        "time": _told(worth.time_criticality),
        "risk": _told(worth.risk_reduction),
        "effort": standing.effort if standing.is_counted else _told(standing.effort),
    }
    return say(f"order.score_{told.framework}", **figures)


def _score(score: float) -> Mrkdwn:
    """Give two digits that tell something, however small it is."""
    return say_figure(score) if score >= 1 else _figure(float(f"{score:.2g}"))


def _told(figure: float | None) -> Mrkdwn | None:
    """Give a figure as people told it: an impact of 0.25 is no 0.2."""
    return None if figure is None else _figure(figure)


def _figure(figure: float) -> Mrkdwn:
    text = f"{figure:.8f}".rstrip("0").rstrip(".")
    return Mrkdwn(says().figure(text))


def _unscored(framework: Framework, standing: Standing) -> Mrkdwn:
    if framework is Framework.RANK:
        return say("order.unranked")
    figures = [say(f"order.figure_{name}") for name in standing.missing or ("effort",)]
    return say("order.unscored", figures=joined(figures, ", "))


def _small(told: Ordered) -> list[Mrkdwn]:
    """Say what the figures are, and what the scores leave open."""
    if told.framework is Framework.DUE or not told.standings:
        return []
    said = [say("order.ranks" if told.framework is Framework.RANK else "order.figures")]
    unscored = sum(each.score is None for each in told.standings)
    if unscored:
        said.append(say("order.left", count=unscored))
    return [*said, *_efforts(told.framework, told.standings)]


def _efforts(framework: Framework, standings: Sequence[Standing]) -> list[Mrkdwn]:
    counted = {each.is_counted for each in standings if each.score is not None}
    if not needs_effort(framework) or True not in counted:
        return []
    return [say("order.mixed" if False in counted else "order.counted")]

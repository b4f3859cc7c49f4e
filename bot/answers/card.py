"""The card of one release, with all that its answer has to tell."""

from dataclasses import replace
from datetime import date

from bot.data import answer_data
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.cards import answer_blocks, answer_text
from bot.views.launch import launch_line
from bot.views.why import why_blocks, why_text
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer, ReleaseForecast
from planner.explain.risk import Risk
from planner.explain.risks import risks_of
from planner.record import record_of


def card(
    answer: Answer,
    by: date | None,
    known: Known,
    prelude: tuple[Mrkdwn, ...] = (),
    *,
    is_shared: bool = False,
) -> Reply:
    """Answer for one release; `prelude` is said before."""
    asked = replace(circumstances(answer, by, known), prelude=prelude, is_shared=is_shared)
    line = launch_line(answer, asked.said, asked.market, is_brief=True)
    told = ". ".join((answer_text(answer, by), *([line] if line else [])))
    text = without_marks(Mrkdwn(" ".join((*prelude, told))))
    return Reply(text, answer_blocks(answer, asked), answer_data(answer, asked))


def contents(
    answer: Answer, by: date | None, known: Known, prelude: tuple[Mrkdwn, ...] = ()
) -> Reply:
    """Show what is in a release: every issue counted and left out, and how the dates came about."""
    asked = replace(circumstances(answer, by, known), prelude=prelude)
    return Reply(why_text(answer), why_blocks(answer, asked), answer_data(answer, asked))


def circumstances(answer: Answer, by: date | None, known: Known) -> Asked:
    """Give what every card tells beside its answer."""
    return Asked(
        now=known.now,
        by=by,
        fresh_at=known.fresh_at(answer.scope.release.sources),
        visible_keys=known.forecasts.visible_keys,
        as_of=None if known.as_of is None else known.today,
        risks=_risks(answer, known),
        record=record_of(answer.scope, known.track.votes, known.track.rehearsed),
        said=known.said.get(answer.scope.release.id) if known.as_of is None else None,
        market=known.market,
    )


def _risks(answer: Answer, known: Known) -> tuple[Risk, ...]:
    if not isinstance(answer, ReleaseForecast):
        return ()
    said = known.said.get(answer.scope.release.id)
    return risks_of(known.forecasts.view, answer, said=said, market=known.market)

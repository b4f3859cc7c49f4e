"""Several releases in one line each: all, those of a kind, or those that were asked about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answers.asides import all_missed, asides
from bot.answers.ordered import first_of, soonest_first
from bot.data import answer_data
from bot.data_later import DataLater
from bot.dates.stretch import Stretch
from bot.grammar.question import Question
from bot.grammar.shipped import SHIPPED
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.blocks import context, section
from bot.views.listing import EVERY, list_blocks, list_text, select_answers
from bot.views.order import order_on_list
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer, Shipped


def list_reply(question: Question, known: Known, prelude: tuple[Mrkdwn, ...] = ()) -> Reply:
    """List all releases, or those with one health, or with their date in a stretch."""
    answers, due = known.forecasts.plan.answers, question.due
    if due is not None and question.subject == SHIPPED:
        return _shipped_reply(due, known, prelude)
    if due is not None:
        answers = tuple(each for each in answers if _is_due(each, due.first, due.last))
        code = "list.due_on" if due.first == due.last else "list.due_between"
        said = say(code, known.today, first=due.first, last=due.last, day=due.first)
        prelude = (*prelude, said)
    if question.misses and question.by is not None:
        prelude = (*prelude, *all_missed(answers, question.by))
    if question.percent is not None:
        prelude = (*prelude, say("list.percent", percent=question.percent))
    if question.in_order:
        return ordered_reply([each for each in answers if _is_open(each)], None, known, prelude)
    return _reply(answers, question.subject, question.by, known, prelude)


def _shipped_reply(within: Stretch, known: Known, prelude: tuple[Mrkdwn, ...]) -> Reply:
    """List what went out in these days; where that is nothing, what went out last before."""
    out = [each for each in known.forecasts.plan.answers if isinstance(each, Shipped) and each.on]
    chosen = [each for each in out if within.first <= _on(each) <= within.last]
    when = _days(within, known.today)
    if chosen:
        said = say("list.shipped_when", when=when)
        return _reply(chosen, SHIPPED, None, known, (*prelude, said))
    said = say("list.none_when", when=when)
    before = max((each for each in out if _on(each) < within.first), key=_on, default=None)
    if before is not None:
        told = (*prelude, said, say("list.last_before"))
        return _reply([before], SHIPPED, None, known, told)
    blocks = [*(context(each) for each in prelude), section(said)]
    text = without_marks(Mrkdwn(" ".join((*prelude, said))))
    return Reply(text, blocks, DataLater("list", lambda: {"releases": []}))


def _days(within: Stretch, today: date) -> Mrkdwn:
    if within.first == date.min:
        return say("list.until", today, day=within.last)
    if within.first == within.last:
        return say("list.on_day", today, day=within.last)
    return say("list.between", today, first=within.first, last=within.last)


def _on(shipped: Shipped) -> date:
    return shipped.on or date.min


def named_reply(
    answers: Sequence[Answer], question: Question, known: Known, prelude: tuple[Mrkdwn, ...] = ()
) -> Reply:
    """List the releases that were asked about by name; in order where that was the question."""
    if question.misses and question.by is not None:
        prelude = (*prelude, *all_missed(answers, question.by))
    if question.percent is not None:
        plain = replace(question, misses=False)
        prelude = (*prelude, *(said for each in answers for said in asides(each, plain)))
    if question.in_order:
        return ordered_reply(answers, question.by, known, prelude)
    return some_reply(answers, question.by, known, prelude)


def some_reply(
    answers: Sequence[Answer], by: date | None, known: Known, prelude: tuple[Mrkdwn, ...] = ()
) -> Reply:
    """List these releases and no others, those that are out among them."""
    return _reply(answers, EVERY, by, known, prelude)


def _reply(
    answers: Sequence[Answer],
    wanted: str,
    by: date | None,
    known: Known,
    prelude: tuple[Mrkdwn, ...],
) -> Reply:
    fresh_at = known.fresh_at(tuple(row.name for row in known.sources))
    as_of = None if known.as_of is None else known.today
    asked = Asked(now=known.now, by=by, fresh_at=fresh_at, as_of=as_of, prelude=prelude)
    chosen = select_answers(answers, wanted)
    told = known.forecasts.inputs.priorities
    order = None if told is None else order_on_list(told.framework)
    text = Mrkdwn(" ".join((*prelude, list_text(answers, wanted, by))))
    return Reply(
        without_marks(text),
        list_blocks(answers, wanted, asked, known.today, order),
        DataLater("list", lambda: {"releases": [answer_data(each, asked) for each in chosen]}),
    )


def ordered_reply(
    answers: Sequence[Answer], by: date | None, known: Known, prelude: tuple[Mrkdwn, ...] = ()
) -> Reply:
    """List releases soonest first, and say which one that is."""
    ordered = soonest_first(answers)
    return _reply(ordered, EVERY, by, known, (*prelude, *first_of(ordered, known.today)))


def _is_open(answer: Answer) -> bool:
    return not isinstance(answer, Shipped) and not answer.scope.release.is_canceled


def _is_due(answer: Answer, first: date, last: date) -> bool:
    due_on = answer.scope.due_on
    return due_on is not None and first <= due_on <= last

"""Several releases in one line each: all, those of a kind, or those that were asked about."""

from collections.abc import Sequence
from datetime import date

from bot.data import answer_data
from bot.data_later import DataLater
from bot.grammar.question import Question
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.listing import EVERY, list_blocks, list_text, select_answers
from bot.views.order import order_on_list
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer


def list_reply(question: Question, known: Known, prelude: tuple[Mrkdwn, ...] = ()) -> Reply:
    """List all releases, or those with one health, or with their date in a stretch."""
    answers, due = known.forecasts.plan.answers, question.due
    if due is not None:
        answers = tuple(each for each in answers if _is_due(each, due.first, due.last))
        code = "list.due_on" if due.first == due.last else "list.due_between"
        said = say(code, known.today, first=due.first, last=due.last, day=due.first)
        prelude = (*prelude, said)
    return _reply(answers, question.subject, question.by, known, prelude)


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


def _is_due(answer: Answer, first: date, last: date) -> bool:
    due_on = answer.scope.due_on
    return due_on is not None and first <= due_on <= last

"""The form of a "what if": filled for a release, and answered where it stands."""

from datetime import date

from bot.explaining.changes import Changes, read_keys
from bot.people.errors import about, refused
from bot.people.naming import picked_release
from bot.people.office import Office
from bot.reply import Reply
from bot.views.blocks import OPTIONS_LIMIT, Block
from bot.views.choices import labels_of
from bot.views.choosing import release_ref
from bot.views.what_if_form import (
    ADD,
    AFTER,
    AS_IT_IS,
    BY,
    CAPACITY,
    DROP,
    FIRST,
    MOST_ADDED,
    MOST_PERCENT,
    ORDER,
    START,
    Trial,
    what_if_view,
)
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from planner.answer import ReleaseForecast

_NAME_SHOWN = 100
_FIELD_OF = {"drop": DROP, "after": ORDER}


def what_if_form(office: Office, trial: Trial, answer: Reply | None = None) -> Block:
    """Ask what to try with a release; `answer` is what came of what was tried before.

    Raises:
        RefusedError: there is no such release any more, or it has no forecast to change.
    """
    names = office.answerer.names()
    release = picked_release(trial.release, names)
    forecasts = [one for one in office.answerer.plan().answers if isinstance(one, ReleaseForecast)]
    planned = {one.scope.release.id for one in forecasts}
    name = bold(escape(release.name, _NAME_SHOWN))
    if release.id not in planned:
        raise refused(say("what_if_form.no_forecast", name=name))
    others = [one for one in names if one.id in planned and one.id != release.id]
    others = others[: OPTIONS_LIMIT - 2]
    labels = labels_of(others, office.answerer.today())
    options = [(label, release_ref(one.id)) for label, one in zip(labels, others, strict=True)]
    return what_if_view(name, trial, options, answer)


def try_out(office: Office, trial: Trial) -> Reply:
    """Answer as `/release whatif` does; what is wrong is said of the field that it is in.

    Raises:
        RefusedError: it cannot be tried; `field` says because of what.
    """
    changes, by = _changes(office, trial)
    answer = office.answerer.suppose(trial.release, changes, by)
    if answer.data["kind"] == "what_if":
        return answer
    with about(_FIELD_OF.get(str(answer.data.get("change")), DROP)):
        raise refused(Mrkdwn(answer.text))


def _changes(office: Office, trial: Trial) -> tuple[Changes, date | None]:
    today = office.answerer.today()
    with about(DROP):
        drop = read_keys(trial.drop)
        if drop is None:
            raise refused(say("what_if_form.no_keys"))
    with about(ADD):
        add = _whole(trial.add, MOST_ADDED) or 0
    with about(CAPACITY):
        percent = _whole(trial.capacity, MOST_PERCENT)
    with about(START):
        start = _day(trial.start, today)
    with about(BY):
        by = _day(trial.by, today)
    with about(ORDER):
        after = _after(office, trial.order)
    capacity = None if percent is None else percent / 100
    is_first = trial.order == FIRST
    return Changes(drop, add, capacity, first=is_first, after=after, start=start), by


def _after(office: Office, order: str) -> str | None:
    if order in (AS_IT_IS, FIRST):
        return None
    return picked_release(order.removeprefix(AFTER), office.answerer.names()).id


def _whole(typed: str, most: int) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= len(str(most))):
        raise refused(say("what_if_form.no_number", most=most))
    if int(typed) > most:
        raise refused(say("what_if_form.no_number", most=most))
    return int(typed)


def _day(typed: str, today: date) -> date | None:
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise refused(say("what_if_form.no_day")) from None
    if day <= today:
        raise refused(say("what_if_form.past", today, day=day))
    return day

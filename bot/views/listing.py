"""Every release in one line each."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.views.asked import Asked
from bot.views.blocks import Block, context, header, joined, section, within
from bot.views.telling_names import telling_scopes
from bot.views.words import SYMBOLS, fresh, opening, say_health
from bot.words.catalogue import say, say_brief, say_plain
from bot.words.days import say_day, say_likelihood
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import LIKELY_AT_LEAST, Answer, Health, Refusal, ReleaseForecast, Shipped

_SECTION_CHARACTERS = 2800
_SECTIONS = 3
_LINES_IN_TEXT = 10
_GROUP_SHOWN = 8
LONG_PAST = timedelta(days=365)  # a date that nobody has kept up


def list_blocks(
    answers: Sequence[Answer],
    wanted: str,
    asked: Asked,
    today: date,
    order: Mrkdwn | None = None,
) -> list[Block]:
    """List the releases that `wanted` selects: all open ones where it is empty.

    `order` tells by what they are worked on, where that is not their dates.
    """
    chosen = select_answers(answers, wanted)
    title = _title(wanted, asked.by, today)
    blocks = [header(title), *opening(asked)]
    if not chosen:
        return [*blocks, section(_nothing(answers, wanted))]
    lines = _lines(chosen, asked.by, wanted)
    for _ in range(_SECTIONS):
        taken, rest = within(lines, _SECTION_CHARACTERS)
        if taken:
            blocks.append(section(joined(taken, "\n")))
        lines = lines[len(lines) - rest :] if rest else []
    small = [say("list.more", count=len(lines))] if lines else []
    small += [say("list.legend")] if any(isinstance(a, ReleaseForecast) for a in chosen) else []
    small += [] if order is None else [order]
    freshness = fresh(asked.fresh_at, asked.now)
    return [*blocks, context(joined((*small, *((freshness,) if freshness else ())), " · "))]


def list_text(answers: Sequence[Answer], wanted: str, by: date | None) -> str:
    chosen = select_answers(answers, wanted)
    if not chosen:
        return without_marks(_nothing(answers, wanted))
    names = joined(_lines(chosen, by, wanted, _LINES_IN_TEXT), "; ")
    return without_marks(say("list.text", count=len(chosen), names=names))


def select_answers(answers: Sequence[Answer], wanted: str) -> tuple[Answer, ...]:
    """Keep the answers of one health; of open releases where none is named."""
    keep = _FILTERS.get(wanted, _is_open)
    chosen = [answer for answer in answers if keep(answer)]
    if wanted in ("shipped", "released"):
        chosen.sort(key=_shipped_on, reverse=True)
    return tuple(chosen)


def _health(*wanted: Health) -> Callable[[Answer], bool]:
    return lambda answer: isinstance(answer, ReleaseForecast) and answer.health in wanted


def _has_no_date(answer: Answer) -> bool:
    return _health(Health.NO_DATE)(answer) and answer.scope.due_on is None


def _is_shipped(answer: Answer) -> bool:
    return isinstance(answer, Shipped)


def _is_open(answer: Answer) -> bool:
    return not isinstance(answer, Shipped) and not answer.scope.release.is_canceled


def _shipped_on(answer: Answer) -> date:
    on = answer.on if isinstance(answer, Shipped) else None
    return on or date.min


EVERY = "named"  # those that were asked about by name, whatever became of them
_FILTERS: dict[str, Callable[[Answer], bool]] = {
    "shipped": _is_shipped,
    "released": _is_shipped,
    "at-risk": _health(Health.AT_RISK, Health.OFF_TRACK),
    "off-track": _health(Health.OFF_TRACK),
    "on-track": _health(Health.ON_TRACK),
    "no-date": _has_no_date,
    EVERY: lambda _: True,
}


def _title(wanted: str, by: date | None, today: date) -> str:
    if by is not None:
        return say_plain("list.title_by", day=say_day(by, today))
    if wanted and wanted != EVERY:
        return say_plain("list.title_filtered", filter=wanted.replace("-", " "))
    return say_plain("list.title")


def _nothing(answers: Sequence[Answer], wanted: str) -> Mrkdwn:
    """Say that there is none; beside what is off track also whether something is close to it."""
    if not wanted or wanted == EVERY:
        return say("list.none")
    near = select_answers(answers, "at-risk") if wanted == "off-track" else ()
    if not near:
        kind = "shipped" if wanted == "released" else wanted.replace("-", "_")
        return say(f"list.none_{kind}")
    told = telling_scopes([answer.scope for answer in near])
    names = [told[answer.scope.release.id] for answer in near[:_GROUP_SHOWN]]
    if len(near) > len(names):
        names.append(say("forecast.more", count=len(near) - len(names)))
    return say("list.none_but_at_risk", count=len(near), names=joined(names, ", "))


def _lines(
    answers: Sequence[Answer], by: date | None, wanted: str, most: int | None = None
) -> list[Mrkdwn]:
    """A line for each answer; those without a date worth a line stand together at the end.

    What was asked about by name gets its line, however unlikely it is. With `most` no more than
    so many are worded.
    """
    names = telling_scopes([answer.scope for answer in answers])
    grouped: dict[str, list[Mrkdwn]] = {}
    hidden = () if wanted == EVERY else answers
    unlikely = [answer for answer in hidden if _is_unlikely(answer, by)]
    left = {id(answer) for answer in unlikely}  # arrays cannot be compared
    lines: list[Mrkdwn] = []
    for answer in _by_likelihood([one for one in answers if id(one) not in left], by):
        if len(lines) == most:
            return lines
        name, group = names[answer.scope.release.id], _group(answer, by)
        if group is not None:
            grouped.setdefault(group, []).append(name)
        elif isinstance(answer, Shipped):
            lines.append(_shipped_line(answer, name))
        elif isinstance(answer, ReleaseForecast):
            lines.append(_forecast_line(answer, name, by))
    if unlikely:
        lines.append(say("list.unlikely", unlikely[0].today, count=len(unlikely), day=by))
    lines += [_grouped_line(group, together) for group, together in grouped.items()]
    return lines[:most]


def answer_lines(answers: Sequence[Answer]) -> list[Mrkdwn]:
    """A line for each, in their order, those without a forecast too."""
    names = telling_scopes([answer.scope for answer in answers])
    return [_line_of(answer, names[answer.scope.release.id]) for answer in answers]


def _line_of(answer: Answer, name: Mrkdwn) -> Mrkdwn:
    said = _group(answer, None)
    if said is not None:
        return _grouped_line(said, [name])
    if isinstance(answer, Shipped):
        return _shipped_line(answer, name)
    assert isinstance(answer, ReleaseForecast)  # noqa: S101 - refusals are said in groups
    return _forecast_line(answer, name, None)


def _by_likelihood(answers: Sequence[Answer], by: date | None) -> Sequence[Answer]:
    """Put the likeliest first where a day was asked about."""
    if by is None:
        return answers
    return sorted(
        answers, key=lambda one: -one.likelihood(by) if isinstance(one, ReleaseForecast) else 1
    )


def _is_unlikely(answer: Answer, by: date | None) -> bool:
    if by is None or not isinstance(answer, ReleaseForecast) or answer.scope.is_complete:
        return False
    return answer.likelihood(by) < LIKELY_AT_LEAST


def _group(answer: Answer, by: date | None) -> Mrkdwn | None:
    """Give what is said of all the releases that have no line of their own; None for one."""
    if isinstance(answer, Refusal):
        return say("list.no_forecast", reason=say_brief(answer.reason))
    if isinstance(answer, Shipped):
        return None
    due_on = answer.scope.due_on
    if answer.scope.is_complete:
        return say("list.complete")
    is_long_past = due_on is not None and due_on < answer.today - LONG_PAST
    return say("list.long_past") if is_long_past and by is None else None


def _grouped_line(said: str, names: Sequence[Mrkdwn]) -> Mrkdwn:
    shown = list(names[:_GROUP_SHOWN])
    if len(names) > len(shown):
        shown.append(say("forecast.more", count=len(names) - len(shown)))
    return say("list.grouped", names=joined(shown, ", "), said=Mrkdwn(said))


def _shipped_line(shipped: Shipped, name: Mrkdwn) -> Mrkdwn:
    if shipped.on is None:
        return say("list.shipped_undated", name=name)
    return say("list.shipped", shipped.today, name=name, day=shipped.on)


def _forecast_line(forecast: ReleaseForecast, name: Mrkdwn, by: date | None) -> Mrkdwn:
    tail = _against(forecast) if by is None else _likely_by(forecast, by)
    symbol = SYMBOLS[forecast.health]
    return say("list.line", name=name, symbol=symbol, range=_range(forecast), tail=tail)


def _range(forecast: ReleaseForecast) -> Mrkdwn:
    middle, late = forecast.percentile(50), forecast.percentile(85)
    if middle is None:
        return say("list.no_end")
    if late is None:
        return say("list.range_open", forecast.today, middle=middle)
    code = "list.range_one" if middle == late else "list.range"
    return say(code, forecast.today, middle=middle, late=late)


def _likely_by(forecast: ReleaseForecast, by: date) -> Mrkdwn:
    health, likelihood = say_health(forecast.health), say_likelihood(forecast.likelihood(by))
    said = say("list.by", forecast.today, health=health, likelihood=likelihood, day=by)
    return Mrkdwn(f" {said}")


def _against(forecast: ReleaseForecast) -> Mrkdwn:
    due_on, health = forecast.scope.due_on, say_health(forecast.health)
    if due_on is None:
        return Mrkdwn(f" {say('list.undated', health=health)}")
    if due_on < forecast.today:
        return Mrkdwn(f" {say('list.past_due', forecast.today, health=health, day=due_on)}")
    likelihood = say_likelihood(forecast.likelihood(due_on))
    said = say("list.due", forecast.today, health=health, day=due_on, likelihood=likelihood)
    return Mrkdwn(f" {said}")

"""Every release in one line each."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, context, header, joined, section, within
from bot.views.words import SYMBOLS, bold_name, fresh, opening, say_health
from bot.words.catalogue import say, say_brief, say_plain
from bot.words.days import say_day, say_likelihood
from bot.words.escape import Mrkdwn, escape
from planner.answer import Answer, Health, Refusal, ReleaseForecast, Shipped

_SECTION_CHARACTERS = 2800
_SECTIONS = 3
_LINES_IN_TEXT = 10
_REFUSED_SHOWN = 8
_SOURCES_LIMIT = 60


def list_blocks(answers: Sequence[Answer], wanted: str, asked: Asked, today: date) -> list[Block]:
    """List the releases that `wanted` selects: all open ones where it is empty."""
    chosen = select_answers(answers, wanted)
    title = _title(wanted, asked.by, today)
    blocks = [header(title), *opening(asked)]
    if not chosen:
        return [*blocks, section(_nothing(wanted))]
    lines = _lines(chosen, asked.by)
    for _ in range(_SECTIONS):
        taken, rest = within(lines, _SECTION_CHARACTERS)
        if taken:
            blocks.append(section(joined(taken, "\n")))
        lines = lines[len(lines) - rest :] if rest else []
    small = [say("list.more", count=len(lines))] if lines else []
    small += [say("list.legend")] if any(isinstance(a, ReleaseForecast) for a in chosen) else []
    freshness = fresh(asked.fresh_at, asked.now)
    return [*blocks, context(joined((*small, *((freshness,) if freshness else ())), " · "))]


def list_text(answers: Sequence[Answer], wanted: str, by: date | None) -> str:
    chosen = select_answers(answers, wanted)
    if not chosen:
        return _nothing(wanted)
    names = joined(_lines(chosen, by)[:_LINES_IN_TEXT], "; ")
    return say("list.text", count=len(chosen), names=names).replace("*", "")


def select_answers(answers: Sequence[Answer], wanted: str) -> tuple[Answer, ...]:
    """Keep the answers of one health; of open releases where none is named."""
    keep = _FILTERS.get(wanted, _is_open)
    chosen = [answer for answer in answers if keep(answer)]
    if wanted in ("shipped", "released"):
        chosen.sort(key=_shipped_on, reverse=True)
    return tuple(chosen)


def _health(*wanted: Health) -> Callable[[Answer], bool]:
    return lambda answer: isinstance(answer, ReleaseForecast) and answer.health in wanted


def _is_shipped(answer: Answer) -> bool:
    return isinstance(answer, Shipped)


def _is_open(answer: Answer) -> bool:
    return not isinstance(answer, Shipped) and not answer.scope.release.is_canceled


def _shipped_on(answer: Answer) -> date:
    on = answer.on if isinstance(answer, Shipped) else None
    return on or date.min


_FILTERS: dict[str, Callable[[Answer], bool]] = {
    "shipped": _is_shipped,
    "released": _is_shipped,
    "at-risk": _health(Health.AT_RISK, Health.OFF_TRACK),
    "off-track": _health(Health.OFF_TRACK),
    "on-track": _health(Health.ON_TRACK),
    "no-date": _health(Health.NO_DATE),
}


def _title(wanted: str, by: date | None, today: date) -> str:
    if by is not None:
        return say_plain("list.title_by", day=say_day(by, today))
    if wanted:
        return say_plain("list.title_filtered", filter=wanted.replace("-", " "))
    return say_plain("list.title")


def _nothing(wanted: str) -> Mrkdwn:
    if not wanted:
        return say("list.none")
    return say("list.none_filtered", filter=wanted.replace("-", " "))


def _lines(answers: Sequence[Answer], by: date | None) -> list[Mrkdwn]:
    """A line for each answer; the refused ones stand together by their reasons."""
    names = _telling_names(answers)
    lines = []
    refused: dict[Mrkdwn, list[Mrkdwn]] = {}
    for answer in answers:
        name = names[answer.scope.release.id]
        if isinstance(answer, Refusal):
            refused.setdefault(say_brief(answer.reason), []).append(name)
        elif isinstance(answer, Shipped):
            lines.append(_shipped_line(answer, name))
        else:
            lines.append(_forecast_line(answer, name, by))
    return lines + [_refused_line(reason, group) for reason, group in refused.items()]


def _telling_names(answers: Sequence[Answer]) -> dict[str, Mrkdwn]:
    """Name the releases by id; those of one name with their sources."""
    scopes = [answer.scope for answer in answers]
    counts = Counter(scope.release.name for scope in scopes)
    names = {scope.release.id: bold_name(scope) for scope in scopes}
    for scope in scopes:
        if counts[scope.release.name] > 1:
            sources = escape(", ".join(scope.release.sources), _SOURCES_LIMIT)
            names[scope.release.id] = Mrkdwn(f"{names[scope.release.id]} ({sources})")
    return names


def _refused_line(reason: Mrkdwn, names: Sequence[Mrkdwn]) -> Mrkdwn:
    shown = list(names[:_REFUSED_SHOWN])
    if len(names) > len(shown):
        shown.append(say("forecast.more", count=len(names) - len(shown)))
    return say("list.refused", names=joined(shown, ", "), reason=reason)


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
    if not forecast.scope.open_items:
        return say("list.complete")
    if middle is None:
        return say("list.no_end")
    if late is None:
        return say("list.range_open", forecast.today, middle=middle)
    code = "list.range_one" if middle == late else "list.range"
    return say(code, forecast.today, middle=middle, late=late)


def _likely_by(forecast: ReleaseForecast, by: date) -> Mrkdwn:
    likelihood = say_likelihood(forecast.likelihood(by))
    return Mrkdwn(f" {say('list.by', forecast.today, likelihood=likelihood, day=by)}")


def _against(forecast: ReleaseForecast) -> Mrkdwn:
    due_on = forecast.scope.due_on
    if due_on is None:
        return Mrkdwn()
    health = say_health(forecast.health)
    if due_on < forecast.today:
        return Mrkdwn(f" {say('list.past_due', forecast.today, health=health, day=due_on)}")
    likelihood = say_likelihood(forecast.likelihood(due_on))
    said = say("list.due", forecast.today, health=health, day=due_on, likelihood=likelihood)
    return Mrkdwn(f" {said}")

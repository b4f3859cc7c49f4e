"""The card of a "what if": as it is, as it would be, and who else moves."""

from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, context, joined, section, table
from bot.views.words import bold_name, bullets, fresh, opening, release_name
from bot.words.catalogue import say, say_plain
from bot.words.days import say_day, say_likelihood
from bot.words.escape import Mrkdwn, escape, without_marks
from planner.answer import EVEN, SAFE, Answer, ReleaseForecast
from planner.explain.what_if import Effect, Moved, WhatIf

_KEYS_SHOWN = 5
_OTHERS_CHARACTERS = 2000
_NAME_SHOWN = 80
_WEEK_DAYS = 7


def what_if_blocks(
    what_if: WhatIf, effect: Effect, by: date | None, after: Mrkdwn | None, asked: Asked
) -> list[Block]:
    """Show both sides in a table; `after` is the name of the release to plan it behind."""
    changes = _changes(what_if, after, effect.before.today)
    title = say("whatif.title", name=bold_name(effect.before.scope), changes=changes)
    blocks = [*opening(asked), section(title)]
    before, then = effect.before, effect.after
    if isinstance(before, ReleaseForecast) and isinstance(then, ReleaseForecast):
        blocks.append(_sides(before, then, by))
    blocks.append(section(_verdict(before, then)))
    if effect.others:
        today = before.today
        lines = [_other(moved, today) for moved in effect.others]
        told = (say("whatif.others"), bullets(lines, _OTHERS_CHARACTERS))
        blocks.append(section(joined(told, "\n")))
    said = [say("whatif.nothing_changed")]
    freshness = fresh(asked.fresh_at or before.data_as_of, asked.now)
    return [*blocks, context(joined((*said, *([freshness] if freshness else [])), " · "))]


def what_if_text(what_if: WhatIf, effect: Effect, by: date | None, after: Mrkdwn | None) -> str:
    """The same in a line, for notifications and screen readers."""
    name = release_name(effect.before.scope)
    changes = _changes(what_if, after, effect.before.today)
    lines = [say("whatif.title", name=name, changes=changes), _verdict(effect.before, effect.after)]
    chances = _chances(effect, by)
    if by is not None and chances is not None:
        was, then = chances
        told = {"was": was} if was != then else {}
        code = "whatif.chance" if told else "whatif.same_chance"
        lines.append(say(code, effect.before.today, day=by, then=then, **told))
    if effect.others:
        lines.append(say("whatif.others_count", count=len(effect.others)))
    return without_marks(joined(lines, ". "))


def _changes(what_if: WhatIf, after: Mrkdwn | None, today: date) -> Mrkdwn:
    """Say what is different: `without SHOP-1 and SHOP-2, with 3 new items`."""
    parts = []
    if what_if.drop:
        keys = [escape(key, 40) for key in what_if.drop[:_KEYS_SHOWN]]
        rest = len(what_if.drop) - len(keys)
        if rest:
            keys.append(say("forecast.more", count=rest))
        parts.append(say("whatif.drop", keys=joined(keys, say("join.comma") + " ")))
    if what_if.add:
        parts.append(say("whatif.add", count=what_if.add))
    if what_if.capacity is not None:
        parts.append(say("whatif.capacity", percent=round(what_if.capacity * 100)))
    if what_if.first:
        parts.append(say("whatif.first"))
    elif after is not None:
        parts.append(say("whatif.after", name=after))
    if what_if.releases_at_once is not None:
        parts.append(say("whatif.at_once", count=what_if.releases_at_once))
    if what_if.start is not None:
        parts.append(say("whatif.start", today, day=what_if.start))
    return joined(parts, say("join.comma") + " ")


def _sides(before: ReleaseForecast, then: ReleaseForecast, by: date | None) -> Block:
    today = before.today
    rows = [
        (f"{share:.0%}", _day(before, share, today), _day(then, share, today))
        for share in (EVEN, SAFE)
    ]
    if by is not None:
        was, now = before.likelihood(by), then.likelihood(by)
        day = say_plain("whatif.by", today, day=by)
        rows.append((day, say_likelihood(was), say_likelihood(now)))
    head = (say_plain("why.likely"), say_plain("whatif.as_it_is"), say_plain("whatif.then"))
    return table(head, rows)


def _day(forecast: ReleaseForecast, share: float, today: date) -> str:
    day = forecast.percentile(round(share * 100))
    return say_plain("why.beyond") if day is None else say_day(day, today)


def _verdict(before: Answer, then: Answer) -> Mrkdwn:
    """Say by how much P85 differs, in calendar days."""
    if then.scope.is_complete:
        return say("whatif.complete")
    if not isinstance(before, ReleaseForecast) or not isinstance(then, ReleaseForecast):
        return say("whatif.no_forecast")
    was, now = before.percentile(85), then.percentile(85)
    odds = {"safe": f"{SAFE:.0%}"}
    if was is None or now is None:
        code = "same_end" if was == now else ("end_lost" if now is None else "end_found")
        return say(f"whatif.{code}", before.today, day=now or was, **odds)
    days = (now - was).days
    if not days:
        return say("whatif.same", before.today, day=now, **odds)
    code = "whatif.later" if days > 0 else "whatif.earlier"
    return say(code, before.today, days=abs(days), was=was, now=now, **odds)


def _chances(effect: Effect, by: date | None) -> tuple[str, str] | None:
    before, then = effect.before, effect.after
    if by is None:
        return None
    if not isinstance(before, ReleaseForecast) or not isinstance(then, ReleaseForecast):
        return None
    return say_likelihood(before.likelihood(by)), say_likelihood(then.likelihood(by))


def _other(moved: Moved, today: date) -> Mrkdwn:
    name = escape(moved.before.scope.release.name, _NAME_SHOWN)
    was, now = moved.before.percentile(85), moved.after.percentile(85)
    if moved.days is None or was is None or now is None:
        code = "whatif.other_lost" if now is None else "whatif.other_found"
        return say(code, today, name=name, day=was or now)
    code = "whatif.other_later" if moved.days > 0 else "whatif.other_earlier"
    return say(code, today, name=name, was=was, now=now, days=abs(moved.days))

"""The card of a move: from when to when, and what each cause is worth."""

from dataclasses import dataclass
from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, context, joined, section
from bot.views.standing import struck
from bot.views.words import bold_name, fresh, opening, release_name
from bot.words.catalogue import Said, say, say_brief, say_figure
from bot.words.days import say_day
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import SAFE, Answer, Refusal, ReleaseForecast
from planner.explain.attribution import Attribution, Evidence, Part
from planner.explain.mixing import Factor

_SAFE = f"{SAFE:.0%}"


@dataclass(frozen=True, slots=True)
class Since:
    """The day that is compared with; `is_stored` tells a kept forecast from one made now."""

    day: date
    is_stored: bool


def moved_blocks(moved: Attribution, since: Since, asked: Asked) -> list[Block]:
    """Say by how much it moved, a line a cause, and how that was found."""
    today = moved.after.today
    blocks = [*opening(asked), section(_headline(moved, since, bold_name(moved.after.scope)))]
    lines = cause_lines(moved)
    if lines:
        blocks.append(section(joined((f"• {line}" for line in lines), "\n")))
    said = [
        say("why_moved.stored" if since.is_stored else "why_moved.rebuilt", today, day=since.day)
    ]
    if not since.is_stored and moved.after.scope.release.hindsight:
        sources = ", ".join(moved.after.scope.release.sources)
        said.append(say("assume.hindsight", sources=sources))
    if lines:
        said.append(say("why_moved.method"))
    freshness = fresh(asked.fresh_at or moved.after.data_as_of, asked.now)
    return [*blocks, context(joined((*said, *([freshness] if freshness else [])), "\n"))]


def moved_text(moved: Attribution, since: Since) -> str:
    """The same in a line: `moved 9 days later since Mon 16 Nov: +5 scope (…), +3 slower (…)`."""
    head = _headline(moved, since, release_name(moved.after.scope), is_marked=False)
    lines = cause_lines(moved)
    told = joined(lines, say("join.comma") + " ")
    return without_marks(say("why_moved.text", head=head, parts=told) if lines else head)


def _headline(moved: Attribution, since: Since, name: Mrkdwn, *, is_marked: bool = True) -> Mrkdwn:
    today, values = moved.after.today, {"name": name, "safe": _SAFE}
    was, now = _p85(moved.before), _p85(moved.after)
    if moved.before is None:
        return say("why_moved.new", today, day=since.day, **values)
    if isinstance(moved.before, Refusal):
        reason = say_brief(moved.before.reason)
        return say("why_moved.refused", today, day=since.day, reason=reason, **values)
    if moved.days is None or was is None or now is None:
        code = "no_end" if was == now else ("end_lost" if now is None else "end_found")
        return say(f"why_moved.{code}", today, day=since.day, date=now or was, **values)
    if not moved.days:
        return say("why_moved.same", today, day=since.day, date=now, **values)
    then, late = say_day(was, today), say_day(now, today)
    dates = struck(then, late) if is_marked else Mrkdwn(f"{then} → {late}")
    code = "why_moved.later" if moved.days > 0 else "why_moved.earlier"
    return say(code, today, day=since.day, days=abs(moved.days), dates=dates, **values)


def _p85(answer: Answer | None) -> date | None:
    return answer.percentile(85) if isinstance(answer, ReleaseForecast) else None


def cause_lines(moved: Attribution) -> list[Mrkdwn]:
    """A cause a line, the largest first; those that are worth less than a day are left out."""
    if moved.parts is None or moved.evidence is None:
        return [say("why_moved.unsplit")] if moved.days else []
    return [_line(part, moved.evidence) for part in moved.parts if part.days]


def _line(part: Part, evidence: Evidence) -> Mrkdwn:
    code, values = _CAUSES[part.factor](part, evidence)
    part_code = "why_moved.part_of_a_day" if abs(part.days) == 1 else "why_moved.part"
    return say(part_code, days=part.days, cause=say(f"why_moved.{code}", **values))


def _scope(_: Part, evidence: Evidence) -> tuple[str, dict[str, Said]]:
    if evidence.joined and evidence.left:
        return "scope_both", {"joined": evidence.joined, "left": evidence.left}
    if evidence.joined:
        return "scope_joined", {"joined": evidence.joined}
    if evidence.left:
        return "scope_left", {"left": evidence.left}
    return "scope_growth", {}


def _speed(part: Part, evidence: Evidence) -> tuple[str, dict[str, Said]]:
    """Slower or faster where the pace says so, too; else only that it is another."""
    was, now = evidence.pace
    values: dict[str, Said] = {"was": was, "now": now}
    if say_figure(was) == say_figure(now):
        return "speed_uneven", {"now": now}
    if now < was:
        return ("slower" if part.days > 0 else "speed"), values
    return ("faster" if part.days < 0 else "speed"), values


def _progress(_: Part, evidence: Evidence) -> tuple[str, dict[str, Said]]:
    return "progress", {"days": evidence.passed_days, "finished": evidence.finished}


def _order(_: Part, evidence: Evidence) -> tuple[str, dict[str, Said]]:
    was, now = evidence.ahead_items
    return ("order", {"was": was, "now": now}) if was != now else ("order_same", {"now": now})


def _calendar(_: Part, __: Evidence) -> tuple[str, dict[str, Said]]:
    return "calendar", {}


_CAUSES = {
    Factor.SCOPE: _scope,
    Factor.SPEED: _speed,
    Factor.PROGRESS: _progress,
    Factor.ORDER: _order,
    Factor.CALENDAR: _calendar,
}

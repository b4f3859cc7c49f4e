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
    """The same in a line: `moved 9 days later since Mon 16 Nov: +5 days: scope grew (…); …`."""
    head = _headline(moved, since, release_name(moved.after.scope), is_marked=False)
    lines = cause_lines(moved)
    told = joined(lines, "; ")
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
    """A cause a line, the largest first; those that are worth less than a day are left out.

    Figures stand in it where they explain its direction; where they speak for the other one, what
    the cause means is said without them.
    """
    if moved.parts is None or moved.evidence is None:
        return [say("why_moved.unsplit")] if moved.days else []
    return [_line(part, moved.evidence) for part in moved.parts if part.days]


def _line(part: Part, evidence: Evidence) -> Mrkdwn:
    code, values = _CAUSES[part.factor](part, evidence)
    part_code = "why_moved.part_of_a_day" if abs(part.days) == 1 else "why_moved.part"
    return say(part_code, days=part.days, cause=say(f"why_moved.{code}", **values))


def _scope(part: Part, evidence: Evidence) -> tuple[str, dict[str, Said]]:
    """Items that joined or left where more of them did than did not; else what is to come."""
    joined, left = evidence.joined, evidence.left
    if part.days > 0 and joined > left:
        return ("scope_grew" if left else "scope_joined"), {"joined": joined, "left": left}
    if part.days < 0 and left > joined:
        return ("scope_shrank" if joined else "scope_left"), {"joined": joined, "left": left}
    return ("scope_more" if part.days > 0 else "scope_less"), {}


def _speed(part: Part, evidence: Evidence) -> tuple[str, dict[str, Said]]:
    """The pace where it moved that way, too; else what the weeks behind it make likely."""
    was, now = evidence.pace
    is_other = say_figure(was) != say_figure(now)
    if is_other and (now < was) is (part.days > 0):
        return ("slower" if now < was else "faster"), {"was": was, "now": now}
    return ("speed_later" if part.days > 0 else "speed_earlier"), {}


def _progress(part: Part, evidence: Evidence) -> tuple[str, dict[str, Said]]:
    if part.days > 0:
        return "progress_later", {"finished": evidence.finished}
    if evidence.finished:
        return "progress_earlier", {"finished": evidence.finished}
    return "progress_none", {}


def _order(part: Part, evidence: Evidence) -> tuple[str, dict[str, Said]]:
    """What stands ahead where it grew or shrank that way, too."""
    was, now = evidence.ahead_items
    if was != now and (now > was) is (part.days > 0):
        return ("ahead_more" if now > was else "ahead_less"), {"was": was, "now": now}
    return ("ahead_later" if part.days > 0 else "ahead_earlier"), {}


def _calendar(_: Part, __: Evidence) -> tuple[str, dict[str, Said]]:
    return "calendar", {}


_CAUSES = {
    Factor.SCOPE: _scope,
    Factor.SPEED: _speed,
    Factor.PROGRESS: _progress,
    Factor.ORDER: _order,
    Factor.CALENDAR: _calendar,
}

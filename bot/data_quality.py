"""The data-quality report: what each source's data can carry, in figures and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.words.catalogue import say_note, say_plain
from bot.words.english import codes
from bot.words.escape import unescape
from planner.calendar import WorkCalendar
from planner.cut import inputs_at
from planner.data_quality import Finding, check_source
from planner.narrow import narrow_to
from planner.note import Note
from store.sources import SourceRow, load_issue_counts, load_sources
from store.timeline import load_timeline
from store.unknown_statuses import load_unknown_statuses

STALE_AFTER = timedelta(days=3)
_STATUSES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """One source with its findings, those to look at first."""

    source: str
    issues: int
    findings: tuple[Finding, ...]


def check_sources(
    session: Session, source: str | None, calendar: WorkCalendar, now: datetime
) -> list[Checked]:
    """Check one source, or all of them, as they are known at `now`.

    What an old export tells is judged as of its own last day: it cannot know of later ones.
    """
    timeline = load_timeline(session, now)
    checked, counts = [], load_issue_counts(session)
    for row in load_sources(session):
        if source in (None, row.name):
            mine = narrow_to(timeline, row.name)
            inputs = inputs_at(mine, min(row.fresh_at or now, now), calendar)
            found = [_freshness(row, now), *check_source(mine, inputs, row.name)]
            found += _statuses(session, row.name)
            found.sort(key=lambda finding: not finding.look)
            checked.append(Checked(row.name, counts.get(row.name, 0), tuple(found)))
    return checked


def finding_words(finding: Finding, today: date) -> tuple[str, str, str]:
    """Word a finding: the fact, what it means for forecasts, and what to do.

    The last two are empty where nobody has to look, or nothing can be done.
    """
    fact = unescape(say_note(finding.fact, today))
    means, to_do = (
        say_plain(f"{section}.{finding.check}")
        if finding.look and finding.check in codes(section)
        else ""
        for section in ("quality_means", "quality_do")
    )
    return fact, means, to_do


def _freshness(row: SourceRow, now: datetime) -> Finding:
    if row.fresh_at is None:
        return Finding(Note("quality.never_read"), look=True)
    days = (now - row.fresh_at).days
    code = "quality.stale" if now - row.fresh_at > STALE_AFTER else "quality.fresh"
    note = Note(code, {"days": days, "on": row.fresh_at.date().isoformat()})
    return Finding(note, look=code == "quality.stale")


def _statuses(session: Session, source: str) -> Sequence[Finding]:
    """Name the statuses that nobody could place, the commonest first."""
    names = load_unknown_statuses(session, source)
    if not names:
        return ()
    told = ", ".join(names[:_STATUSES_NAMED])
    return (Finding(Note("quality.unknown_names", {"names": told}), look=True),)

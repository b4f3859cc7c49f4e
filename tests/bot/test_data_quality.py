"""The data-quality report over a real database, in words."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from bot.data_quality import check_sources, finding_words
from bot.words.english import codes
from connectors.sync import sync_tracker
from planner import data_quality
from planner.calendar import WorkCalendar
from planner.category import Category
from planner.data_quality import Finding
from planner.note import Note
from tests.bot.answers import NOW, TODAY
from tests.bot.world import jira

Sessions = sessionmaker[Session]


def said(sessions: Sessions, days: int = 0) -> str:
    with sessions() as session:
        checked = check_sources(session, "jira", WorkCalendar(), NOW + timedelta(days=days))
    return "\n".join(
        words for one in checked for f in one.findings for words in finding_words(f, TODAY)
    )


def test_every_source_is_checked_those_to_look_at_first(company: Sessions) -> None:
    with company() as session:
        checked = check_sources(session, None, WorkCalendar(), NOW)
    assert [one.source for one in checked] == ["jira", "linear"]
    for one in checked:
        looks = [finding.look for finding in one.findings]
        assert looks == sorted(looks, reverse=True)


def test_a_finding_says_what_it_means_and_what_to_do(company: Sessions) -> None:
    words = said(company)
    assert "never seen in progress" in words
    assert "What is half done is taken for not begun." in words
    assert "Move issues to a status in progress" in words
    assert "Data up to Sun 22 Nov" in words


def test_what_is_fine_is_told_in_one_line() -> None:
    fine = Finding(Note("quality.reopened", {"items": 1, "percent": 2}), look=False)
    assert finding_words(fine, TODAY) == (
        "1 item was opened again after being done (2%)",
        "",
        "",
    )


def test_data_that_nobody_has_read_for_days_is_stale(company: Sessions) -> None:
    assert "Data up to Sun 22 Nov, 9 days ago" in said(company, days=9)


def test_statuses_without_a_meaning_are_named(company: Sessions) -> None:
    tracker = jira()
    odd = replace(tracker.issues[0], status="Limbo", category=Category.UNKNOWN, events=())
    changed = replace(tracker, issues=(odd, *tracker.issues[1:]))
    sync_tracker(changed, company, now=lambda: NOW, full=True)
    assert "Statuses without a meaning: Limbo" in said(company)


def test_every_check_of_the_planner_has_its_words() -> None:
    source = Path(data_quality.__file__).read_text(encoding="utf-8")
    made = set(re.findall(r'_finding\(\s*"(\w+)"', source))
    made |= set(re.findall(r'"(\w+)" if \w+ else "\w+"', source))
    made |= set(re.findall(r'"\w+" if [^"]+ else "(\w+)"', source))
    assert len(made) > 12
    assert made <= codes("quality")
    assert codes("quality_means") | codes("quality_do") <= codes("quality")

"""Launches by hand: issues, facts, words and votes, with a Monday as today."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.inputs import Item
from planner.launch.evidence import Facts, Issue
from planner.launch.functions import USUAL
from planner.launch.gates import USUAL_GATES, Gate, LaunchRules, find_gate
from planner.launch.readiness import GateWord, Word
from planner.launch.votes import Verdict, Vote

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
RULES = LaunchRules(USUAL)
SOON, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=56)


def an_issue(key: str = "S-1", *, done: bool = False, **told: Any) -> Issue:
    category = Category.DONE if done else Category.TODO
    about = {name: told.pop(name) for name in ("labels", "priority", "severity") if name in told}
    item = Item(
        key=key,
        title=f"Title of {key}",
        url=None,
        type="Story",
        team="s:team",
        category=category,
        created_at=NOW,
        started_at=None,
        finished_at=None,
        points=None,
        assignee=None,
        restricted=False,
    )
    return Issue(replace(item, **told), **about)


def facts(*issues: Issue, **told: Any) -> Facts:
    """What is known of a release of which the launch is eight weeks ahead."""
    plain: dict[str, Any] = {
        "anchor": LATER,
        "committed_on": LATER,
        "p85": LATER,
    }
    return Facts(TODAY, WorkCalendar(), tuple(issues), **(plain | told))


def usual(slug: str) -> Gate:
    gate = find_gate(USUAL_GATES, slug)
    assert gate is not None
    return gate


def said(gate: str, word: Word, evidence: str | None = None) -> GateWord:
    reason = "agreed with Mia" if word is Word.WAIVED else None
    return GateWord(gate, word, "U1", NOW, evidence, reason)


def voted(function: str, verdict: Verdict = Verdict.APPROVE, **told: Any) -> Vote:
    return Vote(function, "U1", verdict, NOW, **told)


def by_function(votes: Iterable[Vote]) -> dict[str, Vote]:
    return {vote.function: vote for vote in votes}

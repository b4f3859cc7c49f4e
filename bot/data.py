"""Answers as plain JSON, for programs that ask."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.setting.fields import plain
from bot.views.asked import Asked
from bot.views.record import record_groups
from bot.words.catalogue import say_note
from bot.words.days import say_likelihood
from bot.words.escape import unescape
from planner.answer import (
    LIKELY_AT_LEAST,
    LIKELY_AT_MOST,
    PERCENTILES,
    Answer,
    Refusal,
    ReleaseForecast,
    Shipped,
)
from planner.inputs import Item, Scope
from planner.note import Note
from planner.record import Coverage, TrackRecord, Vote, coverage
from store.directory import ReleaseName

Json = dict[str, Any]


def answer_data(answer: Answer, asked: Asked) -> Json:
    """Give an answer with its dates as ISO text, the same at every door.

    `days` count from `today`; null is beyond the horizon. Restricted issues are counted, never
    named.
    """
    scope, fresh_at = answer.scope, asked.fresh_at or answer.data_as_of
    common: Json = {
        "release": {
            "id": scope.release.id,
            "name": scope.release.name,
            "sources": list(scope.release.sources),
        },
        "today": answer.today.isoformat(),
        "as_of": scope.as_of.isoformat(),
        "data_as_of": None if fresh_at is None else fresh_at.isoformat(),
        "due_on": _iso(scope.due_on),
        "open_items": len(scope.open_items),
        "done_items": len(scope.done_items),
        "counted": [item.key for item in scope.items if not item.restricted],
        "scope": scope_data(scope),
    }
    if asked.said is not None and asked.said.says_more:
        common["said"] = plain(asked.said)
    if isinstance(answer, Refusal):
        return {"kind": "refusal", **common, **_refusal(answer)}
    if isinstance(answer, Shipped):
        return {"kind": "shipped", **common, "shipped_on": _iso(answer.on)}
    return {"kind": "forecast", **common, **_forecast(answer, asked)}


def scope_data(scope: Scope) -> Json:
    """Give the counts, and the issues that everybody may see."""
    return {
        "items": len(scope.items),
        "done": len(scope.done_items),
        "left": len(scope.open_items),
        "private": sum(item.restricted for item in scope.items),
        "counted": [_item(item) for item in scope.items if not item.restricted],
        "left_out": [
            {"key": out.key, "title": out.title, "reason": out.reason}
            for out in scope.left_out
            if not out.restricted
        ],
    }


def name_data(name: ReleaseName) -> Json:
    return {"id": name.id, "name": name.name, "sources": list(name.sources)}


def names_data(kind: str, asked: str, names: Sequence[ReleaseName]) -> Json:
    return {"kind": kind, "asked": asked, "releases": [name_data(name) for name in names]}


def likelihood_data(likelihood: float, by: date) -> Json:
    """Give a likelihood as it is said: a figure that is never certain, and its words."""
    capped = min(max(likelihood, LIKELY_AT_LEAST), LIKELY_AT_MOST)
    words = say_likelihood(likelihood)
    return {"by": by.isoformat(), "likelihood": round(capped, 4), "words": words}


def record_data(record: TrackRecord) -> Json:
    return {"whose": str(record.whose), "p85": coverage_data(record.p85)}


def coverage_data(counted: Coverage) -> Json:
    """Give the share of dates that came true; null where there are none to count."""
    return {
        "votes": counted.votes,
        "came_true": counted.came_true,
        "share": round(counted.share, 4) if counted.votes else None,
        "low": round(counted.low, 4),
        "high": round(counted.high, 4),
    }


def track_data(
    votes: Sequence[Vote], team_names: Mapping[str, str], rehearsed: Sequence[Vote]
) -> Json:
    """Give what every percentile was worth, for all and by source and team, and each release."""
    groups = record_groups(votes, team_names)
    return {
        "kind": "record",
        "groups": [{"name": name, **_coverages(mine)} for name, mine in groups],
        "releases": [_vote(vote) for vote in votes],
        "rehearsed": {**_coverages(rehearsed), "releases": [_vote(vote) for vote in rehearsed]},
    }


def _coverages(votes: Sequence[Vote]) -> Json:
    return {f"p{each}": coverage_data(coverage(votes, each)) for each in PERCENTILES}


def _vote(vote: Vote) -> Json:
    return {
        "id": vote.release_id,
        "name": vote.name,
        "stated_on": vote.stated_on.isoformat(),
        "dates": {f"p{each}": _iso(vote.stated(each)) for each in PERCENTILES},
        "shipped_on": vote.shipped_on.isoformat(),
        "came_true": {f"p{each}": vote.came_true(each) for each in PERCENTILES},
    }


def _forecast(forecast: ReleaseForecast, asked: Asked) -> Json:
    pace = forecast.pace
    return {
        "health": str(forecast.health),
        "is_complete": forecast.scope.is_complete,
        "percentiles": {f"p{each}": _iso(_percentile(forecast, each)) for each in PERCENTILES},
        "days": {f"p{each}": _days(forecast, each) for each in PERCENTILES},
        "by": _likely(forecast, asked.by),
        "due": _likely(forecast, forecast.scope.due_on),
        "pace": {
            "team_items_a_week": round(pace.team_items, 2),
            "release_items_a_week": round(pace.release_items, 2),
            "scope_change_items_a_week": round(pace.scope_change_items, 2),
            "weeks": pace.weeks,
        },
        "flows": [asdict(flow) for flow in forecast.flows],
        "sprints": None if forecast.sprint_window is None else list(forecast.sprint_window),
        "assumptions": [_note(note, forecast.today) for note in forecast.assumptions],
        "track_record": None if asked.record is None else record_data(asked.record),
        "seed": forecast.seed,
        "inputs_hash": forecast.inputs_hash,
    }


def _percentile(forecast: ReleaseForecast, percent: int) -> date | None:
    """Give a percentile; None beyond the horizon, or with nothing left.

    Where everything is done only the release itself is awaited, and no trial tells when it comes.
    """
    return forecast.percentile(percent) if not forecast.scope.is_complete else None


def _days(forecast: ReleaseForecast, percent: int) -> int | None:
    day = _percentile(forecast, percent)
    return None if day is None else (day - forecast.today).days


def _likely(forecast: ReleaseForecast, by: date | None) -> Json | None:
    if by is None or forecast.scope.is_complete:
        return None
    return likelihood_data(forecast.likelihood(by), by)


def _refusal(refusal: Refusal) -> Json:
    reference = refusal.reference
    return {
        "reason": _note(refusal.reason, refusal.today),
        "way_out": _note(refusal.way_out, refusal.today),
        "reference": None if reference is None else _note(reference, refusal.today),
    }


def _note(note: Note, today: date) -> Json:
    said = unescape(say_note(note, today))
    return {"code": note.code, "values": dict(note.values), "words": said}


def _item(item: Item) -> Json:
    return {
        "key": item.key,
        "title": item.title,
        "url": item.url,
        "category": str(item.category),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

"""A person who is erased is nowhere any more, and no sync brings the name back."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import numpy as np
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.forgetting import forget_person
from connectors.http import Http
from connectors.limiter import Limiter
from connectors.renormalising import renormalise
from connectors.sync import sync_tracker
from planner.plan import forecast_plan
from planner.seed import fingerprint
from planner.snapshot import snapshot_of
from store.audit import load_audit
from store.engine import make_engine, make_sessions, upgrade
from store.forecasts import load_inputs, load_snapshots, save_plan
from store.tables import audit, issue, metadata, post, raw_payload, sync_run
from tests.connectors.far import payloads
from tests.connectors.far.server import answer
from tests.connectors.far.tracker import FarTracker
from tests.connectors.snapshot import take_snapshot
from tests.store.plans import some_inputs

Sessions = sessionmaker[Session]
ISSUES = 120
NOW = payloads.updated_at(ISSUES + 2000)
NAME, ID = "Person 7", "u7"


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    engine = make_engine(str(tmp_path / "people.db"))
    upgrade(engine)
    yield make_sessions(engine)
    engine.dispose()


@pytest.fixture
def tracker(sessions: Sessions) -> Iterator[FarTracker]:
    """Give a tracker that was synced once."""

    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=answer(str(request.url), request.read(), ISSUES))

    transport = httpx.MockTransport(handle)
    with httpx.Client(base_url="http://far.example.org", transport=transport) as client:
        tracker = FarTracker(Http(client, Limiter(10_000)))
        sync_tracker(tracker, sessions, now=lambda: NOW)
        yield tracker


def everything(sessions: Sessions) -> str:
    """Give all that is stored as one text, payloads unpacked."""
    with sessions() as session:
        bodies = session.scalars(select(raw_payload.c.body))
        sent = "\n".join(zlib.decompress(body).decode() for body in bodies)
        tables = (table for table in metadata.sorted_tables if table is not raw_payload)
        rows = "\n".join(repr(row) for table in tables for row in session.execute(select(table)))
    return sent + rows


def names_in(text: str) -> set[str]:
    return {told for told in (NAME, ID) if f"'{told}'" in text or f'"{told}"' in text}


@pytest.mark.parametrize("name", [NAME, "person 7", ID])
@pytest.mark.usefixtures("tracker")
def test_the_name_and_the_id_are_nowhere_any_more(sessions: Sessions, name: str) -> None:
    assert names_in(everything(sessions)) == {NAME, ID}
    erased = forget_person(sessions, name, NOW, "the operator")
    assert names_in(everything(sessions)) == set()
    assert (erased.names, erased.titles) == (2 if name != "person 7" else 3, ())
    assert 0 < erased.issues < erased.changes
    assert erased.pseudonym in everything(sessions)


@pytest.mark.parametrize("full", [False, True])
def test_no_sync_brings_the_name_back(
    tracker: FarTracker, sessions: Sessions, *, full: bool
) -> None:
    forget_person(sessions, NAME, NOW, "the operator")
    later = NOW + timedelta(days=3)
    sync_tracker(tracker, sessions, now=lambda: later, full=full, census=True)
    renormalise(tracker, sessions, now=lambda: later)
    assert names_in(everything(sessions)) == set()
    before = take_snapshot(sessions)
    assert sync_tracker(tracker, sessions, now=lambda: later, full=full).changed == 0
    assert take_snapshot(sessions) == before


@pytest.mark.usefixtures("tracker")
def test_the_same_person_again_keeps_the_pseudonym(sessions: Sessions) -> None:
    first = forget_person(sessions, NAME, NOW, "the operator")
    again = forget_person(sessions, ID, NOW, "the operator")
    assert again.pseudonym == first.pseudonym
    assert again.places == 0


@pytest.mark.usefixtures("tracker")
def test_a_rehearsal_counts_the_same_and_writes_nothing(sessions: Sessions) -> None:
    before = take_snapshot(sessions)
    told = forget_person(sessions, NAME, NOW, "the operator", dry_run=True)
    assert take_snapshot(sessions) == before
    done = forget_person(sessions, NAME, NOW, "the operator")
    assert replace(told, pseudonym="") == replace(done, pseudonym="")


@pytest.mark.usefixtures("tracker")
def test_who_did_it_is_kept_and_not_who_it_was(sessions: Sessions) -> None:
    erased = forget_person(sessions, NAME, NOW, "the operator")
    with sessions() as session:
        (row,) = load_audit(session)
    assert (row.at, row.actor, row.action) == (NOW, "the operator", "forget_person")
    assert row.subject == f"person:{erased.pseudonym}"
    assert row.after == erased.counts


@pytest.mark.usefixtures("tracker")
def test_titles_that_name_the_person_are_told_of(sessions: Sessions) -> None:
    with sessions.begin() as session:
        named = issue.update().where(issue.c.key == "FAR-3").values(title="What person 7 asked")
        session.execute(named)
    assert forget_person(sessions, NAME, NOW, "the operator").titles == ("FAR-3",)


@pytest.mark.usefixtures("tracker")
def test_a_name_that_nobody_has_leaves_no_audit(sessions: Sessions) -> None:
    assert forget_person(sessions, "Nobody Here", NOW, "the operator").places == 0
    with sessions() as session:
        assert session.execute(select(audit)).all() == []


def test_what_a_forecast_was_made_from_forgets_and_can_be_made_again(sessions: Sessions) -> None:
    inputs = some_inputs()
    scope = inputs.releases[0]
    mine = tuple(replace(item, assignee="Ada Byron") for item in scope.items)
    inputs = replace(inputs, releases=(replace(scope, items=mine), *inputs.releases[1:]))
    plan = forecast_plan(inputs, np.random.default_rng(1))
    told = [snapshot_of(one, NOW, "v1", plan.seed, plan.inputs_hash) for one in plan.answers]
    with sessions.begin() as session:
        save_plan(session, told, inputs)
    erased = forget_person(sessions, "ada byron", NOW, "the operator")
    assert erased.forecasts == 1
    with sessions() as session:
        (seen, *_) = load_snapshots(session, "v1")
        kept = load_inputs(session, seen.inputs_hash)
    assert seen.inputs_hash == fingerprint(kept) != plan.inputs_hash
    assert {item.assignee for item in kept.releases[0].items} == {erased.pseudonym}


@pytest.mark.usefixtures("tracker")
def test_sentences_forget_too(sessions: Sessions) -> None:
    said = {"state": "sent", "attempts": 1, "not_before": NOW, "created_at": NOW}
    words = {"text": "Ask Person 7.", "blocks": [{"text": {"text": "Ask Person 7."}}]}
    where = {"dedupe_key": "1", "workspace": "T1", "channel": "C1", "kind": "digest"}
    with sessions.begin() as session:
        session.execute(post.insert().values({**said, **words, **where}))
        session.execute(sync_run.update().values(warnings=["Person 7 is odd."]))
    erased = forget_person(sessions, NAME, NOW, "the operator")
    assert erased.sentences == 3
    assert names_in(everything(sessions)) == set()
    assert "Person 7." not in everything(sessions)

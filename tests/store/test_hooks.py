"""Deliveries of webhooks are taken once; marks stay until what they hint at is stored."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from store.engine import make_sessions
from store.hooks import (
    Mark,
    forget_deliveries,
    load_marked_sources,
    load_marks,
    remove_marks,
    take_delivery,
)
from tests.store.samples import day

SOON = timedelta(seconds=1)
MANY = 100
LATE = day(9)


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def marked(session: Session, source: str = "shop", until: datetime = LATE) -> list[str]:
    return [mark.ext_id for mark in load_marks(session, source, until, MANY)]


def test_a_delivery_is_known_by_any_of_its_keys(either: Session) -> None:
    assert take_delivery(either, "shop", ["id:1", "body:a"], ["10"], day(1))
    assert not take_delivery(either, "shop", ["id:1", "body:b"], ["11"], day(1))
    assert not take_delivery(either, "shop", ["id:2", "body:a"], ["12"], day(1))
    assert marked(either) == ["10"]


def test_sources_do_not_know_each_others_deliveries(either: Session) -> None:
    assert take_delivery(either, "shop", ["id:1"], ["10"], day(1))
    assert take_delivery(either, "apps", ["id:1"], [], day(1))
    assert load_marked_sources(either) == {"shop"}


def test_a_burst_about_one_issue_is_one_mark(either: Session) -> None:
    for number in range(9):
        take_delivery(either, "shop", [f"id:{number}"], ["10", "10"], day(1) + number * SOON)
    assert load_marks(either, "shop", day(9), MANY) == (Mark("shop", "10", day(1) + 8 * SOON),)


def test_the_oldest_marks_come_first_and_none_that_is_newer_than_asked(either: Session) -> None:
    for number, ext_id in enumerate(["12", "10", "11"]):
        take_delivery(either, "shop", [f"id:{number}"], [ext_id], day(number + 1))
    assert marked(either) == ["12", "10", "11"]
    assert marked(either, until=day(2)) == ["12", "10"]
    assert len(load_marks(either, "shop", day(9), 1)) == 1


def test_a_mark_set_anew_is_not_removed(either: Session) -> None:
    take_delivery(either, "shop", ["id:1"], ["10", "11"], day(1))
    seen = load_marks(either, "shop", day(1), MANY)
    take_delivery(either, "shop", ["id:2"], ["11"], day(1) + SOON)
    remove_marks(either, seen)
    assert marked(either) == ["11"]


def test_old_deliveries_are_forgotten_and_then_unknown(either: Session) -> None:
    take_delivery(either, "shop", ["id:1"], ["10"], day(1))
    take_delivery(either, "shop", ["id:2"], [], day(3))
    assert forget_deliveries(either, day(2)) == 1
    assert not take_delivery(either, "shop", ["id:2"], [], day(3))
    assert take_delivery(either, "shop", ["id:1"], [], day(3))

"""Dates set in Linear: what was shown is checked before, and what is there after."""

from datetime import date

import pytest

from connectors.linear.options import LinearOptions
from connectors.linear.writer import LinearWriter
from connectors.tracker import FatalError
from connectors.writer import ChangedMeanwhileError
from tests.connectors.linear.scene import BETA, SHOP, SPRING
from tests.connectors.linear.server import KEY, Linear

DAY = date(2026, 7, 14)
KINDS = [("project", "projects", SHOP), ("milestone", "milestones", BETA)]
KINDS += [("release", "releases", SPRING)]


def make_writer(linear: Linear) -> LinearWriter:
    return LinearWriter(LinearOptions("acme", linear.url, KEY, writes=True))


@pytest.mark.parametrize(("kind", "table", "ext_id"), KINDS)
def test_a_date_is_set_and_read_back(kind: str, table: str, ext_id: str, linear: Linear) -> None:
    writer = make_writer(linear)
    target = writer.fetch_target(kind, ext_id)
    assert target.due_on is not None
    assert target.url is not None
    assert writer.set_due(target, DAY).due_on == DAY
    assert linear.world.row(table, ext_id)["targetDate"] == "2026-07-14"


def test_a_quarter_becomes_a_day(linear: Linear) -> None:
    writer = make_writer(linear)
    target = writer.fetch_target("project", SHOP)
    assert target.due_on == date(2026, 6, 30)
    writer.set_due(target, DAY)
    assert linear.world.row("projects", SHOP)["targetDateResolution"] is None


def test_a_date_that_somebody_else_has_set_meanwhile_stays(linear: Linear) -> None:
    writer = make_writer(linear)
    target = writer.fetch_target("release", SPRING)
    linear.world.row("releases", SPRING)["targetDate"] = None
    with pytest.raises(ChangedMeanwhileError, match=r"no longer due 2026-05-04 .*without a date"):
        writer.set_due(target, DAY)
    assert linear.world.row("releases", SPRING)["targetDate"] is None


def test_a_date_that_does_not_stay_is_told(linear: Linear) -> None:
    writer = make_writer(linear)
    target = writer.fetch_target("release", SPRING)
    linear.world.overwritten = {"targetDate": "2026-12-24"}
    with pytest.raises(FatalError, match="has 2026-12-24 as the date of Spring"):
        writer.set_due(target, DAY)


def test_what_is_not_there_is_told(linear: Linear) -> None:
    with pytest.raises(FatalError, match="no such thing"):
        make_writer(linear).fetch_target("project", "project-none")


def test_a_kind_that_has_no_date_is_told(linear: Linear) -> None:
    with pytest.raises(FatalError, match="no date to set for a version"):
        make_writer(linear).fetch_target("version", "1")

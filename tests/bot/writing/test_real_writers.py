"""The desk in front of the writers of Jira and Linear, each over a server that stands for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.writing.desk import WritingDesk
from bot.writing.proposal import Offer
from bot.writing.trace import Actor, Wish
from connectors.jira.writer import JiraWriter
from connectors.linear.options import LinearOptions
from connectors.linear.writer import LinearWriter
from connectors.tracker import FatalError
from connectors.writer import ChangedMeanwhileError, Writer
from store.audit import load_audit
from store.directory import ReleaseName
from tests.bot.answers import NOW, TODAY
from tests.connectors.jira.classic import data_center
from tests.connectors.jira.cloud import cloud
from tests.connectors.jira.shop import shop
from tests.connectors.linear.scene import BETA, SHOP, SPRING, make_world
from tests.connectors.linear.server import KEY, serving

NEW = date(2027, 1, 8)
Sessions = sessionmaker[Session]


@contextmanager
def jira_cloud() -> Iterator[Writer]:
    with cloud(shop()) as site:
        yield JiraWriter(site.options())


@contextmanager
def jira_data_center() -> Iterator[Writer]:
    with data_center(shop()) as site:
        yield JiraWriter(site.options())


@contextmanager
def linear() -> Iterator[Writer]:
    with serving(make_world()) as running:
        yield LinearWriter(LinearOptions("shop", url=running.url, token=KEY, writes=True))


def release(kind: str, ext_id: str) -> ReleaseName:
    return ReleaseName(
        f"shop:{ext_id}",
        "2.4",
        (),
        kind,
        ("shop",),
        is_released=False,
        released_on=None,
        covered_by=None,
    )


@pytest.mark.parametrize(
    ("tracker", "kind", "ext_id"),
    [
        (jira_cloud, "version", "300"),
        (jira_data_center, "version", "300"),
        (linear, "project", SHOP),
        (linear, "milestone", BETA),
        (linear, "release", SPRING),
    ],
)
def test_a_date_is_seen_written_and_seen_again(
    tracker: object, kind: str, ext_id: str, nobody: Sessions
) -> None:
    assert callable(tracker)
    with tracker() as writer:
        desk = WritingDesk(nobody, {"shop": writer}, lambda: NOW)
        before = desk.look(release(kind, ext_id), None, TODAY)
        wish = Wish(before, Offer(NEW), Actor("T1", "U01"), "n1")
        assert desk.write(wish).due_on == NEW
        assert desk.look(release(kind, ext_id), None, TODAY).target.due_on == NEW
        # Who looked before somebody else wrote, writes nothing.
        with pytest.raises(ChangedMeanwhileError):
            desk.write(Wish(before, Offer(date(2027, 2, 1)), Actor("T1", "U02"), "n2"))
        assert desk.look(release(kind, ext_id), None, TODAY).target.due_on == NEW
    with nobody() as session:
        assert [row.action for row in load_audit(session)] == [
            "write_date",
            "write_date.done",
            "write_date",
            "write_date.changed",
        ]


@pytest.mark.parametrize("tracker", [jira_cloud, linear])
def test_a_kind_without_a_date_is_told(tracker: object, nobody: Sessions) -> None:
    assert callable(tracker)
    with tracker() as writer:
        desk = WritingDesk(nobody, {"shop": writer}, lambda: NOW)
        with pytest.raises(FatalError, match="date"):
            desk.look(release("epic", "1"), None, TODAY)

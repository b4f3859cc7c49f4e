"""Every tracker keeps the promises of contract.py, and can be synced without harm."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from connectors.demo.tracker import demo_trackers
from connectors.files.tracker import FilesTracker
from connectors.jira.tracker import JiraTracker
from connectors.sync import sync_tracker
from connectors.tracker import Tracker
from store.issues import load_stamps
from store.sources import load_issue_counts, load_sources
from tests.connectors.contract import PROMISES, Make, Promise, issues_of
from tests.connectors.files.texts import FOLDER, JIRA, LINEAR, write_files
from tests.connectors.jira.classic import data_center
from tests.connectors.jira.cloud import cloud
from tests.connectors.jira.shop import shop
from tests.connectors.linear.scene import make_tracker as make_linear_tracker
from tests.connectors.linear.scene import make_world as make_linear_world
from tests.connectors.linear.server import serving as serving_linear
from tests.connectors.snapshot import take_snapshot

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FILES = {
    "a data folder": FOLDER,
    "an export of Jira": {"export.csv": JIRA},
    "an export of Linear": {"export.csv": LINEAR},
}
DEMO = ("the demo's Jira", "the demo's Linear")
JIRAS = {"Jira Cloud": cloud, "Jira Data Center": data_center}
A_LINEAR = "a local Linear"
TRACKERS = (*FILES, *DEMO, *JIRAS, A_LINEAR)


def make_demos() -> dict[str, Make]:
    """Make the demo's company twice, and give the two in turn: making one takes a while."""
    worlds = [demo_trackers(7, NOW) for _ in range(2)]
    makers: dict[str, Make] = {}
    for position, name in enumerate(DEMO):
        in_turn: Iterator[Tracker] = cycle([world[position] for world in worlds])
        makers[name] = partial(next, in_turn)
    return makers


@pytest.fixture(scope="session")
def makers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Make]]:
    makers = make_demos()
    for name, files in FILES.items():
        folder = write_files(tmp_path_factory.mktemp("files"), files)
        makers[name] = partial(FilesTracker, folder, "files")
    with ExitStack() as stack:
        for name, serve in JIRAS.items():
            site = stack.enter_context(serve(shop()))
            makers[name] = partial(JiraTracker, site.options())
        linear = stack.enter_context(serving_linear(make_linear_world()))
        makers[A_LINEAR] = partial(make_linear_tracker, linear)
        yield makers


@pytest.mark.parametrize("name", TRACKERS)
@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_every_tracker_keeps_its_promises(
    makers: dict[str, Make], name: str, promise: Promise
) -> None:
    promise(makers[name])


@pytest.mark.parametrize("full", [False, True], ids=["delta", "full"])
@pytest.mark.parametrize("name", TRACKERS)
def test_syncing_twice_changes_no_row(
    makers: dict[str, Make], name: str, full: bool, sessions: sessionmaker[Session]
) -> None:
    later = iter(datetime(2026, 3, 2, 12, minute, tzinfo=UTC) for minute in range(60))
    clock: Callable[[], datetime] = partial(next, later)
    first = sync_tracker(makers[name](), sessions, now=clock)
    before = take_snapshot(sessions)
    again = sync_tracker(makers[name](), sessions, now=clock, full=full)
    assert take_snapshot(sessions) == before
    assert first.changed == first.scanned > 0
    assert (again.changed, again.vanished, again.entities_changed) == (0, 0, 0)


@pytest.mark.parametrize("name", TRACKERS)
def test_a_sync_stores_every_issue_there_is(
    makers: dict[str, Make], name: str, sessions: sessionmaker[Session]
) -> None:
    sync_tracker(makers[name](), sessions, now=lambda: NOW)
    with sessions() as session:
        (source,) = load_sources(session)
        stored = load_stamps(session, source.id)
    assert stored == {issue.ext_id: issue.updated_at for issue in issues_of(makers[name]())}


def test_two_sources_with_the_same_keys_stay_apart(
    tmp_path: Path, sessions: sessionmaker[Session]
) -> None:
    write_files(tmp_path, FOLDER)
    for name in ("one", "two"):
        sync_tracker(FilesTracker(tmp_path, name), sessions, now=lambda: NOW)
    with sessions() as session:
        assert load_issue_counts(session) == {"one": 4, "two": 4}

"""Another mapping of a Jira needs no network: what was sent is read anew, and counts as read."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from connectors.jira.tracker import JiraTracker
from connectors.renormalising import renormalise
from planner.category import Category
from store.tables import issue
from tests.connectors.jira.cloud import cloud
from tests.connectors.jira.shop import shop
from tests.connectors.jira.syncing import SOON, sync
from tests.connectors.jira.test_sync import KINDS, Serve

Sessions = sessionmaker[Session]
A_WEEK = timedelta(days=7)
OTHER = {"to do": Category.DOING}


def categories(sessions: Sessions) -> set[str]:
    with sessions() as session:
        wanted = select(issue.c.category).where(issue.c.status == "To Do")
        return set(session.execute(wanted).scalars())


@KINDS
def test_a_status_that_means_something_else_is_read_anew_and_no_full_read_follows(
    serve: Serve, sessions: Sessions
) -> None:
    with serve(shop()) as site:
        everything = sync(site, sessions).fetched
        site.world.now += A_WEEK
        assert sync(site, sessions).fetched == everything  # from where the first one began
        assert categories(sessions) == {"todo"}
        tracker = JiraTracker(site.options(statuses=OTHER))
        at = site.world.now + site.ahead + timedelta(minutes=1)
        done = renormalise(tracker, sessions, now=lambda: at)
        assert done.changed > 0
        assert categories(sessions) == {"doing"}
        again = sync(site, sessions, later=SOON, statuses=OTHER)
        assert (again.changed, again.fetched) == (0, 0)


def test_another_query_is_read_in_full_all_the_same(sessions: Sessions) -> None:
    with cloud(shop()) as site:
        sync(site, sessions)
        site.world.now += A_WEEK
        sync(site, sessions)
        at = site.world.now + site.ahead + timedelta(minutes=1)
        renormalise(JiraTracker(site.options(projects=("SHOP",))), sessions, now=lambda: at)
        assert sync(site, sessions, later=SOON, projects=("SHOP",)).fetched == 5

"""What a site says about itself, read whole."""

from collections.abc import Iterator, Sequence

from jira import JIRA

from connectors.http import Http
from connectors.jira.boards import fetch_boards
from connectors.jira.facts import Facts, Row
from connectors.jira.judging import ForbiddenError
from connectors.jira.library import Library
from connectors.jira.options import JiraOptions
from connectors.jira.projects import fetch_projects
from connectors.jira.site import Site
from connectors.jira.startat import pages_of

_FIELDS_A_PAGE, _STATUSES_A_PAGE, _VERSIONS_A_PAGE = 50, 200, 50
_OF_FIELD = ("id", "name", "schema")
_OF_STATUS = ("id", "name", "statusCategory")
_OF_LINK = ("id", "name", "inward", "outward")


def fetch_ground(
    http: Http, library: Library, site: Site, options: JiraOptions
) -> tuple[Facts, tuple[str, ...]]:
    """Read what tells how issues are to be read: all but sprints and versions. With warnings."""
    projects = fetch_projects(http, site, options)
    boards, warnings = fetch_boards(http, library, options, projects)
    return Facts(
        fields=_distinct(_fields(http, library, site), _OF_FIELD),
        statuses=_distinct(_statuses(http, library, site), _OF_STATUS),
        link_types=_distinct(library.ask(_link_types), _OF_LINK),
        projects=projects,
        boards=boards,
    ), warnings


def fetch_versions(
    http: Http, library: Library, site: Site, projects: Sequence[Row]
) -> Iterator[Row]:
    """Walk the versions of projects, each with the key of its `project`."""
    for project in projects:
        key = str(project["key"])
        for row in _cloud_versions(http, key) if site.is_cloud else _versions(library, key):
            yield {**row, "project": key}


def _fields(http: Http, library: Library, site: Site) -> Iterator[Row]:
    """Ask both of Cloud's lists: neither has all fields."""
    yield from library.ask(lambda jira: jira.fields())
    if site.is_cloud:
        yield from pages_of(
            lambda at: http.get(
                "/rest/api/3/field/search", {"startAt": at, "maxResults": _FIELDS_A_PAGE}
            )
        )


def _statuses(http: Http, library: Library, site: Site) -> Iterator[Row]:
    """Ask for all statuses, those of team-managed projects too.

    The second list is for administrators alone; an account that only reads gets the first.
    """
    yield from library.ask(lambda jira: [one.raw for one in jira.statuses()])
    if site.is_cloud:
        try:
            yield from pages_of(
                lambda at: http.get(
                    "/rest/api/3/statuses/search", {"startAt": at, "maxResults": _STATUSES_A_PAGE}
                )
            )
        except ForbiddenError:
            return


def _link_types(jira: JIRA) -> list[Row]:
    return [one.raw for one in jira.issue_link_types()]


def _versions(library: Library, project: str) -> list[Row]:
    return library.ask(lambda jira: [one.raw for one in jira.project_versions(project)])


def _cloud_versions(http: Http, project: str) -> Iterator[Row]:
    """Walk them in pages: the library asks for all at once, and old projects have thousands."""
    return pages_of(
        lambda at: http.get(
            f"/rest/api/3/project/{project}/version",
            {"startAt": at, "maxResults": _VERSIONS_A_PAGE},
        )
    )


def _distinct(rows: Iterator[Row] | list[Row], keys: Sequence[str]) -> tuple[Row, ...]:
    """Keep what is read of each, once, as it was told first."""
    kept: dict[str, Row] = {}
    for row in rows:
        kept.setdefault(str(row.get("id")), {key: row.get(key) for key in keys})
    return tuple(kept.values())

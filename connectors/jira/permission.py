"""Whether the account may set the dates of versions: that takes Administer Projects."""

from collections.abc import Iterator, Sequence

from connectors.http import Http
from connectors.jira.facts import Row
from connectors.jira.judging import AbsentError
from connectors.jira.library import Library
from connectors.jira.options import JiraOptions
from connectors.jira.projects import fetch_projects
from connectors.jira.scope import PROJECTS_A_QUERY
from connectors.jira.site import Site
from connectors.jira.startat import pages_of

_ADMINISTER = "ADMINISTER_PROJECTS"


def fetch_missing_permission(
    http: Http, lib: Library, site: Site, options: JiraOptions
) -> str | None:
    """Say in which projects of the settings no date could be set; None where in all of them.

    A source of all projects is only told where there is none.
    """
    keys = [str(row["key"]) for row in fetch_projects(http, site, options)]
    may = set(_editable(http, keys) if site.is_cloud else _administered(lib, keys))
    missing = [key for key in keys if key not in may]
    if not missing or (may and not options.projects):
        return None
    who = options.user or "the token's account"
    return f"{who} lacks Administer Projects in {', '.join(missing[:5])}: no date can be set there"


def _editable(http: Http, keys: Sequence[str]) -> Iterator[str]:
    """Give the projects whose versions may be changed, by what Cloud's search calls `edit`."""
    for start in range(0, len(keys), PROJECTS_A_QUERY):
        asked = {"action": "edit", "keys": list(keys[start : start + PROJECTS_A_QUERY])}
        rows: Iterator[Row] = pages_of(
            lambda at, asked=asked: http.get(  # type: ignore[misc]
                "/rest/api/3/project/search", {**asked, "startAt": at, "maxResults": 50}
            )
        )
        yield from (str(row["key"]) for row in rows)


def _administered(lib: Library, keys: Sequence[str]) -> Iterator[str]:
    """Give the projects that the account administers; all, where an old Jira does not tell."""
    for key in keys:
        try:
            told = lib.ask(lambda jira, key=key: jira.my_permissions(projectKey=key))  # type: ignore[misc]
        except AbsentError:
            yield from keys
            return
        if told["permissions"].get(_ADMINISTER, {"havePermission": True})["havePermission"]:
            yield key

"""The projects of a source, checked: one that cannot be seen is an error, not zero issues."""

from collections.abc import Iterator

from connectors.http import Http
from connectors.jira.facts import Row
from connectors.jira.options import JiraOptions
from connectors.jira.scope import PROJECTS_A_QUERY
from connectors.jira.site import Site
from connectors.jira.startat import pages_of
from connectors.tracker import FatalError

_A_PAGE = 50
_KEPT = ("id", "key", "name")


def fetch_projects(http: Http, site: Site, options: JiraOptions) -> tuple[Row, ...]:
    """Give the projects that the settings name, or all that the account may see.

    Raises:
        FatalError: a project of the settings is not among those, or there is none at all.
    """
    found = [
        {key: row.get(key) for key in _KEPT}
        for row in (_cloud(http, options) if site.is_cloud else _classic(http))
    ]
    if not options.projects:
        if found:
            return tuple(found)
        raise FatalError(
            f"{http.host} shows no project to {_who(options)}. Give it the permission Browse "
            "Projects."
        )
    by_name = {str(row[key]).casefold(): row for key in ("name", "id", "key") for row in found}
    missing = [name for name in options.projects if name.casefold() not in by_name]
    if missing:
        raise FatalError(
            f"{http.host} has no project {', '.join(missing)} that {_who(options)} may see. Mend "
            "`projects` of the source (keys like SHOP), or give the permission Browse Projects."
        )
    chosen = (by_name[name.casefold()] for name in options.projects)
    return tuple({row["id"]: row for row in chosen}.values())


def _cloud(http: Http, options: JiraOptions) -> Iterator[Row]:
    asked = options.projects
    for start in range(0, max(len(asked), 1), PROJECTS_A_QUERY):
        keys = asked[start : start + PROJECTS_A_QUERY]
        named = {"keys": [key.upper() for key in keys]} if keys else {}
        yield from pages_of(
            lambda at, named=named: http.get(  # type: ignore[misc]
                "/rest/api/3/project/search", {**named, "startAt": at, "maxResults": _A_PAGE}
            )
        )


def _classic(http: Http) -> Iterator[Row]:
    yield from http.get("/rest/api/2/project")


def _who(options: JiraOptions) -> str:
    return "everybody" if options.anonymous else options.user or "the token's account"

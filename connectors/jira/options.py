"""What a Jira source is told: where it is, who asks, and what is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.category import Category

GATEWAY = "https://api.atlassian.com"


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Fields by name or id, where discovery would find the wrong ones or none."""

    points: str | None = None
    sprint: str | None = None
    epic: str | None = None
    rank: str | None = None
    severity: str | None = None
    team: str | None = None


@dataclass(frozen=True, slots=True)
class JiraOptions:
    """One Jira source. `token` is a secret and shows in no text of this.

    With `user` the token is an API token (basic authentication), without one a personal access
    token or an OAuth token (bearer). `cloud_id` sends everything through Atlassian's gateway,
    as scoped and OAuth tokens need it. `statuses` says what statuses mean, by name. `per_second`
    is the pace of all requests together. Data Center shows no rows of a search behind `window`.
    """

    name: str
    url: str
    projects: tuple[str, ...] = ()
    jql: str | None = None
    user: str | None = None
    token: str | None = field(default=None, repr=False)
    anonymous: bool = False
    cloud_id: str | None = None
    fields: FieldNames = FieldNames()
    statuses: Mapping[str, Category] = field(default_factory=dict)
    show_restricted: bool = False
    ca_file: Path | None = None
    per_second: float = 20.0
    timeout_seconds: float = 30.0
    gateway: str = GATEWAY
    window: int = 10_000

    @property
    def server(self) -> str:
        """Give the address that requests go to, without a slash at its end."""
        if self.cloud_id:
            return f"{self.gateway}/ex/jira/{self.cloud_id}"
        return self.url.rstrip("/")

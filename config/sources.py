"""Where issues come from: what can be said of each kind of source."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator

from config.strict import Strict, Zone

Name = Annotated[str, Field(min_length=1)]
Category = Literal["todo", "doing", "done", "canceled"]


def _tracker_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("an address like https://example.atlassian.net")
    if parts.username or parts.password:
        raise ValueError("an address without a user and password: these go to the environment")
    return url.rstrip("/")


def _names(value: Any) -> Any:
    return value.replace(",", " ").split() if isinstance(value, str) else value


Address = Annotated[str, AfterValidator(_tracker_address)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_names)]
Statuses = dict[str, Category]


class FilesSource(Strict):
    """A folder of CSV files. A relative path is seen from the settings file."""

    kind: Literal["files"]
    name: Name
    path: Path
    statuses: Statuses = Field(default_factory=dict)
    zone: Zone = "UTC"


class DemoSource(Strict):
    """The built-in company that does not exist; it brings two trackers of its own names."""

    kind: Literal["demo"]
    name: Name = "demo"
    seed: int = 1


class JiraFields(Strict):
    """Fields by name or id, where discovery finds the wrong ones or none."""

    points: Name | None = None
    sprint: Name | None = None
    epic: Name | None = None
    rank: Name | None = None
    severity: Name | None = None
    team: Name | None = None


class JiraSource(Strict):
    """A Jira, Cloud or Data Center. The token is a secret: `SHIPCAST_SOURCE_<NAME>_TOKEN`.

    With `user` (an e-mail address) the token is an API token, without one a personal access token
    or an OAuth token; `cloud_id` is for scoped and OAuth tokens, which speak to api.atlassian.com.
    """

    kind: Literal["jira"]
    name: Name
    url: Address
    projects: Names = ()
    jql: Name | None = None
    user: Name | None = None
    token: SecretStr | None = None
    anonymous: bool = False
    cloud_id: Name | None = None
    fields: JiraFields = JiraFields()
    statuses: Statuses = Field(default_factory=dict)
    show_restricted: bool = False
    ca_file: Path | None = None
    writeback: bool = False
    webhook_secret: SecretStr | None = None

    @model_validator(mode="after")
    def _says_who_asks(self) -> "JiraSource":
        if self.anonymous and (self.user or self.token):
            raise ValueError("either `anonymous: true` or a user and token, not both")
        return self


class LinearSource(Strict):
    """A Linear workspace. The key is a secret: `SHIPCAST_SOURCE_<NAME>_TOKEN`.

    A personal key (`lin_api_…`) or an OAuth access token. `releases` are the kinds of things that
    count as one.
    """

    kind: Literal["linear"]
    name: Name
    url: Address = "https://api.linear.app/graphql"
    teams: Names = ()
    releases: Annotated[
        tuple[Literal["release", "project", "milestone"], ...], BeforeValidator(_names)
    ] = ("release", "project", "milestone")
    token: SecretStr | None = None
    client_id: Name | None = None
    client_secret: SecretStr | None = None
    show_private: bool = False
    ca_file: Path | None = None
    writeback: bool = False
    webhook_secret: SecretStr | None = None


Source = Annotated[
    DemoSource | FilesSource | JiraSource | LinearSource, Field(discriminator="kind")
]
SECRETS_OF_SOURCES = ("token", "client_secret", "webhook_secret")


def source_variable(name: str, secret: str) -> str:
    """Name the variable that holds a source's secret: `SHIPCAST_SOURCE_SHOP_TOKEN`."""
    return f"SHIPCAST_SOURCE_{re.sub(r'[^A-Z0-9]+', '_', name.upper())}_{secret.upper()}"

"""What a Linear source is told by its user."""

from dataclasses import dataclass, field
from pathlib import Path

URL = "https://api.linear.app/graphql"
KINDS = ("release", "project", "milestone")  # what may count as a release


@dataclass(frozen=True, slots=True)
class LinearOptions:
    """One workspace, and what of it is read.

    `token` is a personal key or an OAuth access token; without one, `client_id` and
    `client_secret` get tokens by themselves. `teams` are keys, names or ids; none means all that
    the key sees. `releases` are the `KINDS` that count as one. `writes` asks for the scope to
    write, which a client's tokens carry or lack.
    """

    name: str
    url: str = URL
    token: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    teams: tuple[str, ...] = ()
    releases: tuple[str, ...] = KINDS
    show_private: bool = False
    ca_file: Path | None = None
    writes: bool = False

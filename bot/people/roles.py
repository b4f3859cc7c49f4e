"""Who may do what: everybody asks and subscribes, owners keep what is theirs, admins help out."""

from dataclasses import dataclass
from enum import IntEnum

_DIRECT = "D"  # https://docs.slack.dev/reference/objects/conversation-object/


class Role(IntEnum):
    """What somebody is to a thing; each may do what those before may."""

    VIEWER = 1
    OWNER = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True)
class Asker:
    """A person by Slack id, never by name, and the conversation in which they ask."""

    workspace: str
    user: str
    channel: str

    @property
    def is_direct(self) -> bool:
        return self.channel.startswith(_DIRECT)

    @property
    def place(self) -> str:
        """Where to post what is meant for here: the person, where nobody else listens.

        A direct conversation may be one between two people, in which we have no part.
        """
        return self.user if self.is_direct else self.channel


@dataclass(frozen=True, slots=True)
class Roles:
    """The admins are named in the settings; an owner is whoever made or adopted a thing."""

    admins: frozenset[str] = frozenset()

    def of(self, user: str, *owners: str | None) -> Role:
        """Give what `user` is to a thing that belongs to `owners`."""
        if user in self.admins:
            return Role.ADMIN
        return Role.OWNER if user in owners else Role.VIEWER

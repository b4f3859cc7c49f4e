"""Who reads a channel, looked at when something is about to be posted there."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.delivery.addresses import is_person
from bot.delivery.outcomes import Later, Refused, Trouble, Unknown
from bot.delivery.refusals import sort_failure
from bot.slack.rooms import Room, Standing, look_at
from bot.words.audience import ONE_PERSON, STRANGERS, HideTitles, Readers

# So that a post does not cost two calls; a channel seldom changes its readers.
SEEN_FOR: Final = timedelta(minutes=5)

_CLOSED = {
    Standing.NOT_INVITED: Refused("not_in_channel", Trouble.ABSENT),
    Standing.ARCHIVED: Refused("is_archived", Trouble.ARCHIVED),
    Standing.SHARED_OUTSIDE: Refused("people of another company read there", Trouble.SHARED),
}
_TURNED_PUBLIC = Refused("it was private and is public now", Trouble.PUBLIC)

# The token is good, and it may not look: another token would not change that.
_BLIND = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})


@dataclass(slots=True)
class Audience:
    """Remembers for `SEEN_FOR` what may be posted in.

    What may not is looked at again each time: whoever lets us in should not have to wait.
    `shared` are the channels that people of other companies may read. `hide_titles` tells in which
    issues go by their keys alone.
    """

    shared: frozenset[str] = frozenset()
    hide_titles: HideTitles = HideTitles.NEVER
    _seen: dict[str, tuple[datetime, Room]] = field(default_factory=dict)

    def objection(
        self, client: WebClient, channel: str, now: datetime, *, meant_private: bool
    ) -> Later | Refused | None:
        """Give why nothing may be posted in a channel as it is now; None: it may.

        Where Slack does not tell, nothing is posted: a leak cannot be taken back. What was meant
        for a private channel is not said in a public one. A ping's channel was meant as it is:
        the operator named it in the settings.
        """
        room = self._recall(channel, now)
        if room is None:
            try:
                room = look_at(client, channel, self.shared)
            except (SlackClientError, OSError) as error:
                return _unseen(error)
            if room.standing is not Standing.OPEN:
                return _CLOSED[room.standing]
            self._seen[channel] = now, room
        return _TURNED_PUBLIC if meant_private and not room.is_private else None

    def readers(self, address: str, now: datetime) -> Readers:
        """Give what may be said there; a channel has to have been looked at just before."""
        if is_person(address):
            return ONE_PERSON
        room = self._recall(address, now)
        return STRANGERS if room is None else room.readers(self.hide_titles)

    def _recall(self, channel: str, now: datetime) -> Room | None:
        at, room = self._seen.get(channel, (None, None))
        is_fresh = at is not None and now - at < SEEN_FOR
        return room if is_fresh else None


def _unseen(error: Exception) -> Later | Refused:
    """Sort why Slack did not tell; nothing was posted, so what is uncertain may wait."""
    match sort_failure(error):
        case Refused(code, Trouble.ACCOUNT) as refused if code not in _BLIND:
            return refused
        case Refused(code):
            return Refused(f"Slack does not show who reads there: {code}", Trouble.UNSEEN)
        case Unknown(said):
            return Later(said)
        case Later() as later:
            return later

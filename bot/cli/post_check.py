"""What `shipcast doctor` can tell of the outbox: what waits there for a person."""

from collections import Counter
from datetime import datetime

from bot.cli.checks import Check, State
from bot.cli.database import Database
from bot.cli.posts import stuck_posts
from store.outbox import PostState

_TOLD = ((PostState.PARKED, "parked"), (PostState.FAILED, "failed in the last week"))


def check_posts(database: Database, now: datetime) -> Check:
    """Count what nobody can settle, and what Slack refused in the last week."""
    with database.readers() as session:
        counted = Counter(one.state for one in stuck_posts(session, now))
    if not counted:
        return Check("posts", State.OK, "none waits for you")
    said = " and ".join(f"{counted[state]} {told}" for state, told in _TOLD if counted[state])
    todo = "look at them with `shipcast posts`, then `shipcast posts retry ID` or `drop ID`"
    return Check("posts", State.WARN, said, todo)

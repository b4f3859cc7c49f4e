"""What `shipcast doctor` can tell of a token that Slack accepts no more."""

from collections.abc import Iterator
from datetime import datetime

from bot.cli.checks import Check, State, ago
from bot.cli.database import Database
from bot.words.catalogue import say_plain
from config.environment import variable_of
from store.lockouts import load_lockout
from store.posts import PostState
from store.stuck import load_posts
from store.subscriptions import load_subscriptions


def check_token(database: Database, now: datetime) -> Iterator[Check]:
    """Say since when it is refused, and what waits for another one; nothing where all is well."""
    with database.readers() as session:
        lockout = load_lockout(session)
        if lockout is None:
            return
        waiting = len(load_posts(session, (PostState.PENDING,)))
        reason = say_plain("lockout.reason")
        paused = sum(one.paused_reason == reason for one in load_subscriptions(session))
    found = (
        f"refused for {ago(now - lockout.since)} ({lockout.error});"
        f" posts that wait: {waiting}, subscriptions paused by that: {paused}"
    )
    variable = variable_of(("slack", "bot_token"))
    todo = f"install the app again, set {variable}, start `shipcast run`: all goes on by itself"
    yield Check("slack token", State.WARN, found, todo)

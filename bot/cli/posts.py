"""`shipcast posts`: what could not be said, and what becomes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from getpass import getuser
from types import MappingProxyType
from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import InputError
from bot.cli.options import Json
from bot.cli.output import print_json, print_table
from bot.clock import now
from bot.terminal import mrkdwn_text
from bot.words.audience import WHO_MAY_KNOW, settle
from store.audit import record_audit
from store.outbox import ClaimedPost, PostState
from store.stuck import drop_post, load_post, load_posts, retry_post

COLUMNS = ("id", "state", "channel", "kind", "says", "why", "since")
WEEK = timedelta(days=7)

posts = typer.Typer(invoke_without_command=True)


class Shown(StrEnum):
    """The states in which a post has not been said."""

    PARKED = PostState.PARKED
    FAILED = PostState.FAILED
    PENDING = PostState.PENDING


PostId = Annotated[int, typer.Argument(metavar="ID", help="The number of the post in the list.")]


@posts.callback()
def show(
    context: typer.Context,
    *,
    state: Annotated[
        Shown | None,
        typer.Option("--state", help="Only these; else what is parked, and what failed this week."),
    ] = None,
    as_json: Json = False,
) -> None:
    """List what could not be said, and let it be said again or dropped."""
    if context.invoked_subcommand is not None:
        return
    with open_database(settings_of(context).database) as database, database.readers() as session:
        found = stuck_posts(session, now()) if state is None else load_posts(session, [_of(state)])
    if as_json:
        print_json([_plain(one) for one in found])
    elif found:
        print_table(COLUMNS, [_row(one) for one in found], COLUMNS[:1])
    else:
        typer.echo("No post waits for you." if state is None else f"No post is {state}.")


@posts.command()
def retry(context: typer.Context, post_id: PostId, *, as_json: Json = False) -> None:
    """Say a parked or failed post now; look first that it is not in its channel."""
    _decide(context, post_id, _RETRY, as_json=as_json)


@posts.command()
def drop(context: typer.Context, post_id: PostId, *, as_json: Json = False) -> None:
    """Never say a parked, failed or pending post (again)."""
    _decide(context, post_id, _DROP, as_json=as_json)


def stuck_posts(session: Session, at: datetime) -> tuple[ClaimedPost, ...]:
    """Give what is parked, however long, and what failed in the last week."""
    parked = load_posts(session, [PostState.PARKED])
    return (*parked, *load_posts(session, [PostState.FAILED], at - WEEK))


@dataclass(frozen=True, slots=True)
class _Decision:
    """What may be done with a post, by which name it is kept, and what is said of it."""

    action: str
    decide: Callable[[Session, ClaimedPost, datetime], bool]
    to: PostState
    done: str
    refused: str


_RETRY = _Decision(
    "retry_post",
    retry_post,
    PostState.PENDING,
    "goes out with the next delivery of `shipcast run`.",
    "only what is parked or failed, and still has its words, is said again",
)
_DROP = _Decision(
    "drop_post",
    lambda session, found, _: drop_post(session, found, "dropped by the operator"),
    PostState.DROPPED,
    "is dropped: it is never said again.",
    "only what is parked, failed or pending can be dropped",
)
_WAY_OUT: Mapping[PostState, str] = MappingProxyType(
    {
        PostState.SENDING: "; it is on its way: ask again in a few minutes",
        PostState.AMBIGUOUS: "; `shipcast run` is looking for it: ask again in a few minutes",
    }
)


def _decide(context: typer.Context, post_id: int, what: _Decision, *, as_json: bool) -> None:
    at = now()
    with (
        open_database(settings_of(context).database) as database,
        database.sessions.begin() as session,
    ):
        found = load_post(session, post_id)
        if found is None:
            raise InputError(f"There is no post {post_id}; `shipcast posts` shows those that wait")
        if not what.decide(session, found, at):
            way_out = _WAY_OUT.get(found.state, "")
            raise InputError(f"Post {post_id} is {found.state}: {what.refused}{way_out}")
        _record(session, found, what, at)
    if as_json:
        print_json({"id": post_id, "state": what.to})
    else:
        typer.echo(f"Post {post_id}, {found.post.kind} for {found.post.channel}, {what.done}")


def _record(session: Session, found: ClaimedPost, what: _Decision, at: datetime) -> None:
    before = {"state": found.state, "error": found.error}
    told = (what.action, f"post:{found.id}", before, {"state": what.to})
    record_audit(session, at, found.post.workspace, command_line_actor(), *told)


def command_line_actor() -> str:
    """Name who sits at the command line; a container may have nobody."""
    try:
        return f"command line: {getuser()}"
    except (OSError, KeyError):
        return "command line"


def _of(state: Shown) -> PostState:
    return PostState(state.value)


def _row(one: ClaimedPost) -> Sequence[str]:
    plain = _plain(one)
    since = f"{plain['since']:%Y-%m-%d %H:%M} UTC"
    cells = (plain[name] for name in ("state", "channel", "kind", "says", "why"))
    return (str(one.id), *(str(cell or "") for cell in cells), since)


def _plain(one: ClaimedPost) -> dict[str, Any]:
    lines = mrkdwn_text(settle(one.post.text, WHO_MAY_KNOW)).plain.splitlines()
    return {
        "id": one.id,
        "state": one.state,
        "channel": one.post.channel,
        "kind": one.post.kind,
        "says": lines[0] if lines else "",
        "why": one.error,
        "since": one.claimed_at or one.post.created_at,
    }

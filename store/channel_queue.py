"""Whose turn it is: a channel says one thing at a time, in order."""

from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, func, or_, select

from store.posts import PostState
from store.tables import post

_row = post.c


def next_of_channels(now: datetime) -> Select[tuple[int]]:
    """Select the id of each free channel's first post that is due.

    A channel is not free while one of its posts is being sent, is not settled, or was told to
    come back later: what comes after would overtake it.
    """
    place = func.row_number().over(
        partition_by=(_row.workspace, _row.channel),
        order_by=((_row.attempts > 0).desc(), _row.not_before, _row.id),
    )
    due = and_(_waits(post, now), _row.not_before <= now)
    ranked = select(_row.id, place.label("place")).where(due, ~_held(now)).subquery()
    return select(ranked.c.id).where(ranked.c.place == 1)


def _held(now: datetime) -> ColumnElement[bool]:
    other = post.alias("other")
    in_hand = other.c.state.in_((PostState.SENDING, PostState.AMBIGUOUS))
    comes_back = and_(_waits(other, now), other.c.attempts > 0, other.c.not_before > now)
    return exists().where(
        other.c.workspace == _row.workspace,
        other.c.channel == _row.channel,
        or_(in_hand, comes_back),
    )


def _waits(table: FromClause, now: datetime) -> ColumnElement[bool]:
    in_time = or_(table.c.expires_at.is_(None), table.c.expires_at > now)
    return and_(table.c.state == PostState.PENDING, in_time)

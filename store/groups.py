"""Groups of issues that people ask about by name: an epic's, a label's, a project's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from planner.category import Category
from store.tables import issue, issue_label, label, source

_FINISHED = (str(Category.DONE), str(Category.CANCELED))


@dataclass(frozen=True, slots=True)
class Member:
    """An issue of a group; one that is `restricted` is not for everybody to see."""

    key: str
    is_open: bool
    restricted: bool


@dataclass(frozen=True, slots=True)
class Epic:
    """An epic by its names; `source` and `ext_id` are how its issues point at it."""

    source: str
    ext_id: str
    key: str
    title: str


def load_epics(session: Session) -> tuple[Epic, ...]:
    """Give the epics and parents that everybody may see."""
    rows = session.execute(
        select(source.c.name, issue.c.ext_id, issue.c.key, issue.c.title)
        .join(source, source.c.id == issue.c.source_id)
        .where(
            issue.c.is_container,
            issue.c.gone_at.is_(None),
            issue.c.restricted.is_(False),
        )
        .order_by(source.c.name, issue.c.key)
    )
    return tuple(Epic(*row) for row in rows)


def load_epic_members(session: Session, epic: Epic) -> tuple[Member, ...]:
    """Give the issues of an epic, of whatever type; epics in it are not among them."""
    return _members(session, (issue.c.parent == epic.ext_id) & (source.c.name == epic.source))


def load_labelled(session: Session, name: str) -> tuple[Member, ...]:
    """Give the issues with a label, capitals aside, in whatever source.

    A sub-task counts with its parent, whatever its own labels.
    """
    labelled = (
        select(issue_label.c.issue_id)
        .join(label, label.c.id == issue_label.c.label_id)
        .where(func.lower(label.c.name) == name.lower())
    )
    return _members(session, issue.c.id.in_(labelled) & issue.c.is_subtask.is_(False))


def load_project_members(session: Session, name: str) -> tuple[Member, ...]:
    """Give the issues of a tracker's project, by its key or name, capitals aside."""
    wanted = func.lower(issue.c.project) == name.lower()
    return _members(session, wanted & issue.c.is_subtask.is_(False))


def load_label_names(session: Session) -> Sequence[str]:
    """Give the labels of issues that everybody may see."""
    statement = (
        select(label.c.name)
        .join(issue_label, issue_label.c.label_id == label.c.id)
        .join(issue, issue.c.id == issue_label.c.issue_id)
        .where(issue.c.restricted.is_(False), issue.c.gone_at.is_(None))
    )
    return session.scalars(statement.distinct().order_by(label.c.name)).all()


def load_project_names(session: Session) -> Sequence[str]:
    """Give the projects of issues that everybody may see."""
    statement = select(issue.c.project).where(
        issue.c.project.is_not(None), issue.c.restricted.is_(False), issue.c.gone_at.is_(None)
    )
    found = session.scalars(statement.distinct().order_by(issue.c.project))
    return [str(name) for name in found]


def _members(session: Session, where: ColumnElement[bool]) -> tuple[Member, ...]:
    statement: Select[Any] = (
        select(issue.c.key, issue.c.category, issue.c.restricted)
        .join(source, source.c.id == issue.c.source_id)
        .where(
            where,
            issue.c.gone_at.is_(None),
            issue.c.is_container.is_(False),
        )
        .order_by(source.c.name, issue.c.key)
    )
    return tuple(
        Member(row.key, row.category not in _FINISHED, row.restricted)
        for row in session.execute(statement)
    )

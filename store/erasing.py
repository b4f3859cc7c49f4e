"""Taking a person out of what is stored, place by place; each place is safe to do again."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, select, update
from sqlalchemy.orm import Session

from planner.inputs import Item, PlanInputs
from planner.seed import fingerprint
from store.errors import UnreadableInputsError
from store.forgetting import IMPERSONAL, Forgotten
from store.packing import pack_inputs, unpack_inputs
from store.raw_payloads import RawKey, load_raw_page, rewrite_raw
from store.tables import field_event, forecast, forecast_input, issue, need, post, source, sync_run

Erase = Callable[[Session, Forgotten], int]


def erase_assignee(session: Session, person: Forgotten) -> int:
    """Erase from issues as they are now; give how many."""
    count = _erase_column(session, issue.c.assignee, person)
    if count:
        # What was computed from them names people too.
        session.execute(update(source).values(revision=source.c.revision + 1))
    return count


def erase_events(session: Session, person: Forgotten) -> int:
    """Erase from the history; give how many values."""
    personal = field_event.c.field.not_in(IMPERSONAL)
    return sum(
        _erase_column(session, column, person, personal)
        for column in (field_event.c.before, field_event.c.after)
    )


def erase_customer(session: Session, person: Forgotten) -> int:
    """Erase from who waits for issues, where customers are people; give how many."""
    return _erase_column(session, need.c.customer, person)


def erase_raw(
    session: Session, person: Forgotten, after: RawKey | None, limit: int
) -> tuple[int, RawKey | None]:
    """Erase from a page of payloads; give from how many, and where the next page begins."""
    page = load_raw_page(session, after, limit)
    erased = 0
    for key, record in page:
        without = person.raw(record)
        if without.body != record.body:
            rewrite_raw(session, key, without.body)
            erased += 1
    return erased, page[-1][0] if page else None


def load_inputs_hashes(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(select(forecast_input.c.inputs_hash)))


def erase_inputs(session: Session, person: Forgotten, inputs_hash: str) -> int:
    """Erase from what one review was computed from; its hash is then another one."""
    row = forecast_input.c
    packed = session.execute(select(row.packed).where(row.inputs_hash == inputs_hash)).scalar()
    if packed is None:
        return 0
    try:
        inputs = unpack_inputs(packed)
    except UnreadableInputsError:
        return 0  # another version wrote it; it goes when it is thinned out
    erased = _inputs_without(inputs, person)
    if erased is inputs:
        return 0
    told = {"inputs_hash": fingerprint(erased)}
    where = forecast.c.inputs_hash == inputs_hash
    session.execute(update(forecast).where(where).values(told))
    values = {**told, "packed": pack_inputs(erased)}
    session.execute(update(forecast_input).where(row.inputs_hash == inputs_hash).values(values))
    return 1


def erase_texts(session: Session, names: Collection[str], stands: str) -> int:
    """Erase from what was said and noted in sentences; give from how many of them."""
    wanted = sorted((name for name in names if len(name) >= _SHORTEST), key=len, reverse=True)
    columns = (post.c.text, post.c.blocks, sync_run.c.warnings, sync_run.c.error)
    return sum(_erase_text(session, column, wanted, stands) for column in columns)


_SHORTEST = 4  # characters: shorter names stand in other words


def _erase_column(session: Session, column: Column[str], person: Forgotten, *where: Any) -> int:
    there = session.scalars(select(column).where(column.is_not(None), *where).distinct()).all()
    erased = 0
    for name in there:
        stands = person.stands_for(name)
        if stands is not None:
            change = update(column.table).where(column == name, *where).values({column: stands})
            erased += len(session.execute(change.returning(column)).all())
    return erased


def _inputs_without(inputs: PlanInputs, person: Forgotten) -> PlanInputs:
    releases = tuple(
        replace(scope, items=tuple(_item_without(item, person) for item in scope.items))
        for scope in inputs.releases
    )
    return inputs if releases == inputs.releases else replace(inputs, releases=releases)


def _item_without(item: Item, person: Forgotten) -> Item:
    stands = None if item.assignee is None else person.stands_for(item.assignee)
    return item if stands is None else replace(item, assignee=stands)


def _erase_text(session: Session, column: Column[Any], names: list[str], stands: str) -> int:
    key = column.table.c.id
    erased = 0
    for row_id, told in session.execute(select(key, column).where(column.is_not(None))).all():
        after = _text_without(told, names, stands)
        if after != told:
            change = update(column.table).where(key == row_id).values({column: after})
            session.execute(change)
            erased += 1
    return erased


def _text_without(told: Any, names: list[str], stands: str) -> Any:
    """Replace names wherever they stand in texts, in lists and objects of them too."""
    if isinstance(told, str):
        for name in names:
            told = told.replace(name, stands)
        return told
    if isinstance(told, list):
        return [_text_without(each, names, stands) for each in told]
    if isinstance(told, dict):
        return {key: _text_without(each, names, stands) for key, each in told.items()}
    return told


def mentions(session: Session, names: Collection[str]) -> Iterator[str]:
    """Give the keys of issues whose titles name the person: only the tracker can change those."""
    wanted = [name.casefold() for name in names if len(name) >= _SHORTEST]
    for key, title in session.execute(select(issue.c.key, issue.c.title)):
        if any(name in title.casefold() for name in wanted):
            yield key

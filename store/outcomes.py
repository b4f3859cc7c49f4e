"""What came true: when each release went out, one vote a release in the track record."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from planner.answer import Answer, Shipped
from store.conflict import insert_into, insert_or_replace
from store.tables import forecast_outcome


@dataclass(frozen=True, slots=True)
class Outcome:
    """A release that is out; `shipped_on` is None where its tracker has no date."""

    release_id: str
    shipped_on: date | None
    settled_at: datetime


def settle_outcomes(session: Session, answers: Iterable[Answer], at: datetime) -> int:
    """Note which releases are out now; give how many outcomes changed.

    A date that the tracker corrects is corrected, and a release that was opened again has no
    outcome; one that no answer speaks of any more keeps its own.
    """
    known = {told.release_id: told for told in load_outcomes(session)}
    told = {answer.scope.release.id: answer for answer in answers}
    reopened = [key for key in known if not isinstance(told.get(key), Shipped | None)]
    news = [
        Outcome(key, answer.on, at)
        for key, answer in told.items()
        if isinstance(answer, Shipped) and (key not in known or known[key].shipped_on != answer.on)
    ]
    if reopened:
        session.execute(delete(forecast_outcome).where(forecast_outcome.c.release_id.in_(reopened)))
    if news:
        statement = insert_or_replace(insert_into(session, forecast_outcome), ["release_id"])
        session.execute(statement, [asdict(outcome) for outcome in news])
    return len(reopened) + len(news)


def load_outcomes(session: Session) -> tuple[Outcome, ...]:
    """Give what came true, by release."""
    rows = session.execute(select(forecast_outcome).order_by(forecast_outcome.c.release_id))
    return tuple(Outcome(row.release_id, row.shipped_on, row.settled_at) for row in rows)

"""Why a release's date moved since a day: then and now, and what each cause is worth."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.explaining.request import Request, unread_reply
from bot.reply import Reply
from bot.views.moved import Since, moved_blocks, moved_text
from bot.words.catalogue import say
from planner.answer import ReleaseForecast
from planner.explain.attribution import Attribution, attribute
from planner.inputs import PlanInputs
from store.errors import UnreadableInputsError
from store.first_seen import load_first_snapshot

USUAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class _Then:
    """What a forecast was made from; `is_stored`: it was said then, and is not worked out now."""

    inputs: PlanInputs
    is_stored: bool


def moved_reply(request: Request) -> Reply:
    """Split the move of P85 since a day, a week ago where none was named."""
    today = request.known.today
    day = request.asking.since or today - timedelta(days=USUAL_DAYS)
    if day > today:
        return unread_reply(request.asking, say("why_moved.future", today, day=day))
    then, now = _then(request, day), request.known.forecasts
    since = Since(day, is_stored=then.is_stored)
    try:
        moved = attribute(then.inputs, now.inputs, request.release_id, now.plan.seed)
    except LookupError:
        moved = Attribution(None, request.forecast, None, None, None)
    return Reply(
        moved_text(moved, since),
        moved_blocks(moved, since, request.asked),
        _data(moved, since),
    )


def _then(request: Request, day: date) -> _Then:
    """Give what the first review of that day saw; else what was known as the day began."""
    begin = _begin(day, request.known.forecasts.inputs.calendar.zone)
    end = _begin(day + timedelta(days=1), request.known.forecasts.inputs.calendar.zone)
    with request.sessions() as session:
        seen = load_first_snapshot(session, request.release_id, begin, end)
        if seen is not None:
            try:
                inputs = request.knowledge.kept_inputs(session, seen.inputs_hash)
                return _Then(inputs, is_stored=True)
            except UnreadableInputsError:
                pass  # thinned out: what was known then can still be worked out
    known = request.knowledge.at(request.known.now, begin, request.known.reader)
    return _Then(known.forecasts.inputs, is_stored=False)


def _begin(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _data(moved: Attribution, since: Since) -> dict[str, object]:
    release = moved.after.scope.release
    return {
        "kind": "moved",
        "release": {"id": release.id, "name": release.name, "sources": list(release.sources)},
        "since": since.day.isoformat(),
        "stored": since.is_stored,
        "p85": {"before": _p85(moved.before), "after": _p85(moved.after)},
        "days_later": moved.days,
        "parts": None
        if moved.parts is None
        else [
            {"factor": str(part.factor), "days": part.days, "exact": str(part.share)}
            for part in moved.parts
        ],
        "evidence": None if moved.evidence is None else asdict(moved.evidence),
    }


def _p85(answer: object) -> str | None:
    day = answer.percentile(85) if isinstance(answer, ReleaseForecast) else None
    return None if day is None else day.isoformat()

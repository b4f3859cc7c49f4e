"""What changed since a day, over all releases: every change, however small."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.explaining.asking import Asking
from bot.explaining.request import unread_reply
from bot.explaining.tracing import USUAL_DAYS
from bot.knowledge import Knowledge, Known
from bot.reply import Reply
from bot.views.blocks import context
from bot.views.changed import changed_blocks, changed_text
from bot.views.posted import Posted
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, without_marks
from planner.digest import Digest, Line, digest_of
from planner.snapshot import Snapshot, snapshot_of


def all_moved_reply(
    asking: Asking, knowledge: Knowledge, known: Known, prelude: tuple[Mrkdwn, ...] = ()
) -> Reply:
    """Compare every release with how it stood as a day began, a week ago where none was named."""
    today = known.today
    day = asking.since or today - timedelta(days=USUAL_DAYS)
    if day > today:
        return unread_reply(asking, say("why_moved.future", today, day=day))
    calendar = known.forecasts.inputs.calendar
    begin = datetime.combine(day, time(), ZoneInfo(calendar.zone)).astimezone(UTC)
    then = knowledge.at(known.now, begin, known.reader)
    digest = digest_of(
        _snapshots(known),
        _snapshots(then),
        today=today,
        last_on=day,
        calendar=calendar,
        is_asked=True,
    )
    posted = Posted(known.now, calendar.zone, known.fresh_at(_sources(known)))
    said = [context(line) for line in (*prelude, say("why_moved.hint"))]
    text = without_marks(Mrkdwn(" ".join((*prelude, changed_text(digest, day, posted)))))
    return Reply(text, [*changed_blocks(digest, day, posted), *said], _data(digest, day))


def _snapshots(known: Known) -> list[Snapshot]:
    plan = known.forecasts.plan
    return [
        snapshot_of(answer, known.as_of or known.now, "", plan.seed, plan.inputs_hash)
        for answer in plan.answers
    ]


def _sources(known: Known) -> tuple[str, ...]:
    return tuple(row.name for row in known.sources)


def _data(digest: Digest, since: date) -> dict[str, object]:
    kinds = {"moved": digest.moved, "at_risk": digest.at_risk, "shipped": digest.shipped}
    return {
        "kind": "changed",
        "since": since.isoformat(),
        **{kind: [_line(line) for line in lines] for kind, lines in kinds.items()},
    }


def _line(line: Line) -> dict[str, object]:
    p85 = line.now.p85
    return {
        "id": line.now.release_id,
        "name": line.now.name,
        "p85": None if p85 is None else p85.isoformat(),
        "working_days_later": line.p85_days,
    }

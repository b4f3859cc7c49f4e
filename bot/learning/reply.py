"""Answers that look back: on one release, or on all."""

from collections.abc import Sequence

from sqlalchemy.orm import Session, sessionmaker

from bot.knowledge import Known
from bot.learning.looking_back import LookedBack, look_back, retrospectives
from bot.reply import Reply
from bot.views.record import record_line
from bot.views.retrospective import (
    late_lines,
    retrospective_blocks,
    retrospective_text,
    trend_blocks,
    trend_text,
)
from bot.views.trouble import trouble_blocks
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape, unescape, without_marks
from planner.answer import Answer
from planner.launch.retrospective import Retrospective, trend_of
from planner.record import record_of

RETROSPECTIVE = "retrospective"
_NAME_LIMIT = 100


def retrospective_reply(
    sessions: sessionmaker[Session],
    answer: Answer,
    known: Known,
    prelude: Sequence[Mrkdwn] = (),
) -> Reply:
    """Look back on one release; of one that is not out, or was never forecast, say that."""
    release = answer.scope.release
    told = look_back(sessions, known.forecasts.inputs.calendar, release.id)
    if told is None:
        code = "retro.never_forecast" if release.is_released else "retro.not_out"
        sentence = say(code, name=bold(escape(release.name, _NAME_LIMIT)))
        return _sentence(sentence)
    record = record_of(answer.scope, known.track.votes, known.track.rehearsed)
    said = (*late_lines(told.late), record_line(record))
    text = without_marks(joined_text(prelude, retrospective_text(told, known.today)))
    blocks = retrospective_blocks(told, known.today, said, prelude)
    return Reply(text, blocks, _data(told))


def trend_reply(sessions: sessionmaker[Session], known: Known) -> Reply:
    """Look back on all releases together."""
    told = retrospectives(sessions, known.forecasts.inputs.calendar)
    trend = trend_of(told)
    if trend is None:
        return _sentence(say("retro.none"))
    data = {"kind": "retrospectives", "releases": [_release(one) for one in told]}
    return Reply(trend_text(trend), trend_blocks(trend, told, known.today), data)


def joined_text(prelude: Sequence[Mrkdwn], text: str) -> Mrkdwn:
    return Mrkdwn(" ".join((*prelude, text)))


def _sentence(sentence: Mrkdwn) -> Reply:
    data = {"kind": "trouble", "words": unescape(sentence)}
    return Reply(without_marks(sentence), trouble_blocks(sentence), data)


def _data(told: LookedBack) -> dict[str, object]:
    moved = told.moved
    parts = () if moved is None else moved.parts or ()
    return {
        "kind": RETROSPECTIVE,
        **_release(told.retrospective),
        "parts": [{"factor": str(part.factor), "days": part.days} for part in parts],
        "mended": [
            {"how": str(one.how), "on": one.on.isoformat(), "why": one.why} for one in told.mended
        ],
        "answered_late": [
            {"function": one.function, "stage": one.stage, "working_days": one.days}
            for one in told.late
        ],
    }


def _release(one: Retrospective) -> dict[str, object]:
    return {
        "release": {"id": one.release_id, "name": one.name},
        "shipped_on": one.shipped_on.isoformat(),
        "due_on": None if one.due_on is None else one.due_on.isoformat(),
        "items": {"start": one.start.items, "end": one.items},
        "stands": [
            {
                "moment": str(stand.moment),
                "seen_on": stand.snapshot.taken_at.date().isoformat(),
                "days_after_p50": stand.days_late(50),
                "days_after_p85": stand.days_late(85),
            }
            for stand in one.stands
        ],
    }

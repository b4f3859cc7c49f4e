"""What may go wrong: the risks of one release, or of all that are open."""

from sqlalchemy.orm import Session, sessionmaker

from bot.data_later import DataLater
from bot.explaining.request import Request
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.asked import Asked
from bot.views.blocks import joined, section
from bot.views.forecast import the_sum
from bot.views.headline import health_line
from bot.views.risks import (
    Endangered,
    all_risks_blocks,
    all_risks_text,
    risks_blocks,
    risks_text,
    say_risk,
)
from bot.views.words import opening
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, unescape, without_marks
from planner.answer import Refusal, ReleaseForecast
from planner.explain.risk import Risk
from planner.explain.risks import risks_of
from store.adoptions import load_adoptions


def risks_reply(request: Request) -> Reply:
    """Tell the risks of one release, each with the issues that show it."""
    committed = _committed(request.sessions)
    risks = risks_of(
        request.known.forecasts.view,
        request.forecast,
        is_committed=request.release_id in committed,
        said=request.known.said.get(request.release_id),
        market=request.known.market,
    )
    health, *standing = _standing(request.forecast) or [Mrkdwn("")]
    blocks = risks_blocks(request.forecast, risks, request.asked)
    at = len(opening(request.asked))
    blocks[at:at] = [section(joined((health, *standing), "\n"))] if health else []
    told = [Mrkdwn(f"{health}.")] if health else []
    text = joined((*told, *standing, Mrkdwn(risks_text(request.forecast, risks))), " ")
    return Reply(
        without_marks(text),
        blocks,
        {"kind": "risks", "releases": [_data(request.forecast, risks)]},
    )


def _standing(forecast: ReleaseForecast) -> list[Mrkdwn]:
    """Say how it stands against its date, and the sum that shows why; nothing where all is done."""
    if forecast.scope.is_complete:
        return []
    due_on, late = forecast.scope.due_on, forecast.percentile(85)
    said = [health_line(forecast)]
    if due_on is not None and due_on >= forecast.today:
        code = "risks.open_end" if late is None else "risks.after" if late > due_on else "risks.in"
        said.append(say(code, forecast.today, due=due_on, late=late))
    told = the_sum(forecast)
    return said if told is None else [*said, say("risks.sum", told=told)]


def all_risks_reply(sessions: sessionmaker[Session], known: Known) -> Reply:
    """Tell of every open release how many risks it has, and the weightiest."""
    committed, forecasts = _committed(sessions), known.forecasts
    endangered = [
        Endangered(answer, risks)
        for answer in forecasts.plan.answers
        if isinstance(answer, ReleaseForecast)
        and (
            risks := risks_of(
                forecasts.view,
                answer,
                is_committed=answer.scope.release.id in committed,
                said=known.said.get(answer.scope.release.id),
                market=known.market,
            )
        )
    ]
    fresh_at = known.fresh_at(tuple(row.name for row in known.sources))
    asked = Asked(now=known.now, fresh_at=fresh_at)
    unforeseen = _unforeseen(known)
    return Reply(
        all_risks_text(endangered, unforeseen),
        all_risks_blocks(endangered, asked, known.today, unforeseen),
        DataLater(
            "risks",
            lambda: {"releases": [_data(each.forecast, each.risks) for each in endangered]},
        ),
    )


def _unforeseen(known: Known) -> tuple[Refusal, ...]:
    """Give what has a date ahead and no forecast: of that nobody can say whether it is kept."""
    return tuple(
        answer
        for answer in known.forecasts.plan.answers
        if isinstance(answer, Refusal)
        and not answer.scope.release.is_canceled
        and answer.scope.due_on is not None
        and answer.scope.due_on >= known.today
    )


def _committed(sessions: sessionmaker[Session]) -> frozenset[str]:
    """Give the releases that somebody answers for: others are told to get ready for them."""
    with sessions() as session:
        return frozenset(adoption.release_id for adoption in load_adoptions(session))


def _data(forecast: ReleaseForecast, risks: tuple[Risk, ...]) -> dict[str, object]:
    release = forecast.scope.release
    return {
        "release": {"id": release.id, "name": release.name, "sources": list(release.sources)},
        "risks": [
            {
                "code": risk.note.code,
                "values": dict(risk.note.values),
                "keys": [item.key for item in risk.items if not item.restricted],
                "private": sum(item.restricted for item in risk.items),
                "words": unescape(say_risk(risk, forecast.today)),
            }
            for risk in risks
        ],
    }

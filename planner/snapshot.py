"""What one review saw of one release: little enough to keep, enough to compare."""

from dataclasses import dataclass
from datetime import date, datetime

from planner.answer import PERCENTILES, Answer, Health, Refusal, ReleaseForecast, Shipped

FORECAST = "forecast"
REFUSED = "refused"
SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One release at one review.

    `state` is `FORECAST`, `REFUSED` or `SHIPPED`. The percentiles are dates, None beyond the
    horizon or where there is no forecast. `likelihood_due` is 0 to 1, not capped, and None
    without a due date or a forecast. `health` is the value of a `Health`, None where refused.
    `reason` is the code of the refusal. `seed` and `inputs_hash` say how to get it again.
    """

    release_id: str
    name: str
    taken_at: datetime
    data_version: str
    state: str
    p5: date | None
    p15: date | None
    p50: date | None
    p70: date | None
    p85: date | None
    p95: date | None
    due_on: date | None
    likelihood_due: float | None
    health: str | None
    open_items: int
    done_items: int
    shipped_on: date | None
    reason: str | None
    seed: int
    inputs_hash: str


def snapshot_of(
    answer: Answer, taken_at: datetime, data_version: str, seed: int, inputs_hash: str
) -> Snapshot:
    """Keep what an answer says of its release."""
    scope = answer.scope
    forecast = answer if isinstance(answer, ReleaseForecast) else None
    p5, p15, p50, p70, p85, p95 = _percentiles(forecast)
    return Snapshot(
        release_id=scope.release.id,
        name=scope.release.name,
        taken_at=taken_at,
        data_version=data_version,
        state=_state(answer),
        p5=p5,
        p15=p15,
        p50=p50,
        p70=p70,
        p85=p85,
        p95=p95,
        due_on=scope.due_on,
        likelihood_due=_likelihood_due(forecast),
        health=_health(answer),
        open_items=len(scope.open_items),
        done_items=len(scope.done_items),
        shipped_on=answer.on if isinstance(answer, Shipped) else None,
        reason=answer.reason.code if isinstance(answer, Refusal) else None,
        seed=seed,
        inputs_hash=inputs_hash,
    )


def _percentiles(forecast: ReleaseForecast | None) -> tuple[date | None, ...]:
    if forecast is None:
        return (None,) * len(PERCENTILES)
    return tuple(forecast.percentile(percent) for percent in PERCENTILES)


def _likelihood_due(forecast: ReleaseForecast | None) -> float | None:
    if forecast is None or forecast.scope.due_on is None:
        return None
    return forecast.likelihood(forecast.scope.due_on)


def _state(answer: Answer) -> str:
    if isinstance(answer, Shipped):
        return SHIPPED
    return REFUSED if isinstance(answer, Refusal) else FORECAST


def _health(answer: Answer) -> str | None:
    if isinstance(answer, Shipped):
        return Health.SHIPPED.value
    return None if isinstance(answer, Refusal) else answer.health.value

"""When will the next N items of a source be done? With what its own past forecasts teach."""

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from planner.calendar import WorkCalendar
from planner.finish_stream import FinishStream
from planner.items import simulate_items
from planner.metrics import DAY, days_before
from planner.quality import without_bulk
from planner.recalibration.of_items import item_features, middle_days, recalibrate_items
from planner.recalibration.own_record import OwnRecord
from planner.recalibration.prior import Model
from planner.seed import stream
from planner.state import as_moment
from planner.timeline import Floats, Times

MEMORY_WEEKS = 104  # what was tidied up before says nothing any more
_EPOCH = np.datetime64(0, "s")


@dataclass(frozen=True, slots=True)
class ItemsForecast:
    """One row a target: `days` are the sorted trials in days from the moment asked about.

    `simulated` is the same before what really happens was laid over it, by `features`.
    """

    days: Floats
    simulated: Floats
    features: Floats


@dataclass(frozen=True, slots=True)
class ItemForecaster:
    """Forecasts one source's stream of finishes, again and again, later and later."""

    stream: FinishStream
    calendar: WorkCalendar
    seed: int
    model: Model
    _record: OwnRecord = field(default_factory=OwnRecord)

    def forecast(self, as_of: datetime, targets: tuple[int, ...]) -> ItemsForecast:
        """Forecast from what was known at `as_of`, and how earlier forecasts had fared by then."""
        history = self.stream.history(as_of)
        worked = without_bulk(history, MEMORY_WEEKS)
        ages = days_before(history, worked.finished_at)
        rng = stream(self.seed, self.stream.source)
        simulated = simulate_items(history, targets, self.calendar, rng)
        finished = np.sort(_days(history.finished_at[~np.isnat(history.finished_at)]))
        widths = self._record.widths(_day(as_of), targets, finished)
        return ItemsForecast(
            days=recalibrate_items(simulated, ages, self.model, widths),
            simulated=simulated,
            features=item_features(ages, middle_days(simulated)),
        )

    def remember(self, made_at: datetime, targets: tuple[int, ...], stated: Floats) -> None:
        """Keep what was stated, so that later forecasts can learn from it.

        `stated` is (targets, 5): the days of P5, P15, P50, P85 and P95.
        """
        for target, percentiles in zip(targets, stated, strict=True):
            self._record.add(_day(made_at), target, percentiles)


def _day(at: datetime) -> float:
    return float(_days(np.array([as_moment(at)]))[0])


def _days(times: Times) -> Floats:
    return np.asarray((times - _EPOCH) / DAY)

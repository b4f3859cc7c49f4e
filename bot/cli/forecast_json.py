"""An answer as plain values: what every door gives, and the figures behind it."""

from datetime import date
from typing import Any

import numpy as np

from bot.data import answer_data
from bot.views.asked import Asked
from planner.answer import PERCENTILES, Answer, ReleaseForecast


def forecast_json(answer: Answer, by: date | None) -> dict[str, Any]:
    """Give everything that may be told of one release.

    `days` count from `today`; null is beyond the horizon. Restricted issues count in the figures
    and are not named.
    """
    scope = answer.scope
    plain = {
        **answer_data(answer, Asked(now=scope.as_of, by=by)),
        "as_of": scope.as_of,
        "open_items": len(scope.open_items),
        "done_items": len(scope.done_items),
        "counted": [item.key for item in scope.items if not item.restricted],
    }
    if isinstance(answer, ReleaseForecast):
        plain["days"] = {f"p{percent}": _days(answer, percent) for percent in PERCENTILES}
        plain["dates"] = plain.pop("percentiles")
    return plain


def _days(answer: ReleaseForecast, percent: int) -> int | None:
    position = int(np.ceil(percent / 100 * len(answer.days))) - 1
    days = float(answer.days[max(position, 0)])
    return None if np.isinf(days) else int(days)

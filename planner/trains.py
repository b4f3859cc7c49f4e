"""Release trains: releases that go out on certain days only."""

from datetime import date

import numpy as np

from planner.inputs import ReleaseTrain
from planner.metrics import WEEK_DAYS
from planner.timeline import Floats


def snap_to_train(today: date, days: Floats, train: ReleaseTrain) -> Floats:
    """Move days from `today` to the next one on which a release goes out; inf stays inf.

    What is ready on such a day goes out on it. Later never becomes earlier.
    """
    every = max(train.every_weeks, 1) * WEEK_DAYS
    away = train.anchor.toordinal() - train.anchor.weekday() + train.weekday - today.toordinal()
    return np.asarray(away + np.ceil((days - away) / every) * every)

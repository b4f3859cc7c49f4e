"""Release trains: ready on the day goes out on the day, and nothing goes out between."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.inputs import ReleaseTrain
from planner.trains import snap_to_train

MONDAY = date(2026, 3, 2)
TUESDAYS = ReleaseTrain(weekday=1, every_weeks=2, anchor=date(2026, 3, 5))  # a Thursday

trains = st.builds(
    ReleaseTrain,
    weekday=st.integers(0, 6),
    every_weeks=st.integers(1, 12),
    anchor=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
ready = st.lists(st.integers(0, 1500), min_size=1, max_size=20)


def test_the_train_goes_on_its_weekday_of_every_second_week() -> None:
    days = snap_to_train(MONDAY, np.array([0.0, 1, 2, 15, 16, np.inf]), TUESDAYS)
    assert days.tolist() == [1, 1, 15, 15, 29, np.inf]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), ready, trains)
def test_nothing_goes_out_early_or_between_or_more_than_one_train_late(
    today: date, days: list[int], train: ReleaseTrain
) -> None:
    snapped = snap_to_train(today, np.array(days, dtype=float), train)
    for before, after in zip(days, snapped.tolist(), strict=True):
        assert 0 <= after - before < 7 * train.every_weeks
        on = today + timedelta(days=int(after))
        assert on.weekday() == train.weekday
        monday = on - timedelta(days=on.weekday())
        anchor = train.anchor - timedelta(days=train.anchor.weekday())
        assert (monday - anchor).days % (7 * train.every_weeks) == 0


@given(ready, trains)
def test_later_never_becomes_earlier(days: list[int], train: ReleaseTrain) -> None:
    snapped = snap_to_train(MONDAY, np.sort(np.array(days, dtype=float)), train)
    assert (np.diff(snapped) >= 0).all()

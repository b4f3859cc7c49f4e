"""Each rule of refusal at its very edge."""

import pytest

from planner.refusal import refuse_team
from tests.planner.build import history


@pytest.mark.parametrize(
    ("finished", "code"),
    [
        ([1, 10, 20, 28], "refusal.few_finished"),
        ([1, 10, 20, 25, 27.9], "refusal.short_history"),
        ([42.1, 50, 60, 70, 80], "refusal.stalled"),
        ([], "refusal.few_finished"),
    ],
)
def test_just_below_the_limit_is_refused(finished: list[float], code: str) -> None:
    reason = refuse_team(history(finished))
    assert reason is not None
    assert reason.reason.code == code


@pytest.mark.parametrize("finished", [[1, 10, 20, 25, 28], [41.9, 50, 60, 70, 80]])
def test_just_at_the_limit_is_answered(finished: list[float]) -> None:
    assert refuse_team(history(finished)) is None


def test_the_way_out_says_how_many_are_missing_and_from_when_on_to_ask_again() -> None:
    few = refuse_team(history([1, 2]))
    short = refuse_team(history([1, 2, 3, 4, 18]))
    assert few is not None
    assert few.way_out.values == {"missing": 3}
    assert short is not None
    assert short.way_out.values == {"on": "2026-03-12"}

"""What the benchmark of many askers asks, and how it judges."""

from tests.bench.asking.measure import Asking, Askings
from tests.bench.asking.questions import fifty, ten, what_ifs


def test_it_is_asked_by_fifty_and_by_ten_of_many_releases() -> None:
    assert (len(fifty()), len(ten())) == (50, 10)
    assert len({*fifty(), *what_ifs()}) >= 50


def test_two_of_fifty_may_be_late_and_a_third_may_not() -> None:
    def bars(late: int) -> list[bool]:
        warm = Asking((0.1,) * 50, (0.5,) * (50 - late) + (9.0,) * late)
        cold = Asking((0.1,) * 10, (2.0,) * 9 + (3.1,))
        return [is_kept for *_, is_kept in Askings(warm, warm, cold, warm).bars]

    assert bars(2) == [True, True, False]
    assert bars(3) == [True, False, False]

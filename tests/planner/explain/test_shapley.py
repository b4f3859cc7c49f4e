"""Shares are exact and fair, and so are the whole numbers made of them."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from planner.explain.shapley import shapley, whole

FACTORS = ("a", "b", "c", "d", "e")
GAMES = st.lists(st.integers(-500, 500), min_size=32, max_size=32)


def worth_of(game: list[int], group: frozenset[str]) -> int:
    return game[sum(1 << FACTORS.index(factor) for factor in group)]


@given(GAMES, st.permutations(FACTORS))
def test_shares_sum_to_the_difference_and_do_not_depend_on_the_order(
    game: list[int], order: list[str]
) -> None:
    shares = shapley(FACTORS, lambda group: worth_of(game, group))
    assert sum(shares.values()) == game[-1] - game[0]
    assert shapley(order, lambda group: worth_of(game, group)) == shares


@given(GAMES)
def test_whole_days_keep_the_sum_and_are_less_than_a_day_off(game: list[int]) -> None:
    shares = shapley(FACTORS, lambda group: worth_of(game, group))
    days = whole(shares)
    assert sum(days.values()) == game[-1] - game[0]
    assert all(abs(days[factor] - shares[factor]) < 1 for factor in FACTORS)


def test_a_game_of_two_worked_out_by_hand() -> None:
    """Alone each is worth 2 and 4, together 10: both get half of the 4 that only both bring."""
    worth = {"": 0, "a": 2, "b": 4, "ab": 10}
    shares = shapley(("a", "b"), lambda group: worth["".join(sorted(group))])
    assert shares == {"a": Fraction(4), "b": Fraction(6)}


@given(GAMES)
def test_what_changes_nothing_is_worth_nothing(game: list[int]) -> None:
    shares = shapley(FACTORS, lambda group: worth_of(game, group - {"c"}))
    assert shares["c"] == 0


def test_halves_are_rounded_so_that_the_sum_stays() -> None:
    shares = {"a": Fraction(5, 2), "b": Fraction(-1, 2), "c": Fraction(3)}
    assert whole(shares) == {"a": 3, "b": -1, "c": 3}


def test_nothing_is_split_among_nobody() -> None:
    assert shapley((), lambda _: 7) == {}
    assert whole({}) == {}

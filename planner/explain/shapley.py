"""Shares of a difference, fair and exact: Shapley values, and whole numbers that keep their sum.

The value of a factor is what it adds, averaged over every order in which the factors could have
been changed. L. S. Shapley, "A value for n-person games" (1953).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

T = TypeVar("T")


def shapley(factors: Sequence[T], worth: Callable[[frozenset[T]], int]) -> dict[T, Fraction]:
    """Split `worth(all) - worth(none)` among the factors, exactly.

    `worth` is asked once for each of the 2^n sets of factors. What changes nothing in any set
    gets 0, and the order of `factors` does not matter.
    """
    known = {group: worth(group) for group in _groups(factors)}
    return {factor: _share(factor, factors, known) for factor in factors}


def whole(shares: Mapping[T, Fraction]) -> dict[T, int]:
    """Round to whole numbers with the same sum, each less than one away, by largest remainders.

    Equal remainders go to the factor that stands first in `shares`.
    """
    floors = {factor: math.floor(share) for factor, share in shares.items()}
    missing = round(sum(shares.values(), Fraction())) - sum(floors.values())
    by_remainder = sorted(shares, key=lambda factor: floors[factor] - shares[factor])
    raised = by_remainder[:missing]
    return {factor: floor + (factor in raised) for factor, floor in floors.items()}


def _groups(factors: Sequence[T]) -> list[frozenset[T]]:
    return [
        frozenset(group)
        for size in range(len(factors) + 1)
        for group in combinations(factors, size)
    ]


def _share(factor: T, factors: Sequence[T], worth: Mapping[frozenset[T], int]) -> Fraction:
    others = [each for each in factors if each != factor]
    orders = math.factorial(len(factors))
    share = Fraction()
    for group in _groups(others):
        ways = math.factorial(len(group)) * math.factorial(len(others) - len(group))
        share += Fraction(ways, orders) * (worth[group | {factor}] - worth[group])
    return share

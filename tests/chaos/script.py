"""What people do in the year of their own accord: what they type, ask for and vote."""

from collections.abc import Mapping
from datetime import date, time

from tests.chaos.staff import ADMIN, ANNA, BEN, CARL, ENGINEERING, LEAD, MARK, SAL, STANDIN

DAWN, NINE, NOON, THREE = time(6), time(9), time(12), time(15)
Typed = tuple[str, str]  # who, and what behind `/release`


def typed() -> Mapping[tuple[date, time], tuple[Typed, ...]]:
    """Give what people type, by day and time."""

    def on(month: int, day: int, at: time = NINE) -> tuple[date, time]:
        return date(2026, month, day), at

    return {
        on(1, 7): (
            (ANNA, "adopt Checkout 5"),
            (ANNA, 'settings Checkout 5 tier 1 goal "Pay with one click"'),
        ),
        on(1, 12): ((CARL, "adopt SDK 4.1"), (CARL, "settings SDK 4.1 tier 3")),
        on(2, 2): ((BEN, "adopt Partner portal"),),
        on(2, 3): ((BEN, "settings Partner portal committed 2026-03-27"),),
        on(2, 23): ((ANNA, "settings Checkout 5 committed 2026-04-17"),),
        on(3, 17): (
            (ANNA, "adopt Wallet"),
            (ANNA, "settings Wallet tier 1 codename Bluebird committed 2026-06-26"),
        ),
        on(4, 7): ((CARL, "adopt SDK 4.2"), (CARL, "settings SDK 4.2 tier 3")),
        on(4, 13): ((SAL, f"away until 2026-04-24 <@{STANDIN}>"),),
        on(4, 20): (
            (BEN, "adopt Search 2"),
            (BEN, "settings Search 2 committed 2026-06-12"),
        ),
        on(4, 25): ((ANNA, 'hotfix Checkout 5 "Cards with a long name work again"'),),
        on(5, 20): ((BEN, "adopt Reports"),),
        on(5, 25, THREE): (
            (BEN, "adopt Finder"),
            (BEN, "settings Finder committed 2026-06-26"),
        ),
        on(6, 16): ((ANNA, "settings Wallet committed 2026-07-17"),),
        on(7, 1): (
            (ANNA, "adopt Refunds"),
            (ANNA, "settings Refunds tier 1 committed 2026-10-02"),
            (CARL, "adopt Admin 7"),
            (CARL, "settings Admin 7 tier 3"),
        ),
        on(7, 4): ((ADMIN, 'rollback Finder "Results were shown to the wrong people"'),),
        on(9, 1): (
            (BEN, "adopt Billing export"),
            (BEN, "settings Billing export committed 2026-11-13"),
        ),
        on(10, 12): ((BEN, "settings Billing export committed 2026-11-27"),),
    }


# Who asks for votes in which channel, and on what; and who votes how.
ASKED: Mapping[tuple[date, time], tuple[tuple[str, str, str], ...]] = {
    (date(2026, 4, 14), NINE): ((ANNA, ENGINEERING, "Checkout 5"),),
}
VOTES: Mapping[tuple[date, time], tuple[tuple[str, str, str, str, str], ...]] = {
    (date(2026, 4, 15), NINE): (
        (LEAD, "shop:checkout", "engineering", "approve", ""),
        (MARK, "shop:checkout", "marketing", "block", "the video is missing"),
    ),
    (date(2026, 4, 16), THREE): (
        (STANDIN, "shop:checkout", "sales", "approve", ""),
        (MARK, "shop:checkout", "marketing", "approve", ""),
    ),
}

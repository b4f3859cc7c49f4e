"""Addresses of calendars."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.feed.signing import EndedAddressError, ForgedAddressError, Signer

TODAY = date(2026, 11, 30)
SIGNER = Signer("https://ship.example.com/", "a secret")


def parts() -> tuple[str, str, str]:
    query = parse_qs(urlsplit(SIGNER.address("marketing", TODAY)).query)
    return query["for"][0], query["until"][0], query["sign"][0]


def test_an_address_that_we_signed_is_good_to_the_end_of_its_last_day() -> None:
    assert SIGNER.address("marketing", TODAY).startswith(
        "https://ship.example.com/calendar.ics?for=marketing&until=2026-11-30&sign="
    )
    SIGNER.check(*parts(), TODAY)
    with pytest.raises(EndedAddressError):
        SIGNER.check(*parts(), TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("position", "value"),
    [
        (0, "support"),
        (0, ""),
        (1, "2027-11-30"),
        (1, "20261130"),
        (1, "tomorrow"),
        (1, ""),
        (2, ""),
        (2, "0" * 64),
        (2, "\u00fc" * 64),
    ],
)
def test_no_part_of_an_address_can_be_changed(position: int, value: str) -> None:
    told = [*parts()]
    told[position] = value
    function, until, sign = told
    with pytest.raises(ForgedAddressError):
        SIGNER.check(function, until, sign, TODAY)


def test_another_secret_ends_all_addresses() -> None:
    with pytest.raises(ForgedAddressError):
        Signer(SIGNER.base, "another").check(*parts(), TODAY)


def test_the_secret_is_not_shown() -> None:
    assert "a secret" not in repr(SIGNER)

"""The pace: by what Linear says is left of the hour, on its own clock."""

import pytest

from connectors.linear.pace import seconds_to_pause, seconds_to_reset

DATE = "Mon, 02 Mar 2026 12:00:00 GMT"
IN_AN_HOUR = str(1_772_452_800_000 + 3_600_000)


def headers(kind: str = "requests", **more: str) -> dict[str, str]:
    told = {"date": DATE}
    for name, value in ({"limit": "2500", "reset": IN_AN_HOUR} | more).items():
        told[f"x-ratelimit-{kind}-{name}"] = value
    return told


def test_with_plenty_left_nothing_waits() -> None:
    assert seconds_to_pause(headers(remaining="2000")) == 0.0


def test_the_last_requests_are_spread_until_the_reset_in_epoch_milliseconds() -> None:
    assert seconds_to_pause(headers(remaining="100")) == pytest.approx(36.0)


def test_complexity_is_spread_by_what_the_last_query_cost() -> None:
    told = headers("complexity", limit="3000000", remaining="100000") | {"x-complexity": "10000"}
    assert seconds_to_pause(told) == pytest.approx(360.0)


def test_with_nothing_left_the_next_request_waits_for_the_reset() -> None:
    assert seconds_to_pause(headers(remaining="0")) == pytest.approx(3600.0)
    assert seconds_to_reset(headers(remaining="0")) == pytest.approx(3600.0)


def test_a_limit_of_one_endpoint_has_its_own_reset() -> None:
    told = headers("endpoint-requests", remaining="0") | headers("requests", remaining="900")
    assert seconds_to_reset(told) == pytest.approx(3600.0)


@pytest.mark.parametrize("broken", [{}, {"date": DATE}, {"x-ratelimit-requests-limit": "many"}])
def test_headers_that_say_nothing_stop_nothing(broken: dict[str, str]) -> None:
    assert seconds_to_pause(broken) == 0.0
    assert seconds_to_reset(broken) is None

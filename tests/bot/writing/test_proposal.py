"""What could be written, and why some dates never can."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.answering import Answerer
from bot.writing.errors import CannotWriteError
from bot.writing.proposal import Writable, offer_of, offer_on, offers_of, writable_of
from planner.category import Category
from store.directory import ReleaseName
from tests.bot.answers import TODAY, a_forecast, a_refusal, a_scope, a_shipped, an_item
from tests.bot.writing.conftest import named

CHECKOUT = ReleaseName(
    "jira:17", "Checkout", (), "version", ("jira",), is_released=False, released_on=None,
    covered_by=None,
)  # fmt: skip


def test_a_release_of_one_tracker_is_found_by_the_trackers_own_id() -> None:
    assert writable_of(CHECKOUT, {"jira"}) == Writable(
        "jira:17", "Checkout", "version", "jira", "17"
    )


def test_a_colon_in_the_name_of_a_source_or_in_an_id_confuses_nobody() -> None:
    odd = replace(CHECKOUT, id="a:b:c:1", sources=("a:b",))
    assert writable_of(odd, {"a:b"}).ext_id == "c:1"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (replace(CHECKOUT, kind="plan", id="plan:x"), "written down in `shipcast.yaml`"),
        (replace(CHECKOUT, sources=("jira", "linear")), "several trackers"),
        (replace(CHECKOUT, covered_by="plan:x"), "a part of a release that is written down"),
        (replace(CHECKOUT, is_released=True), "has shipped"),
        (replace(CHECKOUT, id="files:17", sources=("files",)), "Nothing may be written to files"),
    ],
)
def test_what_cannot_be_written_says_why(name: ReleaseName, sentence: str) -> None:
    with pytest.raises(CannotWriteError, match=sentence):
        writable_of(name, {"jira"})


def test_the_companys_written_release_and_its_parts_cannot(answerer: Answerer) -> None:
    for release_id in ("plan:search", "jira:search"):
        with pytest.raises(CannotWriteError, match="written down"):
            writable_of(named(answerer, release_id), {"jira", "linear"})


def test_a_forecast_offers_four_days_with_their_likelihood() -> None:
    offers = offers_of(a_forecast())
    assert [(offer.percent, (offer.day - TODAY).days) for offer in offers] == [
        (50, 50),
        (70, 70),
        (85, 85),
        (95, 95),
    ]
    assert [offer.likelihood for offer in offers] == [0.5, 0.7, 0.85, 0.95]


def test_days_beyond_the_horizon_are_not_offered() -> None:
    days = a_forecast().days.copy()
    days[80:] = float("inf")
    forecast = a_forecast(days=days)
    assert [offer.percent for offer in offers_of(forecast)] == [50, 70]
    with pytest.raises(CannotWriteError, match="85% likely"):
        offer_of(forecast, 85)


def test_without_a_forecast_there_is_no_percentile_to_take() -> None:
    complete = a_forecast(a_scope(items=[an_item(category=Category.DONE)]))
    for answer, sentence in (
        (a_refusal(), "too little finished yet"),
        (a_shipped(), "no forecast"),
        (None, "no forecast"),
        (complete, "only waits for the release itself"),
    ):
        with pytest.raises(CannotWriteError, match=sentence):
            offer_of(answer, 85)


def test_a_day_that_somebody_names_is_taken_with_its_likelihood() -> None:
    day = TODAY + timedelta(days=40)
    assert offer_on(a_forecast(), day, TODAY).likelihood == 0.4
    assert offer_on(a_refusal(), day, TODAY).likelihood is None
    assert offer_on(a_forecast(), TODAY, TODAY).day == TODAY
    with pytest.raises(CannotWriteError, match="Sat 21 Nov has passed"):
        offer_on(a_forecast(), date(2026, 11, 21), TODAY)

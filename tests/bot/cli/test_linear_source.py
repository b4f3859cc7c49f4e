"""A Linear source of the settings becomes a tracker, with its secrets and without showing them."""

from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from bot.cli.failures import InputError
from bot.cli.linear_options import linear_options
from bot.cli.trackers import trackers_of
from config.model import Settings
from config.sources import LinearSource

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def source(**values: object) -> LinearSource:
    return LinearSource.model_validate({"kind": "linear", "name": "acme"} | values)


def test_a_source_becomes_a_tracker_that_asks_nobody_yet() -> None:
    (tracker,) = trackers_of(Settings(sources=(source(token="lin_api_1"),)), NOW)
    assert (tracker.kind, tracker.name) == ("linear", "acme")


def test_what_is_set_reaches_the_connector() -> None:
    told = linear_options(
        source(
            client_id="app",
            client_secret=SecretStr("sesame"),
            teams="WEB, APP",
            releases="project",
            writeback=True,
        )
    )
    assert (told.client_id, told.client_secret, told.token) == ("app", "sesame", None)
    assert (told.teams, told.releases, told.writes) == (("WEB", "APP"), ("project",), True)
    assert "sesame" not in repr(told)


def test_a_source_without_a_key_names_the_variable_to_set() -> None:
    with pytest.raises(InputError, match="SHIPCAST_SOURCE_ACME_TOKEN"):
        linear_options(source(client_id="app"))

"""Who asks: keys bare, tokens as bearers, clients with tokens that they get by themselves."""

import pytest

from connectors.linear.options import LinearOptions
from connectors.linear.tracker import LinearTracker
from connectors.tracker import FatalError
from tests.connectors.linear.scene import make_tracker
from tests.connectors.linear.server import KEY, Linear

CLIENT = {"token": None, "client_id": "shipcast", "client_secret": "open sesame"}


def test_a_personal_key_goes_bare_and_an_access_token_as_a_bearer(linear: Linear) -> None:
    linear.tokens.add("oauth-token")
    make_tracker(linear).server_time()
    make_tracker(linear, token="oauth-token").server_time()
    assert linear.authorizations == [KEY, "Bearer oauth-token"]


def test_a_client_gets_a_token_and_a_new_one_when_that_is_refused(linear: Linear) -> None:
    tracker = make_tracker(linear, **CLIENT)
    tracker.server_time()
    tracker.server_time()
    assert len(linear.forms) == 1
    linear.tokens.clear()  # after 30 days, or when another process got one
    tracker.server_time()
    assert linear.authorizations[-1] == "Bearer token-2"
    assert linear.forms[0]["grant_type"] == ["client_credentials"]
    assert linear.forms[0]["scope"] == ["read"]


def test_a_client_that_writes_asks_for_that_scope(linear: Linear) -> None:
    make_tracker(linear, **CLIENT, writes=True).server_time()
    assert linear.forms[0]["scope"] == ["read,write"]


def test_a_client_with_a_wrong_secret_is_told_so(linear: Linear) -> None:
    with pytest.raises(FatalError, match=r"Client is not known.*client_id"):
        make_tracker(linear, **CLIENT | {"client_secret": "wrong"}).server_time()


def test_a_source_without_a_key_says_so() -> None:
    with pytest.raises(FatalError, match="acme has no key"):
        LinearTracker(LinearOptions("acme")).server_time()


def test_secrets_are_not_shown() -> None:
    options = LinearOptions("acme", token=KEY, client_secret="open sesame")
    assert KEY not in repr(options)
    assert "sesame" not in repr(options)

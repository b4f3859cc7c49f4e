"""Every failure is one sentence that names the thing, the reason and the way out."""

from pathlib import Path

import certifi
import httpx
import pytest

from connectors.linear.judging import judge
from connectors.tracker import FatalError, RetriableError, TrackerError, UnreachableError
from tests.connectors.linear.scene import make_tracker
from tests.connectors.linear.server import KEY, Linear, Reply, refusal

PAGE = Reply(200, b"<html>Sign in</html>", "text/html")


def failure(linear: Linear, **options: object) -> str:
    with pytest.raises(TrackerError) as caught:
        make_tracker(linear, **options).entities()
    message = str(caught.value)
    assert "\n" not in message
    assert KEY not in message
    return message


def test_a_wrong_key(linear: Linear) -> None:
    told = failure(linear, token="lin_api_wrong")
    assert told.startswith("127.0.0.1 does not take the key. Make a new one under Settings")


def test_a_key_that_could_never_be_one(linear: Linear) -> None:
    assert "characters that no key has" in failure(linear, token="not a key")


def test_a_missing_permission(linear: Linear) -> None:
    linear.faults.append(refusal("FORBIDDEN", 200, "Missing scope"))
    assert "Missing scope. Give the key the permission to read" in failure(linear)


def test_an_unknown_team(linear: Linear) -> None:
    told = failure(linear, teams=("WEB", "OPS"))
    assert "no team 'OPS'" in told
    assert "it sees APP, SEC, WEB. Mend `teams`" in told


def test_a_wrong_address(linear: Linear) -> None:
    told = failure(linear, url=linear.url.replace("/graphql", "/elsewhere"))
    assert "404" in told or "Check `url`" in told


def test_a_page_instead_of_json(linear: Linear) -> None:
    linear.faults.append(PAGE)
    assert "a page instead of JSON" in failure(linear)


def test_json_that_is_no_answer(linear: Linear) -> None:
    linear.faults.append(Reply(200, b'{"hello": "world"}'))
    assert "no GraphQL answer. Check `url`" in failure(linear)


def test_a_query_that_linear_no_longer_takes(linear: Linear) -> None:
    linear.faults.append(refusal("GRAPHQL_VALIDATION_FAILED", 400, "Cannot query field"))
    assert "Cannot query field. Linear's API has changed" in failure(linear)


@pytest.mark.usefixtures("impatient")
def test_a_line_that_goes_dead(linear: Linear) -> None:
    linear.faults.extend([Reply(0)] * 9)
    with pytest.raises(UnreachableError, match="cannot be reached"):
        make_tracker(linear).entities()


@pytest.mark.usefixtures("impatient")
def test_a_part_that_never_comes_is_named(linear: Linear) -> None:
    linear.world.broken["Project", "teams"] = 99
    assert "(at projects.nodes.0.teams)" in failure(linear)


def test_a_proxy_that_takes_out_the_date(linear: Linear) -> None:
    linear.headers["Date"] = ""
    with pytest.raises(FatalError, match="sends no Date: a proxy takes it out"):
        make_tracker(linear).server_time()


def test_a_certificate_file_that_is_none(linear: Linear, tmp_path: Path) -> None:
    told = failure(linear, ca_file=tmp_path / "missing.pem")
    assert "Set `ca_file` of the source acme to a PEM file" in told


def test_a_certificate_file_is_what_is_trusted(linear: Linear) -> None:
    """A file that holds certificates is taken; the connection here is plain."""
    assert make_tracker(linear, ca_file=Path(certifi.where())).entities().teams


@pytest.mark.parametrize("code", ["SOMETHING_NEW", "INTERNAL_SERVER_ERROR", ""])
def test_an_error_that_nobody_knows_is_worth_another_try(code: str) -> None:
    body = {"data": {"issues": {}}, "errors": [{"message": "Hm", "extensions": {"code": code}}]}
    assert isinstance(judge(httpx.Response(200, json=body), "linear"), RetriableError)


def test_older_answers_name_a_type_instead_of_a_code() -> None:
    body = {"errors": [{"message": "Hm", "extensions": {"type": "authentication error"}}]}
    assert "does not take the key" in str(judge(httpx.Response(400, json=body), "linear"))

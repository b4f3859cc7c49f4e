"""Each thing that can be wrong with a source is one sentence that says what to do."""

import gc
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from connectors.jira.options import JiraOptions
from connectors.jira.tracker import JiraTracker
from connectors.tracker import TrackerError
from tests.connectors.jira.classic import data_center
from tests.connectors.jira.cloud import Site, cloud
from tests.connectors.jira.faults import Act, broken, page
from tests.connectors.jira.shop import shop

Serve = Callable[..., AbstractContextManager[Site]]
KINDS = pytest.mark.parametrize("serve", [cloud, data_center], ids=["cloud", "data center"])
AUTHORITY = Path(__file__).with_name("authority.pem")  # signed by itself, for these tests alone
TOKEN = "ATATT3xFfGF0-wrong-secret"


def complaint(options: JiraOptions) -> str:
    """Give what the first question answers: doctor asks just that, before any sync."""
    with pytest.raises(TrackerError) as raised:
        JiraTracker(options).server_time()
    told = str(raised.value)
    assert "\n" not in told
    assert TOKEN not in told
    return told


@KINDS
def test_a_wrong_token(serve: Serve) -> None:
    with serve(shop()) as site:
        told = complaint(site.options(token=TOKEN))
    assert "does not take the token (401). Make a new one and set it." in told


def test_a_missing_token() -> None:
    told = complaint(JiraOptions("shop", "http://127.0.0.1:9"))
    assert "has no token" in told
    assert "anonymous: true" in told


@KINDS
def test_an_account_that_would_see_less_is_refused(serve: Serve) -> None:
    """Anonymous search succeeds with what is public: an account has to be known."""
    with serve(shop()) as site:
        site.script.everywhere["/myself"] = lambda _: JSONResponse({"message": "x"}, 401)
        assert "(401)" in complaint(site.options())


def test_a_public_tracker_is_read_by_nobody_in_particular() -> None:
    with cloud(shop(), authorization=None) as site:
        options = site.options(anonymous=True, token=None, user=None)
        assert JiraTracker(options).server_time() == site.world.now
        assert not any("myself" in asked for asked in site.script.asked)


def test_boards_that_a_public_tracker_hides_are_missed_aloud() -> None:
    with cloud(shop(), authorization=None) as site:
        site.script.everywhere["/agile/"] = lambda _: JSONResponse({"message": "x"}, 401)
        tracker = JiraTracker(site.options(anonymous=True, token=None, user=None))
        entities = tracker.entities()
    assert entities.sprints == ()
    assert "Boards and sprints are not read" in entities.warnings[0]


@KINDS
def test_a_missing_permission(serve: Serve) -> None:
    with serve(shop()) as site:
        refused = JSONResponse({"errorMessages": ["You may not browse."]}, 403)
        site.script.everywhere["/search"] = lambda _: refused
        told = complaint(site.options())
    assert "You may not browse" in told
    assert "permission" in told


@KINDS
def test_an_unknown_project(serve: Serve) -> None:
    with serve(shop()) as site:
        told = complaint(site.options(projects=("SHOP", "NOPE")))
    assert "has no project NOPE that" in told
    assert "Mend `projects`" in told


@KINDS
def test_a_site_that_shows_no_project(serve: Serve) -> None:
    world = shop()
    world.projects = {}
    with serve(world) as site:
        assert "shows no project to" in complaint(site.options())


@KINDS
def test_a_broken_query(serve: Serve) -> None:
    with serve(shop()) as site:
        told = complaint(site.options(jql="labels ~~ web"))
    assert "refuses the query (400)" in told
    assert "labels ~~ web" in told
    assert "Mend `jql`" in told


def test_a_field_that_is_not_there() -> None:
    with cloud(shop()) as site:
        fields = type(site.options().fields)(points="Guesses")
        assert "no field 'Guesses'" in complaint(site.options(fields=fields))


@KINDS
def test_an_address_without_a_jira(serve: Serve) -> None:
    with serve(shop()) as site:
        told = complaint(site.options(url=f"{site.url}/wiki"))
        site.faults.clear()  # no specification has such a path
    assert "no Jira at this address (404)" in told


def test_an_address_where_nobody_listens() -> None:
    told = complaint(JiraOptions("shop", "http://127.0.0.1:9", token=TOKEN, per_second=1e6))
    assert "cannot be reached" in told
    assert "Check `url`" in told


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (page(), "page instead of JSON"),
        (broken(502), "502 Bad Gateway. Try again later"),
        (lambda _: RedirectResponse("https://sso.example.com/login?t=1"), "on to sso.example.com"),
        (lambda _: JSONResponse({"hello": 1}), "is no Jira"),
    ],
    ids=["page", "502", "redirect", "another service"],
)
@pytest.mark.parametrize("where", ["/serverInfo", "/myself", "/field", "/board"])
def test_something_else_answers(act: Act, words: str, where: str) -> None:
    """Both ways of asking say the same: our own (serverInfo) and the library's (field, board)."""
    if words == "is no Jira" and where != "/serverInfo":
        return
    with cloud(shop()) as site:
        site.script.everywhere[where] = act
        assert words in complaint(site.options())


@pytest.mark.parametrize("where", ["/serverInfo", "/field"])
def test_a_stall_ends(where: str) -> None:
    with stalling(where) as site:
        told = complaint(site.options(timeout_seconds=0.05))
        site.script.everywhere.clear()
    assert "does not answer in time" in told


@contextmanager
def stalling(where: str) -> Iterator[Site]:
    def stall(_: Request) -> Response:
        time.sleep(0.2)
        return JSONResponse({})

    with cloud(shop()) as site:
        site.script.everywhere[where] = stall
        yield site


def test_a_certificate_that_nobody_signed() -> None:
    with cloud(shop(), certificate=AUTHORITY) as site:
        told = complaint(site.options(token=TOKEN))
    assert "certificate that is not trusted here. Set `ca_file`" in told


def test_an_authority_of_ones_own_is_trusted_by_both_ways_of_asking() -> None:
    with cloud(shop(), certificate=AUTHORITY) as site:
        tracker = JiraTracker(site.options(ca_file=AUTHORITY))
        assert tracker.server_time() == site.world.now
        assert len(tracker.entities().releases) == 4
        del tracker  # a server waits for TLS clients to say goodbye
        gc.collect()


def test_a_file_of_certificates_that_holds_none(tmp_path: Path) -> None:
    (tmp_path / "authority.pem").write_text("hello", encoding="utf-8")
    options = JiraOptions("shop", "https://127.0.0.1:9", token=TOKEN)
    told = complaint(replace(options, ca_file=tmp_path / "authority.pem"))
    assert "holds no certificates that can be read" in told


def test_a_login_that_wants_to_see_a_person() -> None:
    headers = {"X-Authentication-Denied-Reason": "CAPTCHA_CHALLENGE; login-url=https://x/login"}
    with data_center(shop()) as site:
        site.script.everywhere["/myself"] = lambda _: JSONResponse({}, 403, headers)
        assert "Log in once with a browser" in complaint(site.options())


def test_a_token_that_is_ignored_with_200() -> None:
    headers = {"X-Seraph-LoginReason": "AUTHENTICATED_FAILED"}
    with data_center(shop()) as site:
        site.script.everywhere["/project"] = lambda _: JSONResponse([], 200, headers)
        assert "does not take the token" in complaint(site.options())


def test_no_error_of_the_library_shows_what_was_sent_or_answered() -> None:
    """Its own texts hold headers and bodies; neither text nor cause may get out."""
    with cloud(shop()) as site:
        leak = JSONResponse({"errorMessages": ["No."], "token": TOKEN}, 500, {"X-Token": TOKEN})
        site.script.everywhere["/field"] = lambda _: leak
        with pytest.raises(TrackerError) as raised:
            JiraTracker(site.options(token=TOKEN, user=None)).server_time()
        site.authorization = f"Bearer {TOKEN}"
        with pytest.raises(TrackerError) as raised:
            JiraTracker(site.options(token=TOKEN, user=None)).server_time()
    shown = "".join(traceback.format_exception(raised.value))
    assert "500" in shown
    assert TOKEN not in shown


def test_the_options_never_show_the_token() -> None:
    assert TOKEN not in repr(JiraOptions("shop", "https://x", token=TOKEN))

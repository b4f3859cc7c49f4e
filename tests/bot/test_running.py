"""The whole process: it starts, works, and ends when it is told to."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import time as clock
from datetime import timedelta
from typing import Self

import httpx
import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.clock import now
from bot.newsroom import Newsroom
from bot.people.office import People
from bot.running import (
    RunError,
    Service,
    run_http,
    run_socket,
    run_without_slack,
    start_schedule,
)
from bot.slack.errors import SlackSettingsError
from bot.wishes import CARD
from store.lockouts import begin_lockout
from store.outbox import enqueue_post
from store.said import load_last_review
from store.subscriptions import WEEKDAYS, add_subscription
from tests.bot.answers import NOW
from tests.bot.newsrooms import newsroom_over, outbox
from tests.bot.slack.local_slack import APP_TOKEN, BOT_TOKEN, SECRET, LocalSlack
from tests.bot.web.trackers import from_jira, hooks_over, marked
from tests.store.posts import a_post

WAIT_SECONDS = 20


@dataclass
class Visit:
    """Does something to the running process from another thread, then stops it with a signal."""

    port: int
    act: Callable[[str], None]
    stop: signal.Signals = signal.SIGTERM
    errors: list[Exception] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._go, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()
        assert self.errors == []

    def _go(self) -> None:
        address = f"http://127.0.0.1:{self.port}"
        try:
            wait_for(lambda: is_up(address))
            self.act(address)
        except Exception as error:  # noqa: BLE001  told by the test's own thread
            self.errors.append(error)
        os.kill(os.getpid(), self.stop)


def is_up(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz").status_code == 200
    except httpx.TransportError:
        return False


def wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while not happened():
        if time.monotonic() > until:
            raise TimeoutError("it did not happen")
        time.sleep(0.02)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as local:
        yield local


def has_reviewed(newsroom: Newsroom) -> bool:
    with newsroom.readers() as session:
        return load_last_review(session) is not None


def a_service(port: int, syncs: list[float], checks: bool = True) -> Service:
    return Service(
        sync=lambda: syncs.append(time.monotonic()),
        checks={"database": lambda: checks},
        host="127.0.0.1",
        port=port,
        sync_every=timedelta(seconds=0.2),
    )


def test_by_http_it_answers_until_sigterm(
    slack: LocalSlack, answerer: Answerer, people: People, port: int
) -> None:
    heard: list[str] = []

    def ask(address: str) -> None:
        sent = slack.slash("/when", "checkout redesign", f"{address}/slack/events")
        heard.append(slack.answer(sent)["text"])

    with Visit(port, ask):
        run_http(
            answerer,
            people,
            a_service(port, []),
            bot_token=BOT_TOKEN,
            signing_secret=SECRET,
            base_url=slack.base_url,
        )
    assert heard[0].startswith("Checkout redesign is 85% likely by")


def test_by_socket_it_is_ready_once_connected_and_answers(
    slack: LocalSlack, answerer: Answerer, people: People, port: int
) -> None:
    heard: list[str] = []

    def ask(address: str) -> None:
        ready = httpx.get(f"{address}/readyz").json()
        assert ready == {"ready": True, "checks": {"database": True, "slack": True}}
        heard.append(slack.answer(slack.slash("/when", "checkout redesign"))["text"])

    with Visit(port, ask):
        run_socket(
            answerer,
            people,
            a_service(port, []),
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            base_url=slack.base_url,
        )
    assert heard[0].startswith("Checkout redesign is 85% likely by")


def test_an_answer_that_was_begun_gets_out_before_the_end(
    slack: LocalSlack, answerer: Answerer, people: People, port: int
) -> None:
    sent = []

    def ask(address: str) -> None:
        sent.append(slack.slash("/when", "checkout redesign", f"{address}/slack/events"))

    with Visit(port, ask):
        run_http(
            answerer,
            people,
            a_service(port, []),
            bot_token=BOT_TOKEN,
            signing_secret=SECRET,
            base_url=slack.base_url,
        )
    assert slack.answer(sent[0], seconds=0.1)["text"]


def test_it_syncs_at_once_and_again_even_after_a_failure(answerer: Answerer, port: int) -> None:
    syncs: list[float] = []

    def fail_first() -> None:
        syncs.append(time.monotonic())
        if len(syncs) == 1:
            raise RuntimeError("the tracker is away")

    service = Service(fail_first, {}, "127.0.0.1", port, timedelta(seconds=0.2))
    with Visit(port, lambda _: wait_for(lambda: len(syncs) >= 3)):
        run_without_slack(answerer, service)
    assert len(syncs) >= 3


def test_it_reviews_what_it_synced_and_says_what_is_due(
    slack: LocalSlack,
    answerer: Answerer,
    people: People,
    company: sessionmaker[Session],
    port: int,
) -> None:
    newsroom = replace(newsroom_over(company), workspace=None)
    with company.begin() as session:
        enqueue_post(session, a_post("due", channel="C1"))
        add_subscription(
            session,
            workspace="T1",
            channel="C2",
            creator="U1",
            release_id="jira:checkout",
            days=WEEKDAYS,
            at=clock(9),
            zone="UTC",
            created_at=NOW,
            kind=CARD,
        )

    def look(address: str) -> None:
        wait_for(lambda: httpx.get(f"{address}/readyz").json()["checks"]["schedule"])
        wait_for(lambda: slack.channels.keys("C1") == ["due"])
        wait_for(lambda: has_reviewed(newsroom))
        wait_for(lambda: CARD in {one.kind for one in outbox(company)})

    with Visit(port, look):
        run_http(
            answerer,
            people,
            replace(a_service(port, []), newsroom=newsroom),
            bot_token=BOT_TOKEN,
            signing_secret=SECRET,
            base_url=slack.base_url,
        )


def test_it_is_not_ready_while_slack_refuses_its_token_and_is_when_it_starts_with_another(
    slack: LocalSlack,
    answerer: Answerer,
    people: People,
    company: sessionmaker[Session],
    port: int,
) -> None:
    with company.begin() as session:
        begin_lockout(session, "token_revoked", NOW)
        enqueue_post(session, a_post("waits", channel="C1"))
    slack.token_refusal = None  # it started, so the token is another one

    def look(address: str) -> None:
        wait_for(lambda: slack.channels.keys("C1") == ["waits"])
        assert httpx.get(f"{address}/readyz").json()["checks"]["token"]
        slack.token_refusal = "account_inactive"
        event = {"event": {"type": "app_uninstalled"}}
        slack.tell({}, f"{address}/slack/events", payload=event)
        wait_for(lambda: not httpx.get(f"{address}/readyz").json()["checks"]["token"])
        assert httpx.get(f"{address}/readyz").status_code == 503

    with Visit(port, look):
        run_http(
            answerer,
            people,
            replace(a_service(port, []), newsroom=newsroom_over(company)),
            bot_token=BOT_TOKEN,
            signing_secret=SECRET,
            base_url=slack.base_url,
        )


def test_without_slack_reviews_are_kept_all_the_same(
    answerer: Answerer, company: sessionmaker[Session], port: int
) -> None:
    newsroom = replace(newsroom_over(company), workspace=None)
    service = replace(a_service(port, []), newsroom=newsroom)
    with Visit(port, lambda _: wait_for(lambda: has_reviewed(newsroom))):
        run_without_slack(answerer, service)


def test_without_slack_a_hint_is_taken_followed_and_reviewed(
    answerer: Answerer, company: sessionmaker[Session], port: int
) -> None:
    newsroom = replace(newsroom_over(company), workspace=None)
    hooks = hooks_over(company, now=now())
    followed: list[list[str]] = []

    def follow() -> int:
        followed.append(marked(company, "shop"))
        return 0

    service = replace(
        a_service(port, []),
        newsroom=newsroom,
        hooks=hooks,
        reread=follow,
    )

    def call(address: str) -> None:
        sent = from_jira(at=now())
        assert httpx.post(
            f"{address}/webhooks/jira", content=sent.body, headers=dict(sent.headers)
        ).is_success
        wait_for(lambda: ["10002"] in followed)

    with Visit(port, call):
        run_without_slack(answerer, service)


@pytest.mark.parametrize("mode", ["http", "socket"])
def test_with_slack_trackers_may_call_too(
    slack: LocalSlack,
    answerer: Answerer,
    people: People,
    company: sessionmaker[Session],
    port: int,
    mode: str,
) -> None:
    service = replace(a_service(port, []), hooks=hooks_over(company, now=now()))

    def call(address: str) -> None:
        sent = from_jira(at=now())
        path = f"{address}/webhooks/jira/shop"
        assert httpx.post(path, content=sent.body, headers=dict(sent.headers)).is_success

    with Visit(port, call):
        if mode == "http":
            run_http(
                answerer,
                people,
                service,
                bot_token=BOT_TOKEN,
                signing_secret=SECRET,
                base_url=slack.base_url,
            )
        else:
            run_socket(
                answerer,
                people,
                service,
                bot_token=BOT_TOKEN,
                app_token=APP_TOKEN,
                base_url=slack.base_url,
            )
    assert marked(company, "shop") == ["10002"]


def test_a_burst_of_hints_ends_in_a_review(
    answerer: Answerer, company: sessionmaker[Session]
) -> None:
    newsroom = replace(newsroom_over(company), workspace=None)
    rereads = iter([2])
    service = replace(
        a_service(0, []),
        sync=lambda: wait_for(lambda: has_reviewed(newsroom)),  # no sync ends before
        sync_every=timedelta(hours=1),
        newsroom=newsroom,
        reread=lambda: next(rereads, 0),
        reread_every=timedelta(seconds=0.1),
        quiet=timedelta(seconds=0.3),
    )
    scheduler = start_schedule(answerer, service)
    try:
        wait_for(lambda: has_reviewed(newsroom))
    finally:
        scheduler.shutdown(wait=True)


def test_ctrl_c_is_a_way_to_stop(answerer: Answerer, port: int) -> None:
    with Visit(port, lambda _: None, stop=signal.SIGINT):
        run_without_slack(answerer, a_service(port, []))


def test_a_taken_address_is_told_before_anything_starts(answerer: Answerer) -> None:
    syncs: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        with pytest.raises(RunError, match=f"cannot listen on 127.0.0.1:{port}"):
            run_without_slack(answerer, a_service(port, syncs))
    assert syncs == []


def test_http_without_a_signing_secret_is_refused(
    slack: LocalSlack, answerer: Answerer, people: People, port: int
) -> None:
    with pytest.raises(SlackSettingsError, match="signing_secret"):
        run_http(
            answerer,
            people,
            a_service(port, []),
            bot_token=BOT_TOKEN,
            signing_secret=" ",
            base_url=slack.base_url,
        )
    assert slack.calls == []

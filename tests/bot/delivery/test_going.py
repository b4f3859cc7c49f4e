"""Go or no-go stands in a channel once, and is changed in place when votes and gates change."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.answering import Answerer
from bot.delivery.deliver import Delivered
from bot.people.errors import RefusedError
from bot.people.office import Office, People
from bot.people.roles import Asker, Roles
from bot.readying.going import ask_votes, enqueue_go, go_state
from bot.readying.signing import sign
from bot.readying.speaking import weighed_release
from bot.review import review
from bot.slack.profiles import Profiles
from bot.slack.rooms import Rooms
from bot.views.signing import SignForm
from planner.calendar import WorkCalendar
from planner.launch.functions import Function
from planner.launch.gates import LaunchRules
from planner.launch.plan import LaunchPlan, Tier
from planner.launch.votes import Verdict, Vote
from store.go_posts import GO
from store.launch_plans import load_launch_plan, save_launch_plan
from store.sign_offs import save_vote
from tests.bot.answers import NOW
from tests.bot.delivery.kiosk import CHECKOUT, Kiosk
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import outbox

RULES = LaunchRules((Function("marketing", people=("U02",)), Function("support", people=("U04",))))
OWNER = Asker("T1", "U01", "C1")


class Launch:
    """A release that is to launch in a week, and the channel in which its votes are asked for."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.kiosk = kiosk
        answerer = Answerer(kiosk.sessions, WorkCalendar(), lambda: kiosk.at, launch=RULES)
        kiosk.answerer = answerer
        people = People(kiosk.sessions, lambda: kiosk.at, Roles(frozenset({"U08"})))
        client = kiosk.poster.client
        self.office = Office("T1", people, answerer, Rooms(client), Profiles(client))
        plan = LaunchPlan(
            CHECKOUT, "U01", Tier.STRATEGIC, committed_on=NOW.date() + timedelta(days=8)
        )
        with kiosk.sessions.begin() as session:
            save_launch_plan(session, "T1", plan, NOW)

    def ask(self, channel: str = "C1") -> str:
        return ask_votes(self.office, replace(OWNER, channel=channel), CHECKOUT).text

    def put(self, channel: str) -> bool:
        """Put it down as it stands now; tell whether that is new."""
        weighed, at = weighed_release(self.office, CHECKOUT), self.kiosk.at
        with self.kiosk.sessions.begin() as session:
            state = go_state(session, self.office.newsroom, weighed, channel, at)
            return enqueue_go(session, state, "T1", channel, at)

    def vote(self, user: str, function: str, verdict: Verdict = Verdict.APPROVE) -> None:
        reason = None if verdict is Verdict.APPROVE else "not ready"
        sign(
            self.office,
            Asker("T1", user, "D1"),
            SignForm(CHECKOUT, function, verdict, None, reason),
        )

    def words(self, channel: str = "C1") -> str:
        (message,) = self.kiosk.said(channel)
        judge(message["text"], message["blocks"])
        return said_in(message["blocks"])


@pytest.fixture
def launch(kiosk: Kiosk) -> Launch:
    return Launch(kiosk)


def test_a_vote_changes_the_message_that_stands(launch: Launch) -> None:
    launch.ask()
    assert launch.kiosk.deliver() == Delivered(sent=1)
    assert "sign-off missing: <@U02>" in launch.words()
    launch.vote("U02", "marketing")
    launch.vote("U04", "support", Verdict.BLOCK)
    launch.kiosk.wait(seconds=2)
    assert launch.kiosk.deliver() == Delivered(sent=1)
    words = launch.words()
    assert "*No-go.* 1 function blocks." in words
    assert "signed off by <@U02>" in words
    assert "✋ blocked by <@U04>: not ready" in words
    first, skipped, edit = launch.kiosk.posts(GO)
    assert (first.edits, skipped.state, edit.edits) == (None, "skipped", first.ts)


def test_a_vote_before_it_is_said_is_in_it(launch: Launch) -> None:
    launch.ask()
    launch.vote("U02", "marketing")
    assert launch.kiosk.deliver() == Delivered(sent=1)
    assert "signed off by <@U02>" in launch.words()


def test_every_channel_that_has_it_is_changed_and_no_other(launch: Launch) -> None:
    for channel in ("C1", "C2"):
        launch.ask(channel)
    launch.kiosk.deliver()
    launch.vote("U02", "marketing")
    launch.kiosk.wait(seconds=2)
    assert launch.kiosk.deliver() == Delivered(sent=2)
    for channel in ("C1", "C2"):
        assert "signed off by <@U02>" in launch.words(channel)


def test_what_it_says_already_is_not_said_again(launch: Launch) -> None:
    launch.ask()
    launch.kiosk.deliver()
    assert not launch.put("C1")
    assert launch.kiosk.deliver() == Delivered()


def test_each_place_reads_the_name_that_it_may_know(launch: Launch) -> None:
    with launch.kiosk.sessions.begin() as session:
        plan = replace(load_launch_plan(session, CHECKOUT), codename="Falcon")
        save_launch_plan(session, "T1", plan, NOW)
    assert launch.put("C1")
    assert launch.put("U01")
    launch.kiosk.deliver()
    launch.vote("U02", "marketing")
    launch.kiosk.wait(seconds=2)
    launch.kiosk.deliver()
    texts = [(one.channel, one.text) for one in outbox(launch.kiosk.sessions)]
    assert [("Falcon" in text, "Checkout" in text) for at, text in texts if at == "C1"] == [
        (True, False)
    ] * 2
    assert [("Falcon" in text, "Checkout" in text) for at, text in texts if at == "U01"] == [
        (False, True)
    ] * 2


def test_a_message_that_somebody_deleted_is_not_missed_and_may_be_asked_for_anew(
    launch: Launch,
) -> None:
    launch.ask()
    launch.kiosk.deliver()
    launch.kiosk.said().clear()
    launch.vote("U02", "marketing")
    launch.kiosk.wait(seconds=2)
    assert launch.kiosk.deliver() == Delivered(skipped=1)
    launch.vote("U04", "support")
    launch.kiosk.wait(seconds=2)
    assert launch.kiosk.deliver() == Delivered()
    assert launch.ask().startswith("Asked.")
    launch.kiosk.wait(seconds=2)
    assert launch.kiosk.deliver() == Delivered(sent=1)
    assert "signed off by <@U04>" in launch.words()


def test_a_review_after_a_sync_brings_it_up_to_date_and_ends_it(launch: Launch) -> None:
    launch.ask()
    launch.kiosk.deliver()
    launch.kiosk.wait(minutes=10)
    launch.kiosk.ship()
    review(launch.kiosk.newsroom, launch.kiosk.at)
    launch.kiosk.deliver()
    words = launch.words()
    assert "*Shipped.* The votes below are kept as they were." in words
    assert "Sign off" not in words
    review(launch.kiosk.newsroom, launch.kiosk.at)
    assert launch.kiosk.deliver() == Delivered()


def test_once_it_has_shipped_what_is_changed_later_is_not_in_it(launch: Launch) -> None:
    launch.ask()
    launch.kiosk.ship()
    review(launch.kiosk.newsroom, launch.kiosk.at)
    launch.kiosk.deliver()
    words = launch.words()
    with launch.kiosk.sessions.begin() as session:
        at = launch.kiosk.at + timedelta(minutes=1)
        save_vote(session, "T1", CHECKOUT, Vote("support", "U04", Verdict.APPROVE, at))
    launch.kiosk.wait(days=2)
    launch.kiosk.add_issues()
    review(launch.kiosk.newsroom, launch.kiosk.at)
    assert launch.kiosk.deliver() == Delivered()
    assert launch.words() == words


def test_a_canceled_release_is_not_voted_on_any_more(launch: Launch) -> None:
    launch.ask()
    launch.kiosk.deliver()
    launch.kiosk.cancel()
    for _ in range(2):
        launch.kiosk.wait(minutes=10)
        review(launch.kiosk.newsroom, launch.kiosk.at)
        launch.kiosk.deliver()
    words = launch.words()
    assert "*Canceled.* The votes below are kept as they were." in words
    assert "Sign off" not in words
    assert len(launch.kiosk.posts(GO)) == 2


def test_one_that_is_opened_again_is_voted_on_again(launch: Launch) -> None:
    launch.ask()
    for is_released in (True, False):
        launch.kiosk.ship(is_released=is_released)
        launch.kiosk.wait(minutes=10)
        review(launch.kiosk.newsroom, launch.kiosk.at)
        launch.kiosk.deliver()
    assert "*Not decided.*" in launch.words()
    assert "Sign off" in launch.words()


def test_nobody_else_asks_for_votes_nor_where_nobody_reads(launch: Launch) -> None:
    for asker, sentence in (
        (replace(OWNER, user="U09"), "Only the owner"),
        (replace(OWNER, channel="D1"), "Nobody else reads this conversation"),
    ):
        with pytest.raises(RefusedError, match=sentence):
            ask_votes(launch.office, asker, CHECKOUT)
    assert launch.kiosk.posts(GO) == []

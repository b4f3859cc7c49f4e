"""An embargoed release is called by its codename, at every door and in all that is said unasked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.delivery.deliver import deliver_due
from bot.delivery.poster import SlackPoster
from bot.embargoes import Confidants
from bot.newsroom import Newsroom
from bot.people.office import People
from bot.people.roles import Roles
from bot.review import review
from bot.schedule.digests import enqueue_digest
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from planner.launch.embargo import OPERATOR
from planner.launch.functions import Function
from planner.launch.plan import LaunchPlan
from store.definitions import Match, ReleaseDefinition, upsert_definitions
from store.launch_plans import save_launch_plan
from store.subscriptions import Subscription, add_subscription, load_subscriptions
from tests.bot.answers import NOW
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack, Message
from tests.bot.slack.test_home import open_home
from tests.bot.slack.test_mentions import settled, tell
from tests.bot.slack.test_subscribing import press, release
from tests.bot.world import PLAN, MemoryTracker, to_do
from tests.bot.world import jira as usual_jira

Sessions = sessionmaker[Session]
OWNER, STRANGER, MARKETER, ADMIN = "U01", "U02", "U03", "U08"
MARKETING = "C0MARKETING"
CHECKOUT, SECRET = "jira:checkout", "plan:zanzibar-deal"
CANARIES = ("quokka basket", "zanzibar")
ZANZIBAR = ReleaseDefinition("zanzibar-deal", "Zanzibar deal", (), Match("release", ("jira:v24",)))
FUNCTIONS = (Function("marketing", MARKETING, (MARKETER,)),)
MONDAY = NOW + timedelta(days=1)
WHILE_HERE = [
    "when falcon",
    "when falcon by Dec 15",
    "status falcon",
    "list",
    "list at-risk",
    "risks",
    "risks falcon",
    "blockers",
    "blockers falcon",
    "contents falcon",
    "plan falcon by Dec 15",
    "order",
    "order falcon",
    "why is partner api behind falcon?",
    "why falcon since Nov 15",
    "what changed?",
    "whatif falcon add 9",
    "whatif partner api first",
    "whatif 2.4 after falcon",
    "what tier is falcon?",
    "what did we promise for falcon?",
    "what's in Q4",
    "what ships by March?",
    "SHOP-300",
    "when osprey",
    "contents osprey",
    "notes falcon",
    "record",
    "subscribe falcon weekdays",
    "subscribe all",
    "subscriptions",
    "adopt falcon",
    "disown falcon",
    "settings falcon tier 1",
    "me",
    "help",
]


@dataclass
class House:
    """A company with two embargoed releases, and everything that Slack got of it."""

    door: Door
    sessions: Sessions
    answerer: Answerer
    newsroom: Newsroom

    @property
    def slack(self) -> LocalSlack:
        return self.door.slack

    def everything(self) -> str:
        slack = self.slack
        public = {at: said for at, said in slack.channels.posted.items() if at != MARKETING}
        got = (public, slack.channels.edits, slack.rooms.whispers)
        more = (slack.rooms.homes, slack.modals.shown, slack.hooked)
        return json.dumps([*got, *more], ensure_ascii=False).casefold()

    def no_leak(self) -> None:
        got = self.everything()
        for canary in CANARIES:
            at = got.find(canary)
            assert at < 0, got[max(at - 300, 0) : at + 200]

    def listen(self, channel: str, kind: str, release_id: str | None = None) -> None:
        with self.sessions.begin() as session:
            add_subscription(
                session,
                workspace="T1",
                channel=channel,
                creator=STRANGER,
                release_id=release_id,
                days=("Mon",),
                at=time(9),
                zone="UTC",
                created_at=NOW,
                kind=kind,
            )

    def deliver(self, minutes: int = 0, **told: Any) -> None:
        slack = self.slack
        client = WebClient(BOT_TOKEN, base_url=slack.base_url, retry_handlers=[])
        confidants = self.newsroom.confidants
        for more in range(8):
            at = MONDAY + timedelta(minutes=minutes, seconds=more * 5)
            deliver_due(self.sessions, SlackPoster(client), at, confidants=confidants, **told)


def jira(**told: Any) -> MemoryTracker:
    """Give the usual tracker, in which Checkout has a name that stands in no other sentence."""
    usual = usual_jira()
    releases = tuple(
        replace(one, name="Quokka basket", **told) if one.ext_id == "checkout" else one
        for one in usual.things.releases
    )
    labelled = (replace(one, labels=("Quokka basket",)) for one in usual.issues[-4:])
    issues = (*usual.issues[:-4], *labelled)
    return replace(usual, things=replace(usual.things, releases=releases), issues=issues)


def embargo(sessions: Sessions, **told: Any) -> None:
    with sessions.begin() as session:
        plan = LaunchPlan(CHECKOUT, OWNER, goal="A Quokka basket", codename="Falcon")
        save_launch_plan(session, "T1", replace(plan, **told), NOW)
        other = LaunchPlan(SECRET, OWNER, codename="Osprey", committed_on=date(2026, 12, 1))
        save_launch_plan(session, "T1", other, NOW)


@pytest.fixture
def house(slack: LocalSlack, company: Sessions) -> Iterator[House]:
    sync_tracker(jira(), company, now=lambda: NOW, full=True)
    with company.begin() as session:
        upsert_definitions(session, [PLAN, ZANZIBAR])
    embargo(company)
    admins = frozenset({ADMIN})
    confidants = Confidants(FUNCTIONS, admins)
    answerer = Answerer(company, WorkCalendar(), lambda: NOW, confidants=confidants)
    people = People(company, lambda: NOW, Roles(admins), functions=FUNCTIONS)
    newsroom = Newsroom(
        company,
        company,
        WorkCalendar(),
        "T1",
        FUNCTIONS,
        answerer=Answerer(company, WorkCalendar(), lambda: MONDAY, confidants=confidants),
        admins=admins,
    )
    slack.rooms.is_everywhere = True
    with by_http(slack, answerer, people) as door:
        yield House(door, company, answerer, newsroom)


def test_whoever_must_not_know_reads_the_codename_whatever_they_ask(house: House) -> None:
    review(house.newsroom, NOW)
    for text in WHILE_HERE:
        release(house.door, text, user=STRANGER)
    said = release(house.door, "when falcon", user=STRANGER)
    assert said["text"].startswith("Falcon is ")
    for label in ("Why?", "Share"):
        press(house.door, said, label, user=STRANGER)
    house.no_leak()
    other = release(house.door, "when osprey", user=OWNER)
    assert "Zanzibar" in other["text"]
    press(house.door, release(house.door, "when osprey", user=STRANGER), "Share", user=OWNER)
    house.slack.hooked.clear()
    open_home(house.door, STRANGER)
    assert "Falcon" in ask_in_public(house, "is Falcon late?")["text"]
    house.deliver()
    house.no_leak()


def test_the_real_name_is_unknown_to_them_and_nothing_is_near(house: House) -> None:
    for name in ("Quokka basket", "quokka", "qoukka baskte", "Zanzibar deal"):
        said = release(house.door, f"when {name}", user=STRANGER)
        assert said["text"].startswith(f"I know no release called “{name}”"), said["text"]
        shown = json.dumps(said, ensure_ascii=False)
        assert "Falcon" not in shown
        assert "Osprey" not in shown
    by_id = release(house.door, "when plan zanzibar deal", user=STRANGER)
    assert "I know no release" in by_id["text"]
    assert "I found no release" in ask_in_public(house, "the Quokka basket is late")["text"]


def test_what_it_covers_and_labels_of_that_name_are_unknown_as_well(house: House) -> None:
    with house.sessions.begin() as session:
        save_launch_plan(session, "T1", LaunchPlan("plan:search", OWNER, codename="Kite"), NOW)
    assert "Kite" in release(house.door, "when kite", user=STRANGER)["text"]
    for text in ("search", "new search", "linear search"):
        said = json.dumps(release(house.door, f"when {text}", user=STRANGER))
        assert "I know no release" in said
        assert "*Search*" not in said
    for text in ('label "Quokka basket"', 'label "Qoukka baskets"'):
        said = json.dumps(release(house.door, f"when {text}", user=STRANGER))
        assert "I know nothing labelled" in said
        assert "everything labelled" not in said
    known = json.dumps(release(house.door, 'when label "Qoukka baskets"', user=OWNER))
    assert "everything labelled" in known


def test_a_thread_goes_on_under_the_codename(house: House) -> None:
    event = {"type": "app_mention", "channel": "C1", "user": STRANGER}
    for number, text in enumerate(("when is falcon?", "and by Dec 15?", "any risks?"), start=1):
        told = {**event, "text": f"<@U9> {text}", "ts": f"{number}.1", "thread_ts": "1.1"}
        tell(house.door, told, event_id=f"Ev{number}")
        settled(house.door, number)
    said = [message["text"] for message in house.slack.channels.posted["C1"]]
    assert len(said) == 3
    assert all("Falcon" in text for text in said), said


def ask_in_public(house: House, text: str) -> Message:
    payload = {
        "type": "message_action",
        "callback_id": "when_it_ships",
        "user": {"id": STRANGER, "team_id": "T1"},
        "message": {"type": "message", "user": OWNER, "ts": "1.1", "text": text},
    }
    return house.slack.answer(house.slack.click({}, house.door.via, payload=payload))


@pytest.mark.parametrize("user", [OWNER, MARKETER, ADMIN])
def test_those_who_take_part_read_its_name_and_may_say_either(house: House, user: str) -> None:
    for name in ("quokka basket", "falcon"):
        said = release(house.door, f"when {name}", user=user)
        assert said["text"].startswith("Quokka basket is ") or "I took" in said["text"]
        assert "*Quokka basket*" in json.dumps(said["blocks"])


def test_in_a_channel_even_the_owner_says_the_codename(house: House) -> None:
    for number, (text, channel) in enumerate(
        [("when is falcon?", "C1"), ("list", "C1"), ("and quokka basket?", "C1")], start=1
    ):
        event = {"type": "app_mention", "text": f"<@U9> {text}", "channel": channel}
        tell(house.door, {**event, "user": OWNER}, event_id=f"Ev{number}")
        settled(house.door, number)
    first, second, third = house.slack.channels.posted["C1"]
    assert first["text"].startswith("Falcon is ")
    assert "Falcon" in second["text"]
    assert third["text"].startswith("I know no release called “quokka basket”")
    tell(
        house.door,
        {"type": "app_mention", "text": "<@U9> falcon", "channel": MARKETING, "user": STRANGER},
        event_id="Ev9",
    )
    settled(house.door, 4)
    assert "Quokka basket" in house.slack.channels.posted[MARKETING][0]["text"]


def test_what_the_owner_shares_is_shared_by_its_codename(house: House) -> None:
    said = release(house.door, "when falcon", user=OWNER)
    assert "Quokka basket" in said["text"]
    press(house.door, said, "Share", user=OWNER)
    press(house.door, said, "Share", user=OWNER, channel=MARKETING)
    house.deliver(minutes=-24 * 60)
    (public,) = house.slack.channels.posted["C1"]
    assert "Falcon" in public["text"]
    assert "quokka basket" not in json.dumps(public).casefold()
    (theirs,) = house.slack.channels.posted[MARKETING]
    assert "Quokka basket" in theirs["text"]


def test_what_the_owner_asks_by_its_name_is_shared_by_its_codename(house: House) -> None:
    """Every kind of answer; a name that is not written out is not taken for another."""
    for text in ("risks Quokka basket", "why quokka basket", "contents falcon", "list"):
        said = release(house.door, text, user=OWNER)
        assert "Quokka basket" in json.dumps(said)
        press(house.door, said, "Share", user=OWNER)
    house.deliver(minutes=-24 * 60)
    public = house.slack.channels.posted["C1"]
    assert len(public) == 4
    assert all("Falcon" in json.dumps(said) for said in public)
    assert "quokka" not in json.dumps(public).casefold()
    half = release(house.door, "risks quokka", user=OWNER)
    assert "another answer" in press(house.door, half, "Share", user=OWNER)["text"]
    press(house.door, half, "Share", user=OWNER, channel=MARKETING)
    house.deliver(minutes=-24 * 60 + 2)
    assert "Quokka basket" in house.slack.channels.posted[MARKETING][0]["text"]
    assert len(house.slack.channels.posted["C1"]) == 4


def test_what_is_said_unasked_goes_by_who_reads_it(house: House) -> None:
    for channel in ("C1", MARKETING):
        for kind in ("digest", "slips", "shipped"):
            house.listen(channel, kind)
        house.listen(channel, "card", CHECKOUT)
    review(house.newsroom, NOW)
    grown = jira()
    extra = tuple(to_do(f"SHOP-{900 + n}", "shop", ("checkout", "v24")) for n in range(30))
    grown = replace(grown, issues=(*grown.issues, *extra))
    sync_tracker(grown, house.sessions, now=lambda: NOW, full=True)
    review(house.newsroom, MONDAY)
    with house.sessions.begin() as session:
        for wish in _digests(session):
            assert enqueue_digest(session, house.newsroom, wish, MONDAY, MONDAY)
    house.deliver(minutes=10)
    public = json.dumps(house.slack.channels.posted["C1"], ensure_ascii=False)
    kinds = [message["metadata"]["event_payload"] for message in house.slack.channels.posted["C1"]]
    assert len(kinds) == 3
    assert "Falcon" in public
    for canary in CANARIES:
        assert canary not in public.casefold()
    assert "Quokka basket" in json.dumps(house.slack.channels.posted[MARKETING])


def _digests(session: Session) -> list[Subscription]:
    return [one for one in load_subscriptions(session, "T1") if one.kind == "digest"]


def test_a_post_that_waits_when_the_embargo_begins_does_not_tell(house: House) -> None:
    embargo(house.sessions, codename=None)
    house.listen("C1", "card", CHECKOUT)
    house.listen(MARKETING, "card", CHECKOUT)
    review(house.newsroom, MONDAY)
    embargo(house.sessions)
    house.deliver()
    assert "Falcon" in house.slack.channels.posted["C1"][0]["text"]
    theirs = json.dumps(house.slack.channels.posted[MARKETING])
    assert "Quokka basket" in theirs
    assert "Falcon" not in theirs


def test_a_card_that_is_there_gets_the_codename_at_once(house: House) -> None:
    embargo(house.sessions, codename=None)
    house.listen("C1", "card", CHECKOUT)
    review(house.newsroom, MONDAY)
    house.deliver()
    assert "Quokka basket" in house.slack.channels.posted["C1"][0]["text"]
    embargo(house.sessions)
    review(house.newsroom, MONDAY + timedelta(minutes=1), is_told_anew=True)
    house.deliver(minutes=3)
    assert "Falcon" in house.slack.channels.posted["C1"][0]["text"]


def test_a_rehearsal_is_read_by_whoever_is_in_its_channel(house: House) -> None:
    house.listen(MARKETING, "card", CHECKOUT)
    review(house.newsroom, MONDAY)
    house.deliver(rehearsal_channel="C1")
    public = json.dumps(house.slack.channels.posted["C1"])
    assert "Falcon" in public
    assert "Quokka basket" not in public


def test_the_embargo_ends_when_it_has_launched(house: House) -> None:
    today = NOW.date()
    for launch_on, name in ((today + timedelta(days=9), "Falcon"), (today, "Quokka basket")):
        embargo(house.sessions, launch_on=launch_on)
        released = jira(is_released=True, released_on=NOW.date())
        sync_tracker(released, house.sessions, now=lambda: NOW, full=True)
        said = release(house.door, "when falcon", user=STRANGER)
        assert name in said["text"]


def test_only_those_who_know_may_adopt_one_that_nobody_owns(house: House) -> None:
    embargo(house.sessions, owner=None)
    said = release(house.door, "adopt falcon", user=STRANGER)
    assert said["text"].startswith("Falcon is under an embargo")
    assert "Quokka basket" in release(house.door, "adopt falcon", user=ADMIN)["text"]


def test_the_operator_reads_names(house: House) -> None:
    known = house.answerer.read_by(OPERATOR)
    assert known.answer("quokka basket").text.startswith("Quokka basket is ")
    assert house.answerer.answer("falcon").text.startswith("Falcon is ")

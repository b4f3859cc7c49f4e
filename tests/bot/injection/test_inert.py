"""What a tracker holds, and what a person types, comes out of every door as plain text."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from bot.logs import scrub
from bot.views.dating import form_view, told_view, written
from bot.words.catalogue import say
from bot.words.escape import escape, unescape
from bot.writing.proposal import Offer, Proposal, Writable
from connectors.writer import Target
from store.adoptions import adopt_release
from store.subscriptions import add_subscription
from tests.bot.answers import NOW
from tests.bot.injection.inert import assert_inert
from tests.bot.injection.world import ALIAS, NAMED, PAYLOADS, SLOTS, company, fill
from tests.bot.leaks.stage import CHANNEL, PERSON, Stage, buttons_of, staged
from tests.bot.newsrooms import WORKSPACE, outbox
from tests.bot.slack.local_slack import LocalSlack
from tests.bot.world import empty_store, to_do

ASKED = (
    "when {}",
    "status {}",
    "list",
    "list at-risk",
    "record",
    "whatif {} drop SHOP-300, add 5",
    "whatif {} after jira:partner",
    "why {} since last Monday",
    "what moved?",
    "plan {} by 2027-03-01",
    "risks {}",
    "risks",
    "blockers {}",
    "blockers",
    "contents {}",
    "notes {}",
    "SHOP-300",
    "subscriptions",
)
# What people type: the payload stands where a name, a date, a zone, a channel or a verb does.
TYPED = (
    "{}",
    "when {}",
    "{} checkout",
    "when checkout by {}",
    "epic {}",
    "everything labelled {}",
    "everything in project {}",
    "whatif {} drop {}",
    "whatif attack drop {}",
    "whatif attack after {}",
    "why attack since {}",
    "plan attack by {}",
    "subscribe {}",
    "subscribe all daily at 9:30 {}",
    "subscribe all daily <#C9|{}>",
    "unsubscribe {}",
    "adopt {}",
    "disown {}",
    "list {}",
    'when "{}" and "{}"',
)


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as local:
        yield local


@pytest.fixture(params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    return PAYLOADS[request.param]


@pytest.fixture
def stage(slack: LocalSlack, tmp_path: Path, payload: str) -> Iterator[Stage]:
    sessions, trackers = empty_store(tmp_path), company(payload)
    fill(sessions, trackers, payload)
    with staged(sessions, slack, company=trackers) as made:
        yield made
    sessions.kw["bind"].dispose()


def test_what_trackers_hold_stays_text_in_every_answer(stage: Stage) -> None:
    for name in ("jira:checkout", ALIAS):
        for text in ASKED if name != ALIAS else ASKED[:2]:
            answer = stage.ask(text.format(name))
            stage.press_all(answer)
            stage.mention(text.format(name))
    stage.shortcut(f"any news of {ALIAS}?")
    with stage.sessions.begin() as session:
        adopt_release(session, NAMED, WORKSPACE, PERSON, NOW)
    stage.open_home(PERSON)
    stage.open_home("U02")
    assert_inert(stage.sent())


def test_what_people_type_stays_text(stage: Stage, payload: str) -> None:
    for text in TYPED:
        asked = text.replace("{}", payload)
        stage.press_all(stage.ask(asked[:4000]))
        stage.mention(asked[:4000])
    stage.ask(payload, command="/when")
    stage.shortcut(payload)
    assert_inert(stage.sent(), are_typed=True)


def test_what_is_said_unasked_stays_text(stage: Stage) -> None:
    with stage.sessions.begin() as session:
        adopt_release(session, NAMED, WORKSPACE, PERSON, NOW)
        for kind in ("digest", "slips", "shipped", "card"):
            add_subscription(
                session,
                workspace=WORKSPACE,
                channel=CHANNEL,
                creator=PERSON,
                release_id=NAMED,
                days=("Mon", "Tue", "Wed", "Thu", "Fri"),
                at=time(9),
                zone="UTC",
                created_at=stage.now,
                kind=kind,
            )
    stage.review()
    listed = stage.ask("subscriptions")
    for one in buttons_of(listed):
        if not one["action_id"].startswith("unsubscribe"):
            stage.press(one)
    stage.press_all(stage.ask(f"subscribe {NAMED} daily at 10:30"))
    card = stage.ask(NAMED, command="/when")
    stage.press(next(one for one in buttons_of(card) if one["action_id"] == "share"))
    stage.deliver()
    stage.wait(days=14)
    stage.read(*(to_do(f"SHOP-{1000 + n}", "shop", ("checkout",)) for n in range(12)))
    stage.review()
    stage.wait(minutes=10)
    stage.deliver()
    kinds = {one.kind.partition(":")[0] for one in outbox(stage.sessions)}
    assert kinds >= {"card", "ping", "share"}
    assert_inert(stage.sent())


@pytest.mark.parametrize("payload", [SLOTS], indirect=False)
def test_a_slot_in_a_name_is_not_filled(stage: Stage) -> None:
    said = unescape(stage.ask(NAMED)["text"]).replace("\u200b", "")
    assert SLOTS in said


def test_the_modal_of_a_date_stays_text(payload: str) -> None:
    """What the tracker calls a release and its source, and why it says no."""
    due_on = date(2026, 12, 20)
    target = Target("1", "version", payload, due_on)
    writable = Writable(f"jira:{payload}"[:400], payload, "version", payload[:80], "1")
    proposal = Proposal(writable, target, NOW.date(), 0.5, (Offer(due_on, 85, 0.85),))
    reason = escape(scrub(payload), 500)
    views = (
        form_view(proposal, "n", say("write.moved")),
        told_view(written(proposal, replace(target, due_on=date(2027, 1, 9)))),
        told_view(say("write.failed", reason=reason)),
    )
    assert_inert([("views.update", json.dumps({"view": view})) for view in views])
    assert all(len(view["private_metadata"]) <= 3000 for view in views)

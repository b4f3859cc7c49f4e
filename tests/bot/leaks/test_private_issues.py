"""No private issue, and nobody's name, gets out by any way, to anybody who asks."""

from datetime import time

import pytest

from store.adoptions import adopt_release
from store.subscriptions import add_subscription
from tests.bot.answers import NOW
from tests.bot.judge import judge
from tests.bot.leaks.questions import PROBES, QUESTIONS
from tests.bot.leaks.stage import ADMIN, CHANNEL, PERSON, SHARED, Stage, buttons_of, leaks
from tests.bot.leaks.world import KEY, NEVER, more_private
from tests.bot.newsrooms import WORKSPACE, outbox

CHECKOUT = "jira:checkout"


def assert_sealed(stage: Stage, least: int = 1) -> None:
    """Assert that something was said, and that nothing of it is a canary."""
    said = [body for _, body in stage.sent()]
    assert len(said) >= least
    assert leaks(said, NEVER) == []


def subscribe(stage: Stage, kind: str, release_id: str | None = CHECKOUT) -> None:
    with stage.sessions.begin() as session:
        add_subscription(
            session,
            workspace=WORKSPACE,
            channel=CHANNEL,
            creator=PERSON,
            release_id=release_id,
            days=("Mon", "Tue", "Wed", "Thu", "Fri"),
            at=time(9),
            zone="UTC",
            created_at=stage.now,
            kind=kind,
        )


def test_no_answer_names_what_is_private(stage: Stage) -> None:
    for text in (*QUESTIONS, *PROBES):
        answer = stage.ask(text)
        judge(answer["text"], answer.get("blocks", []))
        stage.press_all(answer)
        stage.mention(text)
    stage.deliver()
    assert {one.kind for one in outbox(stage.sessions)} == {"share", "notes"}
    assert_sealed(stage, least=2 * len(QUESTIONS))


def test_no_answer_to_when_does(stage: Stage) -> None:
    for text in ("checkout redesign", "2.4", "SHOP-300", "search by Friday"):
        stage.press_all(stage.ask(text, command="/when"))
    assert_sealed(stage, least=8)


WITH_KEY = (
    "when is {}?",
    "{}",
    "what blocks {}?",
    "why {}",
    "contents {}",
    "risks {}",
    "epic {}",
    "whatif checkout redesign drop {}",
    "and without {}",
    "whatif checkout redesign drop SHOP-300, {}",
    "subscribe {}",
    "adopt {}",
    "when {} and SHOP-300",
)


# Nobody has a key of the second kind; it looks as much like any name as the first.
@pytest.mark.parametrize(
    ("private", "nobodys"), [("1", "0"), ("9", "0"), ("80", "99"), ("88", "99")]
)
def test_a_private_key_is_as_good_as_one_that_nobody_has(
    stage: Stage, private: str, nobodys: str
) -> None:
    """Whoever asks with it learns nothing, not even that there is such an issue."""
    for text in WITH_KEY:
        known, unknown = (asked_with(stage, text, f"{KEY}-{each}") for each in (private, nobodys))
        assert known == unknown, text
        assert leaks([known], NEVER[1:]) == []


def asked_with(stage: Stage, text: str, key: str) -> str:
    """Give what is said to a question with a key, in private and in the channel, less the key."""
    told = stage.ask(text.format(key))
    stage.mention(text.format(key))
    said = stage.slack.channels.posted.pop(CHANNEL, []) + stage.slack.rooms.whispers
    stage.slack.rooms.whispers.clear()
    shown = [told, {**said[-1], "thread_ts": None, "ts": None}]
    return repr(shown).replace(key, "KEY")


def test_a_message_that_speaks_of_one_leads_nowhere(stage: Stage) -> None:
    told = [stage.shortcut(text)["text"] for text in ("lunch?", f"is {KEY}-1 done?", f"{KEY}-80!")]
    assert len(set(told)) == 1
    stage.press_all(stage.shortcut("any news of checkout redesign or SHOP-301?"))
    stage.shortcut("is SHOP-300 in?")
    assert_sealed(stage, least=5)


def test_a_thread_goes_on_without_it(stage: Stage) -> None:
    stage.mention("when is checkout redesign?")
    for text in ("why?", "what blocks it?", "what's in it?", "and without SHOP-300?", "risks"):
        stage.mention(text, thread="1.1")
    assert len(stage.said_in_channel()) == 6
    assert_sealed(stage, least=6)


def test_what_is_shared_does_not_name_it(stage: Stage) -> None:
    card = stage.ask("checkout redesign", command="/when")
    share = next(one for one in buttons_of(card) if one["action_id"] == "share")
    stage.press(share, user=ADMIN)
    stage.deliver()
    (said,) = stage.said_in_channel()
    assert "Shared by" in said
    assert_sealed(stage)


@pytest.mark.parametrize("user", [PERSON, ADMIN])
def test_no_answer_that_is_shared_does_whoever_shares_it(stage: Stage, user: str) -> None:
    """An admin is told how many are private; the channel is not."""
    with stage.sessions.begin() as session:
        adopt_release(session, CHECKOUT, WORKSPACE, user, NOW)
    for text in QUESTIONS:
        for button in buttons_of(stage.ask(text, user)):
            if button["action_id"] == "share_answer":
                stage.press(button, user)
    stage.deliver()
    assert len(stage.said_in_channel()) > 15
    assert not [said for said in stage.said_in_channel() if "private issue" in said]
    assert leaks(stage.said_in_channel(), NEVER) == []


def test_nothing_that_is_said_unasked_names_it(stage: Stage) -> None:
    """Digest, slip alert with its cause, card and its change, ping: moved by private issues."""
    for kind in ("digest", "slips", "shipped", "card"):
        subscribe(stage, kind)
    subscribe(stage, "digest", release_id=None)
    with stage.sessions.begin() as session:
        adopt_release(session, CHECKOUT, WORKSPACE, PERSON, NOW)
    stage.review()
    stage.deliver()
    for listed in buttons_of(stage.ask("subscriptions")):
        if listed["action_id"].startswith("send_test"):
            stage.press(listed)
    stage.wait(days=14)  # two weeks before the committed date at the latest
    stage.read(*more_private(12))
    stage.review()
    stage.wait(minutes=10)
    stage.deliver()
    kinds = {one.kind.partition(":")[0] for one in outbox(stage.sessions)}
    assert kinds >= {"card", "slips", "ping"}
    assert {"chat.postMessage", "chat.update"} <= {method for method, _ in stage.sent()}
    assert_sealed(stage, least=4)


def test_a_preview_and_a_test_digest_do_not(stage: Stage) -> None:
    stage.review()
    stage.press_all(stage.ask("subscribe all daily"))
    stage.press_all(stage.ask("subscribe checkout redesign weekdays"))
    stage.deliver()
    assert_sealed(stage, least=4)


def test_no_home_page_does(stage: Stage) -> None:
    with stage.sessions.begin() as session:
        adopt_release(session, CHECKOUT, WORKSPACE, PERSON, NOW)
    stage.ask("subscribe checkout redesign slips")
    for user in (PERSON, ADMIN, "U02"):
        stage.open_home(user)
    assert_sealed(stage, least=4)


def test_a_channel_that_another_company_reads_hears_nothing(stage: Stage) -> None:
    subscribe(stage, "card")
    subscribe(stage, "slips")
    stage.review()
    stage.become(SHARED)
    stage.deliver()
    card = stage.ask("checkout redesign", command="/when")
    share = next(one for one in buttons_of(card) if one["action_id"] == "share")
    assert stage.press(share)["text"].startswith("People of another company")
    stage.deliver()
    assert stage.said_in_channel() == []


class TestHowManyArePrivate:
    """Only who answers for a release, and the admins, are told how much of it is private."""

    TEXTS = ("contents checkout redesign", "blockers checkout redesign", "when checkout redesign")

    def said(self, stage: Stage, user: str) -> str:
        return "".join(repr(stage.ask(text, user)) for text in self.TEXTS)

    def test_an_admin_and_the_owner_are_told(self, stage: Stage) -> None:
        with stage.sessions.begin() as session:
            adopt_release(session, CHECKOUT, WORKSPACE, "U05", NOW)
        for user in (ADMIN, "U05"):
            assert "private issue" in self.said(stage, user)
        assert_sealed(stage, least=6)

    def test_nobody_else_is(self, stage: Stage) -> None:
        with stage.sessions.begin() as session:
            adopt_release(session, "jira:search", WORKSPACE, "U05", NOW)
        for user in (PERSON, "U05"):
            said = self.said(stage, user)
            assert "private issue" not in said
            assert "more" in said

    def test_no_channel_is_whoever_asks(self, stage: Stage) -> None:
        with stage.sessions.begin() as session:
            adopt_release(session, CHECKOUT, WORKSPACE, PERSON, NOW)
        for text in self.TEXTS:
            stage.mention(text)
        assert len(stage.said_in_channel()) == len(self.TEXTS)
        assert not [said for said in stage.said_in_channel() if "private issue" in said]

    def test_in_a_direct_message_the_owner_is(self, stage: Stage) -> None:
        with stage.sessions.begin() as session:
            adopt_release(session, CHECKOUT, WORKSPACE, PERSON, NOW)
        stage.mention("contents checkout redesign", direct=True)
        assert "private issue" in repr(stage.slack.channels.posted["D1"])

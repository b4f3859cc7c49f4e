"""`/release subscribe`, `unsubscribe` and `subscriptions`, through the app."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from store.adoptions import adopt_release
from store.audit import load_audit
from store.subscriptions import Subscription, load_subscriptions, pause_subscription
from tests.bot.answers import EVIL, NOW
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import outbox
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack, Message

Sessions = sessionmaker[Session]


def release(door: Door, text: str, user: str = "U01", channel: str = "C1") -> Message:
    payload = {"user_id": user, "channel_id": channel}
    said = door.slack.answer(door.slack.slash("/release", text, door.via, payload=payload))
    judge(said["text"], said.get("blocks", []))
    assert said["response_type"] == "ephemeral"
    return said


def press(
    door: Door, message: Message, label: str, user: str = "U01", channel: str = "C1"
) -> Message:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    button = next(one for row in rows for one in row if one["text"]["text"] == label)
    clicked = {key: button[key] for key in ("type", "action_id", "value")}
    payload = {"user": {"id": user, "team_id": "T1"}, "channel": {"id": channel}}
    said = door.slack.answer(door.slack.click(clicked, door.via, payload=payload))
    judge(said["text"], said.get("blocks", []))
    return said


def kept(sessions: Sessions) -> tuple[Subscription, ...]:
    with sessions() as session:
        return load_subscriptions(session)


def test_a_channel_subscribes_and_hears_when_the_next_digest_comes(
    http_door: Door, company: Sessions
) -> None:
    said = release(http_door, "subscribe checkout weekdays at 09:30 America/New_York")
    assert said["text"] == (
        "A digest of Checkout redesign, Monday to Friday at 09:30 (America/New_York)."
        " Next: Mon 23 Nov, 15:30 Europe/Berlin."
    )
    shown = "<!date^1795444200^{date_short_pretty} {time}|Mon 23 Nov, 15:30 Europe/Berlin>"
    assert f"Next: {shown}, your time" in said_in(said["blocks"])
    (one,) = kept(company)
    assert (one.channel, one.creator, one.release_id) == ("C1", "U01", "jira:checkout")
    with company() as session:
        (audited,) = load_audit(session)
    assert (audited.actor, audited.action, audited.subject) == (
        "U01",
        "subscribe",
        "subscription:1",
    )
    assert audited.before is None
    assert audited.after["at"] == "09:30"


def test_the_zone_is_that_of_who_subscribes_and_else_that_of_the_settings(
    http_door: Door, company: Sessions
) -> None:
    release(http_door, "subscribe all")
    release(http_door, "subscribe all daily", user="U02")
    assert [one.zone for one in kept(company)] == ["Europe/Berlin", "UTC"]


def test_in_a_direct_message_the_person_is_told(http_door: Door, company: Sessions) -> None:
    said = release(http_door, "subscribe all daily", channel="D7")
    assert said["blocks"][0]["text"]["text"].startswith("You get a digest of *all releases*")
    assert kept(company)[0].channel == "U01"


def test_what_overlaps_is_said_and_the_same_again_is_refused(
    http_door: Door, company: Sessions
) -> None:
    release(http_door, "subscribe all")
    said = release(http_door, "subscribe checkout daily")
    assert "no. 1 of `/release subscriptions`" in said_in(said["blocks"])
    assert "is here already: it is no. 1" in release(http_door, "subscribe ALL weekly")["text"]
    assert len(kept(company)) == 2


def test_slips_are_told_as_they_happen_beside_a_digest(http_door: Door, company: Sessions) -> None:
    release(http_door, "subscribe checkout daily")
    said = release(http_door, "subscribe checkout slips Europe/Berlin")
    assert said["text"].startswith(
        "Slip alerts of Checkout redesign, as it happens, in working hours (Europe/Berlin)."
        " From now on."
    )
    assert "overlap" not in said_in(said["blocks"])
    assert "Send test" not in said_in(said["blocks"])
    assert [one.kind for one in kept(company)] == ["digest", "slips"]
    assert "is here already: it is no. 2" in release(http_door, "subscribe checkout slips")["text"]

    listed = release(http_door, "subscriptions")
    assert "slip alerts of *Checkout redesign*, as it happens" in said_in(listed["blocks"])
    gone = release(http_door, "unsubscribe 2")["text"]
    assert gone.startswith("Taken back: the slip alerts of Checkout redesign, as it happens")


def test_a_card_is_put_up_in_working_hours_once_a_channel(
    http_door: Door, company: Sessions
) -> None:
    said = release(http_door, "subscribe checkout card Europe/Berlin")
    assert said["text"] == (
        "The card of Checkout redesign, kept up to date in place. It is posted in working hours,"
        " and that one message is edited from then on. Slip alerts of this release go into its"
        " thread."
    )
    (lying,) = outbox(company)
    assert (lying.kind, lying.channel) == ("card", "C1")
    assert lying.not_before == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert lying.text.startswith("Checkout redesign is 85% likely")
    assert "is here already: it is no. 1" in release(http_door, "subscribe checkout card")["text"]

    listed = release(http_door, "subscriptions")
    assert "the card of *Checkout redesign*, kept up to date" in said_in(listed["blocks"])
    assert press(http_door, listed, "Unsubscribe")["text"].startswith("Taken back: the card of")
    assert [one.state for one in outbox(company)] == ["skipped"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("subscribe all card", "A card is of one release."),
        ("subscribe 2.3 card", "That release is out"),
        ("subscribe checkout card daily", "A card is changed whenever"),
    ],
)
def test_a_card_that_cannot_be_kept_is_refused(
    http_door: Door, company: Sessions, text: str, sentence: str
) -> None:
    assert release(http_door, text)["text"].startswith(sentence)
    assert kept(company) == ()


def test_a_name_of_two_releases_gets_buttons_that_finish_the_order(
    http_door: Door, company: Sessions
) -> None:
    which = release(http_door, "subscribe 2.4 daily at 08:00")
    assert "could be 2 releases" in which["text"]
    assert kept(company) == ()
    done = press(http_door, which, "2.4 · linear")
    assert "A digest of 2.4, every working day at 08:00" in done["text"]
    assert kept(company)[0].release_id == "linear:v24"


def test_a_name_that_is_only_alike_is_asked_about(http_door: Door, company: Sessions) -> None:
    said = release(http_door, "subscribe chekout redesing")
    assert "I am not sure which release “chekout redesing” is" in said["text"]
    assert kept(company) == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("subscribe", "Which release? Try `/release subscribe Checkout redesign`."),
        ("subscribe nothing like that", "I know no release called “nothing like that”."),
        ("subscribe all at 26:00", "26:00 is no time of day"),
        ("unsubscribe 99", "I know no release called “99”."),
        ("unsubscribe", "Nothing is subscribed to here."),
        ("subscriptions", "Nothing is subscribed to here."),
    ],
)
def test_what_cannot_be_done_is_a_helpful_sentence(
    http_door: Door, text: str, sentence: str
) -> None:
    assert release(http_door, text)["text"].startswith(sentence)


@pytest.mark.parametrize(
    ("room", "sentence"),
    [
        (None, "I am not in this channel"),
        ({"is_member": False}, "I am not in this channel"),
        ({"is_member": True, "is_archived": True}, "This channel is archived"),
        ({"is_member": True, "is_ext_shared": True}, "People of another company"),
    ],
)
def test_where_we_may_not_post_nothing_is_kept(
    http_door: Door, company: Sessions, room: Message | None, sentence: str
) -> None:
    rooms = http_door.slack.rooms
    rooms.channels = {} if room is None else {"C1": room}
    assert release(http_door, "subscribe all")["text"].startswith(sentence)
    assert kept(company) == ()


def test_a_scope_that_is_missing_is_said(http_door: Door) -> None:
    http_door.slack.rooms.refusal = "missing_scope"
    assert "(missing_scope)" in release(http_door, "subscribe all")["text"]


def test_who_set_it_up_takes_it_back_by_button_number_or_name(
    http_door: Door, company: Sessions
) -> None:
    done = release(http_door, "subscribe all")
    release(http_door, "subscribe checkout daily")
    release(http_door, "subscribe checkout weekdays")
    assert press(http_door, done, "Unsubscribe")["text"].startswith("Taken back: the digest of")
    several = release(http_door, "unsubscribe checkout")
    assert "*No. 2*" in said_in(several["blocks"])
    assert "*No. 3*" in said_in(several["blocks"])
    release(http_door, "unsubscribe 2")
    release(http_door, "unsubscribe checkout")
    assert kept(company) == ()
    with company() as session:
        actions = [row.action for row in load_audit(session)]
    assert actions == ["subscribe"] * 3 + ["unsubscribe"] * 3


def test_somebody_else_may_not_but_an_admin_and_the_owner_may(
    http_door: Door, company: Sessions
) -> None:
    release(http_door, "subscribe checkout")
    shown = release(http_door, "subscriptions", user="U02")
    refused = press(http_door, shown, "Unsubscribe", user="U02")
    assert refused["text"].startswith("<@U01> set that up.")
    assert len(kept(company)) == 1
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U02", NOW)
    press(http_door, shown, "Unsubscribe", user="U02")
    assert kept(company) == ()
    release(http_door, "subscribe checkout")
    release(http_door, "unsubscribe checkout", user="U08")
    assert kept(company) == ()


def test_from_another_channel_only_who_set_it_up_and_an_admin_change_it(
    http_door: Door, company: Sessions
) -> None:
    done = release(http_door, "subscribe checkout")
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U02", NOW)
    refused = press(http_door, done, "Unsubscribe", user="U02", channel="C2")
    assert refused["text"].startswith("There is no subscription 1 here.")
    assert len(kept(company)) == 1
    assert press(http_door, done, "Unsubscribe", channel="C2")["text"].startswith("Taken back")
    again = release(http_door, "subscribe checkout")
    press(http_door, again, "Unsubscribe", user="U08", channel="C2")
    assert kept(company) == ()


def test_what_one_person_gets_is_theirs_alone(http_door: Door, company: Sessions) -> None:
    done = release(http_door, "subscribe all", user="U02", channel="D2")
    refused = press(http_door, done, "Unsubscribe", user="U08", channel="D8")
    assert refused["text"].startswith("There is no subscription 1 here.")
    assert len(kept(company)) == 1


@pytest.mark.parametrize("value", ["", "x", "1; drop", "-1", "9" * 30, "١"])  # noqa: RUF001
def test_a_forged_number_is_none(http_door: Door, company: Sessions, value: str) -> None:
    release(http_door, "subscribe all")
    forged = {"type": "button", "action_id": "unsubscribe:1", "value": value}
    said = http_door.slack.answer(http_door.slack.click(forged, http_door.via))
    assert said["text"].startswith("I can't read that button any more.")
    assert len(kept(company)) == 1


def test_a_paused_one_says_why_and_goes_on_when_we_are_invited(
    http_door: Door, company: Sessions
) -> None:
    release(http_door, "subscribe all")
    with company.begin() as session:
        pause_subscription(session, 1, EVIL)
    shown = release(http_door, "subscriptions")
    assert "Paused: &lt;!channel&gt;" in said_in(shown["blocks"])
    channels, http_door.slack.rooms.channels = http_door.slack.rooms.channels, {}
    assert press(http_door, shown, "Resume")["text"].startswith("I am not in this channel")
    http_door.slack.rooms.channels = channels
    assert "Back on: the digest of all releases. Next:" in press(http_door, shown, "Resume")["text"]
    assert kept(company)[0].paused_reason is None


def test_a_channel_full_of_subscriptions_gets_no_more_and_can_be_listed(
    http_door: Door, company: Sessions
) -> None:
    for hour in range(15):
        release(http_door, f'subscribe "{EVIL}" daily at {hour}:00')
    assert "There are 15 subscriptions here" in release(http_door, "subscribe all")["text"]
    assert len(kept(company)) == 15
    release(http_door, "subscriptions")


def test_what_a_channel_was_when_it_subscribed_is_kept_and_seen_anew_by_who_resumes(
    http_door: Door, company: Sessions
) -> None:
    http_door.slack.rooms.channels = {"C1": {"is_member": True, "is_private": True}}
    release(http_door, "subscribe all")
    release(http_door, "subscribe all", channel="D7")
    assert [one.is_private for one in kept(company)] == [True, None]
    with company.begin() as session:
        pause_subscription(session, 1, "that channel was private")
    http_door.slack.rooms.channels = {"C1": {"is_member": True, "is_private": False}}
    press(http_door, release(http_door, "subscriptions"), "Resume")
    assert kept(company)[0].is_private is False


def test_a_channel_that_an_admin_allowed_may_subscribe_though_outsiders_read_it(
    slack: LocalSlack, answerer: Answerer, company: Sessions
) -> None:
    slack.rooms.channels = {"C1": {"is_member": True, "is_ext_shared": True}}
    people = People(company, lambda: NOW, shared_channels=frozenset({"C1"}))
    with by_http(slack, answerer, people) as door:
        release(door, "subscribe all")
    assert len(kept(company)) == 1

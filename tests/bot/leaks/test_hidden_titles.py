"""Where titles are hidden, issues go by their keys alone; it is settled when it is posted."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.schedule.jobs import poster_of
from bot.words.audience import HideTitles
from planner.launch.notes import Section
from store.release_notes import EditedNotes, save_edited_notes
from tests.bot.leaks.questions import PROBES, QUESTIONS
from tests.bot.leaks.stage import CHANNEL, CLOSED, PUBLIC, SHARED, Stage, buttons_of, leaks, staged
from tests.bot.leaks.test_private_issues import subscribe
from tests.bot.leaks.world import EPIC, HIDDEN, NEVER, OPEN, more_private
from tests.bot.newsrooms import WORKSPACE
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack, Message

Sessions = sessionmaker[Session]


@pytest.fixture
def careful(aviary: Sessions, slack: LocalSlack) -> Iterator[Stage]:
    """Titles are hidden in public channels."""
    with staged(aviary, slack, HideTitles.PUBLIC, frozenset({CHANNEL})) as made:
        yield made


@pytest.fixture
def silent(aviary: Sessions, slack: LocalSlack) -> Iterator[Stage]:
    """Titles are hidden in every channel."""
    with staged(aviary, slack, HideTitles.ALWAYS) as made:
        yield made


def share(stage: Stage) -> None:
    card = stage.ask("checkout redesign", command="/when")
    stage.press(next(one for one in buttons_of(card) if one["action_id"] == "share"))


def test_no_channel_gets_a_title_of_any_answer(silent: Stage) -> None:
    silent.become(CLOSED)
    for text in (*QUESTIONS, *PROBES):
        # Whoever says a title themselves is not told what they said.
        if EPIC not in text:
            silent.mention(text)
    said = silent.said_in_channel()
    assert len(said) > 30
    assert "SHOP-300" in "".join(said)
    assert leaks(said, HIDDEN) == []


def test_what_one_person_reads_keeps_its_titles(silent: Stage) -> None:
    assert OPEN in repr(silent.ask("contents checkout redesign"))
    assert OPEN in repr(silent.ask("blockers checkout redesign"))
    assert EPIC in repr(silent.ask("SHOP-900"))
    assert EPIC in repr(silent.ask("epic openepik"))
    silent.mention("contents checkout redesign", direct=True)
    assert OPEN in repr(silent.slack.channels.posted["D1"])
    assert leaks([body for _, body in silent.sent()], NEVER) == []


@pytest.mark.parametrize(
    ("room", "is_told"), [(PUBLIC, False), (CLOSED, True), (SHARED, False), (None, False)]
)
def test_a_channel_that_others_read_gets_keys_alone(
    careful: Stage, room: Message | None, *, is_told: bool
) -> None:
    """Of a channel that Slack does not show nobody knows who reads it."""
    careful.become(room or CLOSED)
    careful.slack.rooms.refusal = None if room else "missing_scope"
    careful.mention("blockers checkout redesign")
    (said,) = careful.said_in_channel()
    assert "SHOP-400" in said
    assert (OPEN in said) is is_told


def test_by_default_a_channel_gets_titles(stage: Stage) -> None:
    stage.mention("blockers checkout redesign")
    (said,) = stage.said_in_channel()
    assert OPEN in said


def test_a_share_is_settled_when_it_is_posted(careful: Stage) -> None:
    careful.become(CLOSED)
    share(careful)
    careful.become(PUBLIC)
    careful.deliver()
    (said,) = careful.said_in_channel()
    assert "SHOP-300" in said
    assert leaks([said], HIDDEN) == []


def test_a_share_to_members_alone_keeps_its_titles(careful: Stage) -> None:
    careful.become(CLOSED)
    share(careful)
    careful.deliver()
    (said,) = careful.said_in_channel()
    assert OPEN in said


ANSWERED = (
    *("list", "record", "risks", "blockers", "what moved?", "risks checkout redesign"),
    *("plan checkout redesign by 2027-03-01", "whatif checkout redesign drop SHOP-300"),
    *("why checkout redesign", "contents checkout redesign", "burnup checkout redesign"),
    *("blockers checkout redesign", "order", "epic SHOP-900"),
)


def test_every_answer_that_is_shared_is_settled_when_it_is_posted(careful: Stage) -> None:
    """Asked while members alone read there, posted when everybody does."""
    careful.become(CLOSED)
    for text in ANSWERED:
        answer = careful.ask(text)
        (button,) = [one for one in buttons_of(answer) if one["action_id"] == "share_answer"]
        careful.press(button)
    assert careful.said_in_channel() == []
    careful.become(PUBLIC)
    careful.deliver()
    said = careful.said_in_channel()
    assert len(said) == len(ANSWERED)
    assert "SHOP-300" in "".join(said)
    assert leaks(said, HIDDEN) == []


def test_a_card_loses_its_titles_with_its_first_change_in_public(careful: Stage) -> None:
    careful.become(CLOSED)
    subscribe(careful, "card")
    careful.review()
    careful.deliver()
    assert OPEN in careful.said_in_channel()[-1]
    careful.become(PUBLIC)
    careful.wait(days=1)
    careful.read(*more_private(9))
    careful.review()
    careful.wait(minutes=2)
    careful.deliver()
    assert [method for method, _ in careful.sent()] == ["chat.postMessage", "chat.update"]
    assert leaks(careful.said_in_channel()[-1:], HIDDEN) == []


def test_shared_notes_name_issues_by_their_keys_and_keep_what_people_wrote(silent: Stage) -> None:
    edited = EditedNotes({Section.FIXED.value: "No more lost carts"}, "U01", silent.now)
    with silent.sessions.begin() as session:
        save_edited_notes(session, "jira:checkout", WORKSPACE, edited)
    notes = silent.ask("notes checkout redesign")
    assert OPEN in repr(notes)
    silent.press(next(one for one in buttons_of(notes) if one["action_id"] == "share_notes"))
    silent.deliver()
    (said,) = silent.said_in_channel()
    assert "No more lost carts" in said
    assert "SHOP-201" in said
    assert leaks([said], HIDDEN) == []


def test_what_waits_when_the_setting_changes_obeys_it(stage: Stage) -> None:
    share(stage)
    base_url = stage.slack.base_url
    client = WebClient(token=BOT_TOKEN, base_url=base_url)
    stage.poster = poster_of(client, hide_titles=HideTitles.ALWAYS)
    stage.deliver()
    assert leaks(stage.said_in_channel(), HIDDEN) == []
    assert len(stage.said_in_channel()) == 1


def test_without_blocks_the_bare_sentence_hides_them_too(silent: Stage) -> None:
    silent.slack.channels.bad_blocks = True
    silent.mention("blockers checkout redesign")
    share(silent)
    silent.deliver()
    said = silent.slack.channels.posted[CHANNEL]
    assert len(said) == 2
    assert leaks([repr(one) for one in said], HIDDEN) == []

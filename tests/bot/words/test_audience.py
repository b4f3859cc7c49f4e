"""What is for some readers alone is settled when it is sent; what is torn is for nobody."""

import pytest

from bot.words.audience import (
    ONE_PERSON,
    STRANGERS,
    WHO_MAY_KNOW,
    HideTitles,
    Readers,
    for_few,
    in_channel,
    settle,
    settle_blocks,
    tells_of_private,
    titled,
)
from bot.words.escape import OR, PRIVATE, SETTLED, TITLE, Mrkdwn, clip, escape

TOLD = f"SHOP-1{titled(Mrkdwn(' Pay'))}, {for_few(Mrkdwn('2 private'), Mrkdwn('2 more'))}"


@pytest.mark.parametrize(
    ("readers", "read"),
    [
        (STRANGERS, "SHOP-1, 2 more"),
        (ONE_PERSON, "SHOP-1 Pay, 2 more"),
        (WHO_MAY_KNOW, "SHOP-1 Pay, 2 private"),
        (Readers(titles=False, private=True), "SHOP-1, 2 private"),
    ],
)
def test_each_reader_gets_their_reading(readers: Readers, read: str) -> None:
    assert settle(TOLD, readers) == read
    block = {"type": "section", "fields": [{"type": "mrkdwn", "text": TOLD}], "n": 1}
    assert settle_blocks([block], readers) == [
        {"type": "section", "fields": [{"type": "mrkdwn", "text": read}], "n": 1}
    ]


@pytest.mark.parametrize("at", range(1, len(TOLD)))
def test_what_was_cut_anywhere_tells_nobody_more(at: int) -> None:
    """Neither marks nor what they guard get out of a text that was cut in the middle."""
    for part in (TOLD[:at], TOLD[at:]):
        said = settle(part, STRANGERS)
        assert not set(said) & {TITLE, PRIVATE, OR, SETTLED}
    assert "Pay" not in settle(TOLD[:at], STRANGERS)
    assert "private" not in settle(TOLD[:at], STRANGERS)


def test_nobody_outside_can_set_our_marks() -> None:
    forged = f"{TITLE}in{OR}out{SETTLED}{PRIVATE}"
    assert escape(forged) == "in out"
    assert clip(forged, 50) == "in out"


def test_whether_anything_is_for_few_is_seen_in_text_and_blocks() -> None:
    few = for_few(Mrkdwn("2 private"), Mrkdwn(""))
    assert tells_of_private(few, [])
    assert tells_of_private("", [{"text": {"text": few}}])
    assert not tells_of_private(titled(Mrkdwn(" Pay")), [])


@pytest.mark.parametrize(
    ("hide", "is_closed", "titles"),
    [
        (HideTitles.NEVER, False, True),
        (HideTitles.PUBLIC, False, False),
        (HideTitles.PUBLIC, True, True),
        (HideTitles.ALWAYS, True, False),
    ],
)
def test_a_channel_gets_titles_by_the_setting(
    hide: HideTitles, *, is_closed: bool, titles: bool
) -> None:
    assert in_channel(hide, is_closed=is_closed) == Readers(titles=titles)

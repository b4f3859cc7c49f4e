"""Channels are known by the ids that Slack writes down."""

import pytest

from bot.people.channels import as_typed, channel_of, is_typed_channel, without_names


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("<#C024BE91L|general>", "C024BE91L"),
        ("<#G1>", "G1"),
        ("<#C1|>", "C1"),
        ("<#U1|someone>", None),
        ("<#c1>", None),
        ("#general", None),
        ("C1", None),
    ],
)
def test_a_channel_is_what_slack_wrote(word: str, channel: str | None) -> None:
    assert channel_of(word) == channel


def test_what_was_only_typed_is_told_from_numbers() -> None:
    typed = {word: is_typed_channel(word) for word in ("#team", "#2-go", "#5", "#", "team", "#a b")}
    assert [word for word in typed if typed[word]] == ["#team", "#2-go"]


def test_an_order_keeps_the_id_and_a_question_the_name() -> None:
    text = "checkout <#C1|checkout-redesign> <#G2|>"
    assert without_names(text) == "checkout <#C1> <#G2>"
    assert as_typed(text) == "checkout checkout-redesign #G2"

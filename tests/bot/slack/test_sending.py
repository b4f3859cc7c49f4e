"""How an answer gets out, and what happens when it does not."""

import logging

import pytest
from slack_bolt import Respond

from bot.answering import Answerer
from bot.people.office import People
from bot.reply import Reply
from bot.slack.sending import Sender, is_slack_address
from bot.views.chart import CHART, line_chart
from tests.bot.slack.conftest import by_http
from tests.bot.slack.local_slack import LocalSlack

REPLY = Reply("2.4: soon", [{"type": "divider"}], {})


@pytest.mark.parametrize(
    ("url", "base_url", "is_slack"),
    [
        ("https://hooks.slack.com/commands/1", "https://slack.com/api/", True),
        ("https://slack.com/x", "https://slack.com/api/", True),
        ("http://127.0.0.1:4200/_hook/1", "http://127.0.0.1:4200/api/", True),
        ("http://127.0.0.1:4201/_hook/1", "http://127.0.0.1:4200/api/", False),
        ("http://hooks.slack.com/commands/1", "https://slack.com/api/", False),
        ("https://evil.example/hooks.slack.com", "https://slack.com/api/", False),
        ("https://slack.com.evil.example/", "https://slack.com/api/", False),
        (None, "https://slack.com/api/", False),
    ],
)
def test_answers_go_to_slack_alone(url: str | None, base_url: str, is_slack: bool) -> None:
    assert is_slack_address(url, base_url) is is_slack


def test_an_answer_that_cannot_be_made_is_said_to_have_failed(
    slack: LocalSlack, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Reply:
        raise RuntimeError("the disk is full")

    with caplog.at_level(logging.ERROR):
        Sender(slack.base_url).answer(Respond(response_url=slack.open_hook()), fail)
    assert slack.heard()["text"].startswith("Something went wrong on my side")


def test_blocks_that_slack_refuses_leave_the_sentence(slack: LocalSlack) -> None:
    slack.refuse_blocks = True
    Sender(slack.base_url).answer(Respond(response_url=slack.open_hook()), lambda: REPLY)
    assert slack.heard()["text"] == "2.4: soon"
    assert "blocks" not in slack.heard()


def test_a_slack_without_charts_gets_all_the_rest(slack: LocalSlack) -> None:
    chart = line_chart("How likely", "% likely", [("17 Dec", 50)], "By")
    slack.refused_type = CHART
    made = Reply("2.4: soon", [{"type": "divider"}, chart], {})
    Sender(slack.base_url).answer(Respond(response_url=slack.open_hook()), lambda: made)
    assert slack.heard()["blocks"] == [{"type": "divider"}]


def test_an_address_that_is_not_slacks_gets_nothing(slack: LocalSlack) -> None:
    Sender("https://slack.com/api/").answer(Respond(response_url=slack.open_hook()), lambda: REPLY)
    assert slack.heard_nothing()


def test_an_answer_that_slack_does_not_take_is_no_crash(slack: LocalSlack) -> None:
    Sender(slack.base_url).answer(Respond(response_url=f"{slack.address}/nowhere"), lambda: REPLY)


def test_a_forged_response_address_in_a_signed_request_gets_nothing(
    slack: LocalSlack, answerer: Answerer, people: People
) -> None:
    with by_http(slack, answerer, people) as door, LocalSlack() as other:
        forged = {"response_url": other.open_hook()}
        assert slack.slash("/when", "checkout", door.via, payload=forged).status == 200
    assert other.heard_nothing()

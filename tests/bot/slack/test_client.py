"""The last line: what no door has settled who may read it is left out by the client itself."""

from bot.slack.client import make_client
from bot.views.blocks import section
from bot.views.modal import modal
from bot.words.audience import for_few, titled
from bot.words.escape import Mrkdwn
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack

FORGOTTEN = Mrkdwn(f"SHOP-1{titled(Mrkdwn(' Pay'))}, {for_few(Mrkdwn('2 private'), Mrkdwn('2'))}")


def test_a_message_and_a_modal_that_nobody_settled_tell_the_least(slack: LocalSlack) -> None:
    client = make_client(BOT_TOKEN, slack.base_url)
    client.chat_postMessage(channel="C1", text=FORGOTTEN, blocks=[section(FORGOTTEN)])
    client.views_open(trigger_id="1.2", view=modal("Title", [section(FORGOTTEN)], close="Close"))
    (said,) = slack.channels.posted["C1"]
    assert (said["text"], said["blocks"]) == ("SHOP-1, 2", [section(Mrkdwn("SHOP-1, 2"))])
    assert slack.modals.shown["V1"][0]["blocks"] == [section(Mrkdwn("SHOP-1, 2"))]

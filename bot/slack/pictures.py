"""Charts that Slack did not take with a message, shown as pictures in its thread.

Once each, and only of a message that is surely there: a picture that is lost on the way is not
sent again, as a table or a sentence says the same, and nobody could tell whether it is there.
"""

from dataclasses import dataclass

import structlog
from slack_sdk import WebClient

from bot.slack.errors import reason_of
from bot.views.blocks import Block
from bot.views.drawing import describe_chart, draw_chart

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Unshown:
    """The charts that a message came without, as its readers may have them.

    `channel` is a conversation's id, never a person's; `thread` the message that began the thread.
    """

    channel: str
    thread: str
    charts: tuple[Block, ...]


def show_pictures(client: WebClient, unshown: Unshown) -> None:
    """Put the charts below their message in one go; whatever goes wrong is logged, and no error.

    https://docs.slack.dev/reference/methods/files.completeUploadExternal
    """
    try:
        client.files_upload_v2(
            file_uploads=[
                {
                    "filename": "chart.png",
                    "file": draw_chart(chart),
                    "title": chart["title"],
                    "alt_txt": describe_chart(chart),
                }
                for chart in unshown.charts
            ],
            channel=unshown.channel,
            thread_ts=unshown.thread,
        )
    except Exception as error:  # noqa: BLE001  the message is there, and nothing may undo that
        # Without the error's own words: they may have the address in them that lets one upload.
        log.warning("a chart was not shown as a picture", reason=reason_of(error))

"""Text from outside made safe for Slack's mrkdwn: clipped, then escaped, then measured."""

import re
from typing import Final

ELLIPSIS: Final = "…"
LABEL_LIMIT: Final = 75
URL_LIMIT: Final = 500

# What bot/words/audience.py marks by; private use, so that no text from outside may hold them.
TITLE: Final = "\ue0a1"
PRIVATE: Final = "\ue0a2"
OR: Final = "\ue0a3"
SETTLED: Final = "\ue0a4"

# Control characters, our own marks, and those that turn the reading direction of what follows.
_INVISIBLE = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff{TITLE}-{SETTLED}]+"
)
# Slack has no escape for its formatting marks: a mark that touches no text, only this zero-width
# space, is none. An underscore inside a word never is.
_BREAK = "\u200b"
# Broken in the same way, an address, a channel's or a person's name is not made into a link, a
# name between colons into a picture, nor a line into a quotation. `> 95%` is a likelihood.
_MARK = re.compile(
    r"[*~`]|(?<![^\W_])_|_(?![^\W_])|(?<=:)//|\bwww(?=\.)|(?<!\w)[@#](?=\w)"
    r"|:(?=[\w+'-]+:)|\A>(?! \d)",
    re.IGNORECASE,
)
_BOLD_MARK = re.compile(rf"(?<!{_BREAK})\*")
_LINKABLE = re.compile(r"https?://[^\s<>|\x00-\x1f]+", re.IGNORECASE)


class Mrkdwn(str):
    """Text that is already safe to put into a mrkdwn object; any other `str` is not."""

    __slots__ = ()


def clip(text: str, limit: int) -> str:
    """Give `text` as one line of at most `limit` characters, an ellipsis where it was cut."""
    line = " ".join(_INVISIBLE.sub(" ", text.replace(_BREAK, "")).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + ELLIPSIS


def escape(text: str, limit: int = 200) -> Mrkdwn:
    """Clip, break marks and addresses, and escape the three characters of control sequences.

    https://docs.slack.dev/messaging/formatting-message-text/#escaping
    """
    clipped = _MARK.sub(rf"{_BREAK}\g<0>{_BREAK}", clip(text, limit))
    return Mrkdwn(clipped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def unescape(text: str) -> str:
    """Undo `escape`, for places that show text as it is."""
    text = text.replace(_BREAK, "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def without_marks(text: Mrkdwn) -> Mrkdwn:
    """Take our own bold marks away; those of names are theirs and stay."""
    return Mrkdwn(_BOLD_MARK.sub("", text))


def bold(text: str) -> Mrkdwn:
    """Bold, unless marks of the text's own stand in the way; a `str` is escaped first."""
    safe = text if isinstance(text, Mrkdwn) else escape(text)
    is_free = safe and "*" not in safe and not safe.startswith(_BREAK) and not safe.endswith(_BREAK)
    return Mrkdwn(f"*{safe}*" if is_free else safe)


def link(url: str | None, label: str) -> Mrkdwn:
    """Link `label` to `url`; only the label where the address is none that can be linked.

    The end of a label is `>` and its start is `|`, so a label may hold neither.
    """
    safe = escape(label.replace("|", " "), LABEL_LIMIT)
    if url is None or len(url) > URL_LIMIT or not _LINKABLE.fullmatch(url):
        return safe
    return Mrkdwn(f"<{url.replace('&', '&amp;')}|{safe}>")

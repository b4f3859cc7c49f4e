"""What was typed, without what Slack makes of it: marks, links, mentions, emoji, curly quotes.

https://docs.slack.dev/messaging/formatting-message-text/
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

LONGEST: Final = 500  # characters that are read; a question is never longer
_LONGEST_RAW: Final = 4 * LONGEST  # marks and addresses may take up much room

_LINK = re.compile(r"<(?P<sign>[@#!]?)(?P<address>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_ISSUE_ADDRESS = re.compile(
    r"https?://[^\s<>\"]+?/(?P<key>[A-Za-z][A-Za-z0-9_]*-\d+)(?=[/?#\s]|$)(?:[^\s<>\"]*)"
)
_EMOJI_CODE = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,40}:(?![\w:])")
_FORMATTING = re.compile(r"[*`~]|(?<![^\W_])_|_(?![^\W_])")
_QUOTES = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u275d\u275e\uff02", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u275b\u275c\uff07", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_SINGLE_QUOTED = re.compile(r"(?<![\w'])'(?P<name>[^'\"]+)'(?![\w'])")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_NOTHING = frozenset({"Cf", "Mn", "Me"})  # joiners and the colours of emoji
_GAP = frozenset({"Cc", "Cn", "Co", "Cs", "So", "Sk", "Zl", "Zp", "Zs"})


def tidy(text: str) -> str:
    """Give one line of at most `LONGEST` characters; quotes are straight, and hold names.

    No mark of Slack is left in it, nor a character that nobody can see. It takes time in
    proportion to the length of `text`, and no more than that of a long question.
    """
    plain = _LINK.sub(_unlinked, text[:_LONGEST_RAW])
    for entity, char in _ENTITIES:
        plain = plain.replace(entity, char)
    plain = plain.translate(_QUOTES)
    plain = _FORMATTING.sub("", _EMOJI_CODE.sub(" ", plain))
    plain = "".join(map(_visible, unicodedata.normalize("NFC", plain)))
    plain = _ISSUE_ADDRESS.sub(r"\g<key>", plain)
    plain = _SINGLE_QUOTED.sub(r'"\g<name>"', plain)
    return " ".join(plain.split())[:LONGEST].strip()


def outside_quotes(text: str, change: Callable[[str], str]) -> str:
    """Change the words of a text, but not the names in quotes."""
    parts = text.split('"')
    # Without its end, a quote is no quote: of an even number of parts the last is open.
    quoted = range(1, len(parts) - 1, 2)
    return '"'.join(part if i in quoted else change(part) for i, part in enumerate(parts))


def _unlinked(match: re.Match[str]) -> str:
    """Give what stood there before Slack made a link of it; nothing for people and groups."""
    sign, label = match["sign"], match["label"]
    if sign == "@":
        return " "
    if sign == "#":
        return label or " "
    if sign == "!":
        return label if label and match["address"].startswith("date^") else " "
    return label or match["address"]


def _visible(char: str) -> str:
    if char.isascii():
        return char if char.isprintable() and char not in "<>" else " "
    category = unicodedata.category(char)
    if category in _NOTHING and not unicodedata.combining(char):
        return ""
    return " " if category in _GAP else char

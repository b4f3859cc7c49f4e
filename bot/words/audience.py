"""Words that not every reader gets: marked when a message is composed, settled when it is sent.

Who reads a channel is known only when something is posted there, and a post may have waited for
days. So what is composed has both readings, and whoever hands it to Slack keeps one of them.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from bot.words.escape import OR, PRIVATE, SETTLED, TITLE, Mrkdwn

_EITHER = re.compile(
    f"(?P<kind>[{TITLE}{PRIVATE}])(?P<inside>[^{TITLE}{PRIVATE}{OR}{SETTLED}]*)"
    f"{OR}(?P<outside>[^{TITLE}{PRIVATE}{OR}{SETTLED}]*){SETTLED}"
)
# Of what was cut in the middle nobody knows where it ends: nobody gets it.
_TORN = re.compile(f"[{TITLE}{PRIVATE}].*|[{OR}{SETTLED}]", re.DOTALL)


class HideTitles(StrEnum):
    """In which channels issues go by their keys alone.

    `PUBLIC` are those that everybody in the workspace may read, or people of another company.
    """

    NEVER = "never"
    PUBLIC = "public"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Readers:
    """What those who will read a message may see besides what everybody may.

    `titles` are those of issues that are not private. `private` is how many issues are.
    """

    titles: bool
    private: bool = False


ONE_PERSON: Final = Readers(titles=True)
WHO_MAY_KNOW: Final = Readers(titles=True, private=True)
STRANGERS: Final = Readers(titles=False)


def in_channel(hide: HideTitles, *, is_closed: bool = False) -> Readers:
    """Give what may be said in a channel; `is_closed` is one that its members alone read."""
    return Readers(titles=hide is HideTitles.NEVER or (hide is HideTitles.PUBLIC and is_closed))


def titled(title: Mrkdwn, otherwise: str = "") -> Mrkdwn:
    """Mark the title of an issue, or the name of a person; `otherwise` stands for it."""
    return Mrkdwn(f"{TITLE}{title}{OR}{otherwise}{SETTLED}")


def for_few(known: Mrkdwn, otherwise: Mrkdwn) -> Mrkdwn:
    """Mark what tells of private issues; everybody else reads `otherwise`."""
    return Mrkdwn(f"{PRIVATE}{known}{OR}{otherwise}{SETTLED}")


def settle(text: str, readers: Readers) -> str:
    """Give the reading of a text that these readers may have."""
    seen = {TITLE: readers.titles, PRIVATE: readers.private}

    def read(match: re.Match[str]) -> str:
        return match["inside"] if seen[match["kind"]] else match["outside"]

    return _TORN.sub("", _EITHER.sub(read, text))


def settle_blocks(blocks: Sequence[dict[str, Any]], readers: Readers) -> list[dict[str, Any]]:
    """Give the reading of blocks that these readers may have: of every text in them."""
    return [_settled(block, readers) for block in blocks]


def tells_of_private(text: str, blocks: Sequence[dict[str, Any]]) -> bool:
    """Tell whether anything in a message is for those alone who may know."""
    return PRIVATE in text or PRIVATE in json.dumps(list(blocks), ensure_ascii=False)


def _settled(thing: Any, readers: Readers) -> Any:
    if isinstance(thing, str):
        return settle(thing, readers)
    if isinstance(thing, dict):
        return {key: _settled(value, readers) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_settled(value, readers) for value in thing]
    return thing

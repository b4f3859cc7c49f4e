"""Orders: what changes something, by its verb. They are read as they stand, and never mended."""

import re
from dataclasses import dataclass
from typing import Final

ORDERS: Final = frozenset(
    {
        *("subscribe", "unsubscribe", "subscriptions", "adopt", "disown"),
        *("calendar", "hotfix", "rollback", "pause", "resume", "settings", "me"),
    }
)
_LEAD = re.compile(
    r"\s*(?:<@[^<>]*>[\s,:]*)?(?:/release\s+|release\s+(?=subscri|unsub|adopt|disown|hotfix|rollback|pause|resume|settings))?"
    r"(?:(?:hi|hey|hello|please|pls|plz|can you|could you)[\s,]+){0,3}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FILLING = {
    "subscribe": re.compile(
        r"(?:(?:me|us|this channel|the channel|everybody|all of us) )?to (?=\S)", re.IGNORECASE
    ),
    "unsubscribe": re.compile(
        r"(?:(?:me|us|this channel|the channel) )?from (?=\S)", re.IGNORECASE
    ),
}
_HERE: Final = frozenset({"me", "us", "this channel", "here"})
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Spoken:
    """An order's verb, and its words as they were typed, channels among them."""

    verb: str
    words: str


def read_order(text: str) -> Spoken | None:
    """Read `pls subscribe us to checkout daily`; None for what is no order."""
    match = _LEAD.match(text[:_LONGEST])
    verb, _, words = (match["rest"] if match else text).strip().partition(" ")
    verb = verb.casefold()
    if verb not in ORDERS:
        return None
    filling = _FILLING.get(verb)
    words = filling.sub("", words.strip(), count=1) if filling else words.strip()
    return Spoken(verb, "" if words.casefold() in _HERE else words)

"""Orders: what changes something, by its verb. They are read as they stand, and never mended."""

import re
from dataclasses import dataclass
from typing import Final

from bot.grammar.wishing import in_our_verbs

ORDERS: Final = frozenset(
    {
        *("subscribe", "unsubscribe", "subscriptions", "adopt", "disown"),
        *("calendar", "pause", "resume", "settings", "me", "signoff", "away", "back"),
        *("hotfix", "rollback"),
    }
)
_LEAD = re.compile(
    r"\s*(?:<@[^<>]*>[\s,:]*)?(?:/(?:release|when)\s+|release\s+(?=subscri|unsub|adopt|disown|pause|resume"
    r"|settings|sign|away|back|hotfix|rollback))?"
    r"(?:(?:hi|hey|hello|please|pls|plz|can you|could you)[\s,]+){0,3}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FILLING = {
    "signoff": re.compile(r"(?:on|for|of) (?=\S)", re.IGNORECASE),
    "subscribe": re.compile(
        r"(?:(?:me|us|this channel|the channel|everybody|all of us) )?to (?=\S)", re.IGNORECASE
    ),
    "unsubscribe": re.compile(
        r"(?:(?:me|us|this channel|the channel) )?from (?=\S)", re.IGNORECASE
    ),
}
_SIGN = re.compile(r"sign[ -]off\b|signoff\b")
# What begins like an order and is none: a release may be called `Back office` or `Away team`.
_ONLY = {
    "away": re.compile(r"(?:(?:from|until|till?|to|through|thru)\b.*|.*<@.*)?", re.DOTALL),
    "back": re.compile(r"(?:to work|again|now|here)?[.!]?"),
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
    said = (match["rest"] if match else text).strip()
    if signed := _SIGN.match(said.casefold()):
        said = f"signoff{said[signed.end() :]}"
    said = in_our_verbs(
        said, is_asked=match is not None and "you" in match[0][: match.start("rest")]
    )
    verb, _, words = said.partition(" ")
    verb = verb.casefold()
    if verb not in ORDERS or not _is_order(verb, words):
        return None
    filling = _FILLING.get(verb)
    words = filling.sub("", words.strip(), count=1) if filling else words.strip()
    return Spoken(verb, "" if words.casefold() in _HERE else words)


def _is_order(verb: str, words: str) -> bool:
    only = _ONLY.get(verb)
    return only is None or only.fullmatch(words.strip().casefold()) is not None

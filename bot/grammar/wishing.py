"""Ways to ask to be told, put into the verbs of ours: `let us know if checkout slips`."""

import re
from typing import Final

_US = (
    r"(?:me|us|everyone|everybody|the team|all of us|(?:this|the|our) channel|(?P<channel><#[^<>]+>"
    r"|#[\w-]+))"
)
_UPDATES = (
    r"(?:updates?|alerts?|digests?|news|messages|notifications?|posts|posting|reports?|cards?)"
)
# "let me know when it will ship" asks for a day, too.
_NAME = r"(?:(?!\b(?:will|would|might|could|can|should)\b).)+?"
_IF = r"(?:if|when(?:ever)?|once|in case|as soon as|every time|should)"
_EVENTS = (
    (
        "slips",
        (
            r"(?:slips?|moves?|gets? (?:delayed|moved|pushed|later)"
            r"|is (?:delayed|moved|slipping)|changes?"
            r"|(?:the )?date (?:of it )?(?:moves|changes|slips))"
        ),
    ),
    (
        "shipped",
        (
            r"(?:ships?|is (?:out|shipped|released|live|done|launched)|goes (?:out|live)|launches"
            r"|has shipped|comes out|gets? (?:released|shipped))"
        ),
    ),
    ("ready", r"(?:is ready|(?:is|gets) signed off|(?:the )?readiness changes)"),
)
# "tell me when it ships" asks for a day; "let me know when it ships" asks to be told then.
_TELL = tuple(
    (
        re.compile(
            rf"(?:(?:let {_US} know|(?:notify|alert|ping|warn|inform|message|update) "
            rf"{_US.replace('channel>', 'other>')}) {_IF}"
            rf"|tell {_US.replace('channel>', 'third>')} (?:if|once|in case|as soon as|every time))"
            rf" (?P<name>{_NAME}) {event}(?: again)?(?P<rest>(?: (?:in|at|to) .+)?)[.!]?",
            re.IGNORECASE,
        ),
        kind,
    )
    for kind, event in _EVENTS
)
_POSTED = re.compile(
    rf"(?:keep {_US} (?:posted|updated|informed|in the loop)"
    rf"|sign {_US.replace('channel>', 'other>')} up"
    rf"|send {_US.replace('channel>', 'third>')} (?:the |a |an )?(?:(?P<often>daily|weekly) )?"
    rf"{_UPDATES}) (?:on|about|for|of|to|with) (?P<name>.+?)[.!]?",
    re.IGNORECASE,
)
_STOP = re.compile(
    rf"(?:please )?(?:stop|cancel|no more|end|turn off|switch off) "
    rf"(?:(?:sending|posting|telling|giving)(?: {_US})? )?(?:(?:the|these|those|all|my|our|any) )*"
    rf"(?:(?P<name>.+?) {_UPDATES}|{_UPDATES}(?: (?:on|about|for|of) (?P<about>.+?))?)[.!]?",
    re.IGNORECASE,
)
_SHOW = re.compile(
    r"(?:(?:show|list|see|give|what(?:'?s| are| is)) )?(?:(?:me|us) )?"
    r"(?:(?:all|my|our|the|these) )*subscriptions"
    r"(?: (?:here|of this channel|in this channel|do (?:i|we) have|are there))?"
    r"|(?:what|which releases|which) (?:am i|are we|is this channel|is the channel|did (?:i|we)"
    r"|have (?:i|we)) subscribed?(?: to)?(?: here)?"
    r"|(?:which|what) subscriptions (?:do (?:i|we) have|are there|has this channel)(?: here)?"
    r"|(?:am i|are we|is this channel) subscribed(?: to (?:anything|something))?(?: here)?",
    re.IGNORECASE,
)
_ASKS_FOR_DAY = re.compile(r"let .+? know when\b", re.IGNORECASE)
_IT: Final = frozenset({"it", "this", "that", "them", "these", "everything", "anything", "all"})


def in_our_verbs(said: str, *, is_asked: bool = False) -> str:
    """Give an order in the verbs that it is read by; words that are none stay as they are.

    `is_asked` tells that a "can you" stood before: then "let us know when" asks for a day.
    """
    plain = said.strip(" ?!.")
    if _SHOW.fullmatch(plain):
        return "subscriptions"
    if match := _STOP.fullmatch(plain):
        name = match["name"] or match["about"] or ""
        return f"unsubscribe {name}".strip() if name.casefold() not in _IT else "unsubscribe"
    for form, kind in _TELL if not (is_asked and _ASKS_FOR_DAY.match(plain)) else ():
        if match := form.fullmatch(plain):
            where = match["channel"] or match["other"] or match["third"] or ""
            return " ".join(filter(None, ("subscribe", _named(match["name"]), kind, where)))
    if match := _POSTED.fullmatch(plain):
        where = match["channel"] or match["other"] or match["third"] or ""
        words = ("subscribe", _named(match["name"]), match["often"] or "", where)
        return " ".join(filter(None, words))
    return said


def _named(name: str) -> str:
    """Give the name alone: `the checkout release` is asked for as it is, everything as all."""
    plain = re.sub(r"\A(?:the|our) (?=\S)", "", name, flags=re.IGNORECASE)
    of_all = r"(?:everything|anything|something|any (?:release|of them)|a release|all releases|all)"
    return "all" if re.fullmatch(of_all, plain, re.IGNORECASE) else plain

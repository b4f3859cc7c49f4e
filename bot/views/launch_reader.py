"""To whom something about a launch is said: a function, and how days are told to it."""

from dataclasses import dataclass

from bot.delivery.addresses import name_address
from bot.views.mentions import mention
from bot.views.people import say_people
from bot.views.posted import Posted
from bot.views.words import NAME_LIMIT
from bot.words.catalogue import say
from bot.words.english import codes
from bot.words.escape import Mrkdwn, bold, clip, escape
from planner.launch.functions import ENGINEERING, Function, Wording

_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Reader:
    """`function` reads it, of the release that it knows by this `name`.

    `owner` is the Slack id of whoever answers for it, None for nobody. `first` is the function to
    turn to when something is wrong. One that does not know its own name reads a codename.
    """

    function: Function
    name: str
    owner: str | None
    posted: Posted
    first: Function | None = None
    knows_name: bool = True

    @property
    def told_days(self) -> bool:
        """Tell whether it is told days and odds, and not only how far away something is."""
        return self.function.wording is Wording.DAY

    @property
    def safe_name(self) -> Mrkdwn:
        return escape(self.name, NAME_LIMIT)

    @property
    def bold_name(self) -> Mrkdwn:
        return bold(self.safe_name)

    @property
    def plain_name(self) -> str:
        return clip(self.name, NAME_LIMIT)


def say_function(name: str) -> str:
    """Name a function as it is spoken of: `customer-success` is customer success."""
    return clip(name.replace("-", " "), _SHOWN)


def asked_of(section: str, function: str, what: str) -> str:
    """Give the code of what is asked of a function; what has none of its own is asked as others."""
    own = f"{function}_{what}"
    return f"{section}.{own if own in codes(section) else f'other_{what}'}"


def whom_to_ask(reader: Reader) -> Mrkdwn:
    """Name the owner to who has questions."""
    owner = say_owner(reader.owner)
    if owner is None:
        return say("ping.ask_somebody")
    return say("ping.ask", owner=owner)


def whom_to_alarm(reader: Reader) -> Mrkdwn | None:
    """Say to whom to escalate: engineering, and then the owner."""
    owner, first = say_owner(reader.owner), reader.first
    is_theirs = first is not None and first.name == reader.function.name
    if first is None or owner is None or is_theirs or not reader.function.prepares:
        return None
    named = say_people(first.people[:1]) or name_address(first.channel or "")
    return say("ping.escalate", first=named, owner=owner)


def say_owner(owner: str | None) -> Mrkdwn | None:
    return None if owner is None else mention(owner)


def first_to_alarm(functions: tuple[Function, ...]) -> Function | None:
    """Give who mends what is wrong, where anybody is named there."""
    found = (one for one in functions if one.name == ENGINEERING and one.is_mapped)
    return next(found, None)

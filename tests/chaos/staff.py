"""Those who work in the company of the year: who answers a ping, and how late; and what they say.

They read what is in their channels and press what is there; what they remember is theirs, and
dies with no process of ours.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.views.ping_answer import ACK, BLOCKED, SNOOZE
from planner.launch.functions import Function, Wording
from planner.launch.plan import Tier
from tests.bot.slack.conftest import Door
from tests.bot.slack.forms import FORM
from tests.bot.slack.forms import submit as submit_form
from tests.bot.slack.local_slack import Delivered, LocalSlack, Message
from tests.bot.test_running import wait_for

ADMIN, ANNA, BEN, CARL = "U0ADMIN", "U0ANNA", "U0BEN", "U0CARL"
LEAD, QUINN, QUENTIN, DORA = "U0LEAD", "U0QUINN", "U0QUENTIN", "U0DORA"
MARK, SUSI, SAL, STANDIN = "U0MARK", "U0SUSI", "U0SAL", "U0STANDIN"
EVERYBODY = (ADMIN, ANNA, BEN, CARL, LEAD, QUINN, QUENTIN, DORA, MARK, SUSI, SAL, STANDIN)
ENGINEERING, MARKETING, SUPPORT, SALES = "C0ENG", "C0MARKETING", "C0SUPPORT", "C0SALES"
CHANNELS = (ENGINEERING, MARKETING, SUPPORT, SALES)
# Quality and docs have people and no channel, legal has nobody: its owner hears of that.
FUNCTIONS = (
    Function("engineering", ENGINEERING, (LEAD,)),
    Function("quality", None, (QUINN, QUENTIN)),
    Function("docs", None, (DORA,)),
    Function("marketing", MARKETING, (MARK,)),
    Function("support", SUPPORT),
    Function("sales", SALES, (SAL,), Wording.HORIZON, frozenset({Tier.STRATEGIC, Tier.CUSTOMER})),
    Function("legal", tiers=frozenset({Tier.STRATEGIC})),
)
LEAVES_ON = {QUINN: date(2026, 8, 29)}
PEOPLE = {"engineering": LEAD, "docs": DORA, "marketing": MARK, "support": SUSI, "sales": SAL}
_AFTER = {
    "engineering": timedelta(0),
    "marketing": timedelta(hours=4),
    "docs": timedelta(days=1),
    "quality": timedelta(days=2),
    "support": timedelta(days=4),
}
_PUT_OFF = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Asked:
    """A ping with buttons in a conversation."""

    key: str
    channel: str
    at: datetime

    @property
    def function(self) -> str:
        return self.key.rpartition(":")[2]

    @property
    def stage(self) -> str:
        return self.key.split(":")[-3]


@dataclass
class Staff:
    """What they have read and not answered, and in `diary` what they did: when, who and what."""

    slack: LocalSlack
    asked: list[Asked] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    put_off: set[str] = field(default_factory=set)
    diary: list[tuple[datetime, str, str]] = field(default_factory=list)
    _read: int = 0

    def look(self, door: Door, now: datetime) -> None:
        """Read what is new, and answer what each would by now."""
        said = self.slack.channels.in_order()
        for channel, message in said[self._read :]:
            key = _key_in(message)
            if key is not None and key not in self.known:
                self.known.add(key)
                self.asked.append(Asked(key, channel, now))
        self._read = len(said)
        for one in [*self.asked]:
            self._answer(door, one, now)

    def _answer(self, door: Door, one: Asked, now: datetime) -> None:
        if one.function == "sales" and one.stage == "T-14":
            return  # never
        if one.function == "docs" and one.stage == "T-14" and one.key not in self.put_off:
            self.put_off.add(one.key)
            self._fill(door, one, now, SNOOZE, day=2)
            return
        if one.function == "marketing" and one.stage == "T-7" and one.key not in self.put_off:
            self.put_off.add(one.key)
            self._fill(door, one, now, BLOCKED, reason="The video is not cut yet")
            return
        extra = _PUT_OFF if one.key in self.put_off else timedelta(0)
        if now - one.at >= _AFTER.get(one.function, timedelta(0)) + extra:
            self.asked.remove(one)
            said = self.slack.answer(_click(door, one, ACK))
            self._note(one, now, f"{ACK} {one.stage} → {said['text']}")

    def _fill(
        self, door: Door, one: Asked, now: datetime, action: str, reason: str = "", day: int = 0
    ) -> None:
        """Click, and fill in the window, unless it is said that nobody needs to any more."""
        view_id = f"V{len(self.slack.modals.shown) + 1}"
        sent = _click(door, one, action)
        shown, hooked = self.slack.modals.shown, self.slack.hooked
        wait_for(lambda: view_id in shown or bool(hooked[sent.hook]))
        if view_id not in shown:
            said = self.slack.answer(sent)["text"]
        else:
            view = self.slack.modals.last(FORM, view_id)
            typed = {"reason": reason} if reason else {"day": _days_in(view)[day]}
            said = submit_form(door, (view_id, view), user=_person(one), **typed).said
        self._note(one, now, f"{action} {one.stage} → {said}")

    def _note(self, one: Asked, now: datetime, said: str) -> None:
        self.diary.append((now, _person(one), f"{one.function}: {said}"))


def _person(one: Asked) -> str:
    return PEOPLE.get(one.function) or one.channel.removeprefix("D")


def _click(door: Door, one: Asked, action: str) -> Delivered:
    button = {"type": "button", "action_id": action, "value": one.key}
    payload = {"user": {"id": _person(one), "team_id": "T1"}, "channel": {"id": one.channel}}
    return door.slack.click(button, door.via, is_ephemeral=False, payload=payload)


def _key_in(message: Message) -> str | None:
    """Give the ping that a message has buttons for."""
    rows = (block["elements"] for block in message["blocks"] if block["type"] == "actions")
    buttons = [one for row in rows for one in row]
    return next((one["value"] for one in buttons if one["action_id"].startswith(ACK)), None)


def _days_in(view: Message) -> list[str]:
    (asked,) = (block for block in view["blocks"] if block["type"] == "input")
    return [option["value"] for option in asked["element"]["options"]]

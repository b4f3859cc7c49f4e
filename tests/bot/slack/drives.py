"""What is driven against the Slack of the reference: commands, buttons, forms."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from tests.planner.snapshots import a_snapshot

DRIVES: Mapping[str, tuple[str, ...]] = {
    "when": ("when checkout redesign by 2026-12-15", "when SHOP-300", "when 2.4", "when zzz"),
    "status": ("status checkout redesign", "status 2.3", "status partner api"),
    "list": ("list", "list at-risk", "list shipped", "list no-date"),
    "record": ("record",),
    "whatif": (
        "whatif checkout redesign drop SHOP-301 add 3 capacity 80% start 2026-12-07 by 2027-01-31",
        "whatif checkout redesign first",
        'whatif checkout redesign after "New search" wip 2',
        "whatif checkout redesign",
    ),
    "why": ("why checkout redesign", "why checkout redesign since 2026-11-01"),
    "plan": ("plan checkout redesign by 2027-01-31", "plan partner api"),
    "order": ("order", "order checkout redesign", "why is partner api behind checkout redesign"),
    "risks": ("risks", "risks checkout redesign"),
    "blockers": ("blockers", "blockers checkout redesign"),
    "contents": ("contents checkout redesign", "contents 2.3"),
    "notes": ("notes checkout redesign", "notes 2.3"),
    "retro": ("retro 2.3", "retro"),
    "burnup": ("burnup checkout redesign", "burnup 2.3"),
    "owner": ("owner checkout redesign", "owner partner api"),
    "subscribe": (
        "subscribe checkout redesign weekdays at 09:30 Europe/Berlin",
        "subscribe all slips",
        "subscribe checkout redesign ready",
        "subscribe all digest slips ready daily",
        "subscribe checkout redesign card",
        "subscribe 2.4 daily",
        "subscribe",
    ),
    "subscriptions": ("subscriptions",),
    "unsubscribe": ("unsubscribe all", "unsubscribe"),
    "ready": ("ready checkout redesign", "ready 2.3", "ready"),
    # One that names an open release opens a form, and is not answered: see `FORMS`.
    "signoff": ("signoff 2.3", "signoff"),
    "away": ("away", "away until Friday"),
    "back": ("back",),
    "adopt": ("adopt checkout redesign", "adopt 2.3"),
    "disown": ("disown checkout redesign", "disown partner api"),
    "calendar": ("calendar marketing", "calendar"),
    # One that only names a release opens a form, and is not answered: see `FORMS`.
    "settings": ("settings checkout redesign tier 1", "settings zzz tier 1"),
    "me": ("me",),
    "hotfix": ('hotfix checkout redesign "Cards are accepted again"', "hotfix"),
    "rollback": ('rollback checkout redesign "Orders were counted twice"', "rollback"),
    "pause": ("pause",),
    "resume": ("resume",),
    "help": ("help", ""),
}
# Where a button stands: the command whose answer has it. Both of a kind are in the same answer.
BUTTONS: Mapping[str, str] = {
    "why": "status checkout redesign",
    "share": "status checkout redesign",
    "share_answer": "risks checkout redesign",
    "choose_release": "when 2.4",
    "pick_release": "adopt 2.4",
    "share_notes": "notes 2.3",
    "notes_markdown": "notes 2.3",
    "share_ready": "ready checkout redesign",
    "ask_votes": "ready checkout redesign",
    "gate_open": "ready checkout redesign",
    "ask_again": "subscrib checkout redesign",
    "send_test": "subscribe checkout redesign weekdays at 09:30 Europe/Berlin",
    "pause_subscription": "subscriptions",
    "resume_subscription": "subscriptions",
    "unsubscribe": "subscriptions",
}
# A button that opens a form, the command whose answer has it, and what is typed into the form.
FORMS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "subscribe_to": ("status checkout redesign", {"kind": "slips"}),
    "edit_subscription": ("subscriptions", {"at": "16:45"}),
    "what_if": ("status checkout redesign", {"add": "3", "by": "2027-03-01"}),
    "set_date": ("status checkout redesign", {}),
    "edit_notes": ("notes checkout redesign", {}),
    "sign_off": ("ready checkout redesign", {"verdict": "approve"}),
    "gate_done": ("ready checkout redesign", {"evidence": "https://wiki.example/x"}),
    "edit_settings": ("settings checkout redesign", {"goal": "Fewer abandoned carts"}),
    "gate_waive": ("ready checkout redesign", {"reason": "agreed"}),
}
# The same for what stands below a ping.
PING_BUTTONS = ("ping_ack",)
PING_FORMS: Mapping[str, Mapping[str, object]] = {
    "ping_snooze": {},
    "ping_blocked": {"reason": "The pictures are missing"},
}
PINGED_AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
PINGED = a_snapshot(
    "Checkout redesign",
    release_id="jira:checkout",
    taken_at=PINGED_AT,
    p50=date(2026, 12, 8),
    p70=date(2026, 12, 9),
    p85=date(2026, 12, 10),
)

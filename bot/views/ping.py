"""The readiness ping: what a release asks of marketing or of support, and by when."""

import re
from datetime import date

from bot.views.blocks import Block, context, fields, header, joined, section
from bot.views.posted import Posted
from bot.views.standing import (
    bold_snapshot_name,
    say_progress,
    say_range,
    say_reason,
    say_standing,
    symbol_of,
)
from bot.views.words import NAME_LIMIT, fresh
from bot.words.catalogue import Said, say, say_plain
from bot.words.days import say_likelihood
from bot.words.escape import Mrkdwn, clip, escape
from planner.answer import SAFE, Health
from planner.pings import Kind, Ping, Why, counts_from_due
from planner.snapshot import FORECAST, Snapshot

# https://docs.slack.dev/messaging/formatting-message-text/#mentioning-users
_USER = re.compile(r"[UW][A-Z0-9]{2,20}")


def ping_blocks(ping: Ping, audience: str, owner: str, posted: Posted) -> list[Block]:
    """Tell one audience (`marketing` or `support`) to get ready, or to hold.

    `owner` is the Slack user id of whoever adopted the release.
    """
    snapshot, today = ping.snapshot, posted.today
    return [
        header(_title(ping)),
        section(_lead(ping, bold_snapshot_name(snapshot))),
        fields(_facts(snapshot, today)),
        section(_to_do(ping, audience, today)),
        section(_whom_to_ask(owner)),
        context(_small_print(ping, posted)),
    ]


def ping_text(ping: Ping, audience: str, posted: Posted) -> str:
    """The same in a line or two, for notifications and screen readers."""
    due, forecast = _dates(ping.snapshot, posted.today)
    parts = (
        say(f"ping.{ping.kind}_title", name=escape(ping.snapshot.name, NAME_LIMIT)),
        _lead(ping, bold_snapshot_name(ping.snapshot)),
        say("ping.text_dates", due=due, forecast=forecast),
        say(f"ping.{audience}_{ping.kind}_text"),
    )
    return f"{parts[0]}. {joined(parts[1:])}".replace("*", "")


def mention(user_id: str) -> Mrkdwn | None:
    """Mention a person by Slack id; None for what is no id."""
    return Mrkdwn(f"<@{user_id}>") if _USER.fullmatch(user_id) else None


def _title(ping: Ping) -> str:
    return say_plain(f"ping.{ping.kind}_title", name=clip(ping.snapshot.name, NAME_LIMIT))


def _lead(ping: Ping, name: Mrkdwn) -> Mrkdwn:
    """What happened, in a sentence."""
    snapshot = ping.snapshot
    values: dict[str, Said] = {"name": name, "safe": f"{SAFE:.0%}"}
    if ping.why is Why.NO_FORECAST:
        return say("ping.no_forecast", reason=say_reason(snapshot), **values)
    if ping.days_left is None:
        return say("ping.moved_out_of_sight", **values)
    likelihood = say_likelihood(snapshot.likelihood_due or 0)
    code = _near(ping) if ping.kind is Kind.ENTER else ping.why
    return say(f"ping.{code}", days=ping.days_left, likelihood=likelihood, **values)


def _near(ping: Ping) -> str:
    """Name the sentence that says how near the launch is."""
    if ping.why is Why.DUE_NEAR:
        return ping.why if ping.days_left else "due_today"
    if not ping.days_left:
        return "any_day"
    # A committed date that is not counted from has passed.
    return ping.why if ping.snapshot.due_on is None else "due_over"


def _facts(snapshot: Snapshot, today: date) -> list[Mrkdwn]:
    """The committed date, the forecast, how they go together, and how far it is."""
    due, dates = _dates(snapshot, today)
    facts = {"ping.due": due, "ping.forecast": dates}
    if snapshot.health != Health.NO_DATE:  # without a committed date that has just been said
        facts["ping.standing"] = joined((symbol_of(snapshot), say_standing(snapshot)))
    facts["ping.scope"] = say_progress(snapshot)
    return [say(code, what=what) for code, what in facts.items()]


def _dates(snapshot: Snapshot, today: date) -> tuple[Mrkdwn, Mrkdwn]:
    return _due(snapshot, today), say_range(snapshot, today)


def _due(snapshot: Snapshot, today: date) -> Mrkdwn:
    due_on, likelihood = snapshot.due_on, snapshot.likelihood_due
    if due_on is None:
        return say("ping.no_due")
    if due_on < today:
        return say("ping.due_passed", today, day=due_on)
    if likelihood is None:
        return say("standing.due_unknown", today, day=due_on)
    return say("ping.due_on", today, day=due_on, likelihood=say_likelihood(likelihood))


def _to_do(ping: Ping, audience: str, today: date) -> Mrkdwn:
    if ping.kind is Kind.NOT_YET or ping.drafts_by is None:
        return say(f"ping.{audience}_{Kind.NOT_YET}")
    by = say("ping.by_today")
    if ping.drafts_by > today:
        by = say("ping.by_day", today, day=ping.drafts_by)
    lines = [say(f"ping.{audience}_{Kind.ENTER}", by=by)]
    if ping.snapshot.health in (Health.AT_RISK, Health.OFF_TRACK):
        lines.append(say(f"ping.{audience}_caution"))
    return joined(lines, "\n")


def _whom_to_ask(owner: str) -> Mrkdwn:
    person = mention(owner)
    return say("ping.ask_somebody") if person is None else say("ping.ask", owner=person)


def _small_print(ping: Ping, posted: Posted) -> Mrkdwn:
    parts = []
    if ping.snapshot.state == FORECAST:
        is_due = counts_from_due(ping.snapshot, posted.today)
        code = "ping.counts_from_due" if is_due else "ping.counts_from_p85"
        parts.append(say(code, stage=ping.stage, safe=f"{SAFE:.0%}"))
    if ping.kind is Kind.NOT_YET:
        parts.append(say("ping.again"))
    freshness = fresh(posted.fresh_at, posted.now)
    return joined((*parts, *((freshness,) if freshness else ())), " · ")

"""The readiness ping: what a release asks of a function, by when, and whom to ask."""

from bot.views.blocks import Block, context, fields, header, joined, section
from bot.views.going import vote_buttons
from bot.views.launch_beside import NOTHING, Beside
from bot.views.launch_contents import contents_lines
from bot.views.launch_dates import launch_facts, say_horizon, text_dates
from bot.views.launch_leadership import say_lights, say_questions
from bot.views.launch_reader import (
    Reader,
    asked_of,
    say_function,
    whom_to_alarm,
    whom_to_ask,
)
from bot.views.ping_answer import answer_buttons
from bot.views.standing import say_reason
from bot.views.words import fresh
from bot.words.catalogue import Said, say, say_plain
from bot.words.days import say_likelihood
from bot.words.escape import Mrkdwn, clip, escape
from planner.answer import SAFE, Health
from planner.launch.embargo import has_launched
from planner.launch.outlook import anchor_of, promised
from planner.launch.schedule import Ping
from planner.launch.stages import T_0, T_1, T_3, T_PLUS_7, Stage
from planner.launch.votes import votes_at
from planner.launch.word import Kind, Why
from planner.snapshot import FORECAST, SHIPPED

_GOAL_LIMIT = 400
_INTO_LIMIT = 40  # a title takes two names
_TITLED = {T_3: "t_3", T_1: "t_1", T_0: "t0", T_PLUS_7: "t_plus_7"}
_OVER = (Why.CANCELED, Why.GONE, Why.MERGED)
_SAYS_ALL = (Why.OUT, Why.OUT_UNTOLD, Why.OUT_SINCE, Why.REOPENED, Why.CANCELED, Why.GONE)
_NOT_LATER = (*_OVER, Why.REOPENED)  # of these nobody has to wait for another word


def ping_blocks(
    ping: Ping, reader: Reader, key: str | None = None, beside: Beside = NOTHING
) -> list[Block]:
    """Tell one function to get ready, that it is out, or to hold.

    `key` names the post, where somebody has to answer it.
    """
    into = beside.into
    facts = [] if ping.why in _OVER else launch_facts(ping.plan, ping.snapshot, reader)
    blocks = [
        header(_title(ping, reader, into)),
        section(_lead(ping, reader, reader.bold_name, into)),
    ]
    if ping.kind is Kind.ENTER:
        blocks.append(section(_goal(ping)))
        blocks += [section(one) for one in contents_lines(beside.contents, ping.stage, reader)]
    if facts:
        blocks.append(fields(facts))
    lights = None if reader.function.prepares else say_lights(beside.readiness)
    if lights is not None and not _is_over(ping):
        blocks.append(section(lights))
    blocks.append(section(_to_do(ping, reader, beside)))
    alarm = whom_to_alarm(reader) if ping.stage in (T_1, T_0) else None
    told = (*_embargo(ping, reader), *(() if alarm is None else (alarm,)), whom_to_ask(reader))
    blocks.append(section(joined(told, "\n")))
    if key is not None:
        blocks.append(_buttons(ping, reader, key))
    small = _small_print(ping, reader)
    return [*blocks, context(small)] if small else blocks


def ping_text(ping: Ping, reader: Reader, beside: Beside = NOTHING) -> str:
    """The same in a line or two, for notifications and screen readers."""
    name, into = reader.safe_name, beside.into
    title = say(f"ping.{_titled(ping, reader)}", name=name, into=escape(into or "", _INTO_LIMIT))
    dates = [] if ping.why in _OVER else text_dates(ping.plan, ping.snapshot, reader)
    asks = say(
        "ping.text_asks",
        function=say_function(reader.function.name).capitalize(),
        asks=_in_a_line(_asks(ping, reader, beside)),
    )
    said = joined((_lead(ping, reader, reader.bold_name, into), *dates, asks))
    return f"{title}. {said}".replace("*", "")


def slug(stage: Stage) -> str:
    """Give a stage's name as the catalogue's codes have it: `t_14`, `t0`, `t_plus_7`."""
    return stage.name.lower().replace("-", "_").replace("+", "_plus_")


def _title(ping: Ping, reader: Reader, into: str | None) -> str:
    code, into = f"ping.{_titled(ping, reader)}", clip(into or "", _INTO_LIMIT)
    return say_plain(code, name=reader.plain_name, into=into)


def _titled(ping: Ping, reader: Reader) -> str:
    if ping.kind is Kind.ENTER:
        if ping.stage not in _TITLED and not reader.function.prepares:
            return "title_standing"
        return f"title_{_TITLED.get(ping.stage, ping.kind)}"
    return f"title_{ping.why if ping.why in _NOT_LATER else ping.kind}"


def _lead(ping: Ping, reader: Reader, name: Mrkdwn, into: str | None) -> Mrkdwn:
    """What happened, in a sentence, and whether something still holds."""
    said = _happened(ping, reader, name, into)
    if ping.holds is None or ping.kind is Kind.ENTER or not reader.told_days:
        return said
    return joined((said, say("ping.still", stage=ping.holds)))


def _is_untold(ping: Ping, reader: Reader) -> bool:
    """Tell whether it is out before a function was asked to get ready: of who leads nobody asks."""
    return ping.why is Why.OUT_UNTOLD and reader.function.prepares


def _happened(ping: Ping, reader: Reader, name: Mrkdwn, into: str | None) -> Mrkdwn:
    if ping.why is Why.NO_FORECAST and reader.told_days:
        return say("ping.no_forecast", name=name, reason=say_reason(ping.snapshot))
    if ping.why in _SAYS_ALL:
        is_plain = ping.why is Why.OUT_UNTOLD and not _is_untold(ping, reader)
        return say(f"ping.{Why.OUT if is_plain else ping.why}", name=name)
    if ping.why is Why.MERGED:
        return say("ping.merged", name=name, into=escape(into or ""))
    if not reader.told_days:
        return _by_horizon(ping, reader, name)
    values: dict[str, Said] = {"name": name, "safe": f"{SAFE:.0%}"}
    if ping.days_left is None:
        return say("ping.moved_out_of_sight", **values)
    likelihood = say_likelihood(ping.snapshot.likelihood_due or 0)
    code = _near(ping) if ping.kind is Kind.ENTER else _off(ping)
    return say(f"ping.{code}", days=ping.days_left, likelihood=likelihood, **values)


def _by_horizon(ping: Ping, reader: Reader, name: Mrkdwn) -> Mrkdwn:
    """The same to who is told no days."""
    today = reader.posted.today
    day = anchor_of(ping.plan, ping.snapshot, today)
    if day is None:
        return say("ping.no_horizon", name=name)
    if ping.why in (Why.OFF_TRACK, Why.NO_FORECAST):
        return say("ping.hold_horizon", name=name)
    code = "near" if ping.kind is Kind.ENTER else "moved_out"
    return say(f"ping.{code}_horizon", name=name, horizon=say_horizon(day, today))


def _near(ping: Ping) -> str:
    """Name the sentence that says how near the launch is."""
    if ping.why in (Why.DUE_NEAR, Why.LAUNCH_NEAR):
        return ping.why if ping.days_left else ping.why.replace("near", "today")
    if not ping.days_left:
        return "any_day"
    # A committed date that is not counted from has passed.
    return ping.why if ping.snapshot.due_on is None else "due_over"


def _off(ping: Ping) -> str:
    is_launch = ping.why is Why.OFF_TRACK and ping.plan.launch_on is not None
    return "off_track_launch" if is_launch else ping.why


def _goal(ping: Ping) -> Mrkdwn:
    goal = ping.plan.goal
    return say("ping.no_goal") if not goal else say("ping.goal", goal=escape(goal, _GOAL_LIMIT))


def _to_do(ping: Ping, reader: Reader, beside: Beside) -> Mrkdwn:
    title = say("ping.for_function", function=say_function(reader.function.name))
    if not reader.function.prepares:
        title = say("leadership.title")
    return joined((title, _asks(ping, reader, beside)), "\n")


def _is_over(ping: Ping) -> bool:
    return ping.snapshot.state == SHIPPED or ping.why in _OVER


def _asks(ping: Ping, reader: Reader, beside: Beside) -> Mrkdwn:
    """Give what a function is asked to do, or who leads to decide, a line each."""
    name, today = reader.function.name, reader.posted.today
    if not reader.function.prepares and not _is_over(ping):
        return say_questions(ping.plan, ping.snapshot, beside.readiness, today)
    if ping.kind is Kind.NOT_YET:
        return say(asked_of("ping_ask", name, Kind.NOT_YET))
    what = "untold" if _is_untold(ping, reader) else slug(ping.stage)
    lines = [say(asked_of("ping_ask", name, what), by=_by(ping, reader))]
    if votes_at(ping.stage.name, reader.function):
        lines.append(say("ping.vote"))
    is_shaky = ping.snapshot.health in (Health.AT_RISK, Health.OFF_TRACK)
    if is_shaky and ping.snapshot.state == FORECAST:
        lines.append(say(asked_of("ping_ask", name, "caution")))
    return joined(lines, "\n")


def _by(ping: Ping, reader: Reader) -> Mrkdwn:
    today = reader.posted.today
    if not reader.told_days:
        return say("ping.by_soon")
    if ping.due_by is None or ping.due_by <= today:
        return say("ping.by_today")
    return say("ping.by_day", today, day=ping.due_by)


def _buttons(ping: Ping, reader: Reader, key: str) -> Block:
    if votes_at(ping.stage.name, reader.function):
        return vote_buttons(ping.snapshot.release_id, tells_days=reader.told_days)
    return answer_buttons(key)


def _in_a_line(asks: Mrkdwn) -> Mrkdwn:
    lines = [line.removeprefix("• ") for line in asks.split("\n")]
    return Mrkdwn(f"{'; '.join(lines)}.")


def _embargo(ping: Ping, reader: Reader) -> tuple[Mrkdwn, ...]:
    plan, today = ping.plan, reader.posted.today
    said = []
    is_out = has_launched(plan, today, is_released=ping.snapshot.state == SHIPPED)
    if plan.codename not in (None, reader.name) and not is_out:
        said.append(say("ping.embargo", codename=escape(plan.codename or "")))
    if ping.stage is T_0 and plan.launch_on is not None and plan.launch_on > today:
        code = "ping.announced" if reader.told_days else "ping.announced_later"
        said.append(say(code, today, day=plan.launch_on))
    return tuple(said)


def _small_print(ping: Ping, reader: Reader) -> Mrkdwn:
    parts = []
    if ping.snapshot.state == FORECAST and ping.why not in _OVER and reader.told_days:
        is_promised = promised(ping.plan, ping.snapshot, reader.posted.today) is not None
        from_what = "launch" if ping.plan.launch_on is not None else "due"
        code = f"ping.counts_from_{from_what if is_promised else 'p85'}"
        parts.append(say(code, stage=ping.stage.name, safe=f"{SAFE:.0%}"))
    if ping.kind is Kind.NOT_YET and ping.why not in _OVER:
        parts.append(say("ping.again"))
    # The age of the data is a day as well: of those, who is told none is told none.
    freshness = fresh(reader.posted.fresh_at, reader.posted.now) if reader.told_days else None
    return joined((*parts, *((freshness,) if freshness else ())), " · ")

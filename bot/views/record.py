"""How often stated dates came true: a line on every card, and the whole record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.views.asked import Asked
from bot.views.blocks import Block, context, header, joined, section, table, within
from bot.views.words import NAME_LIMIT
from bot.words.catalogue import say, say_plain
from bot.words.days import say_likelihood
from bot.words.escape import Mrkdwn, bold, clip, escape, unescape
from planner.answer import Answer, ReleaseForecast
from planner.record import FEWEST_VOTES, Coverage, TrackRecord, Vote, Whose, coverage

SHOWN_PERCENTS = (50, 85, 95)
_ROWS = 20
_RELEASES = 12
_SECTION_CHARACTERS = 2800
_P85 = 85

Group = tuple[str, tuple[Vote, ...]]


def record_line(record: TrackRecord) -> Mrkdwn:
    """The record in a sentence, or that there is none yet."""
    p85 = record.p85
    if not record.is_enough:
        return say("record.none_yet", votes=p85.votes, needed=FEWEST_VOTES)
    return say(f"record.{record.whose}", votes=p85.votes, kept=p85.came_true, **_shares(p85))


def short_record(record: TrackRecord) -> Mrkdwn:
    """The record in half a line, for a card; `record_line` has what it is worth."""
    p85 = record.p85
    if not record.is_enough:
        return say("record.short_none_yet")
    return say(f"record.short_{record.whose}", votes=p85.votes, kept=p85.came_true, **_shares(p85))


def record_of_card(answer: Answer, asked: Asked) -> TrackRecord | None:
    """Give the record for an answer that names dates; None for any other."""
    is_dated = isinstance(answer, ReleaseForecast) and bool(answer.scope.open_items)
    return asked.record if is_dated else None


def record_groups(votes: Sequence[Vote], team_names: Mapping[str, str]) -> tuple[Group, ...]:
    """Give all votes, those of each tracker, and those of each team, under their names."""
    sources = sorted({source for vote in votes for source in vote.sources})
    teams = sorted(
        {team for vote in votes for team in vote.teams},
        key=lambda team: (team_names.get(team, team), team),
    )
    groups = [(say_plain("record.everything"), tuple(votes))]
    groups += [(name, tuple(v for v in votes if name in v.sources)) for name in sources]
    groups += [
        (team_names.get(team, team), tuple(v for v in votes if team in v.teams)) for team in teams
    ]
    return tuple(groups)


def record_blocks(
    votes: Sequence[Vote],
    team_names: Mapping[str, str],
    today: date,
    rehearsed: Sequence[Vote] = (),
) -> list[Block]:
    """The whole record: how many dates came true by whom, and the last releases one by one."""
    title = header(say_plain("record.title"))
    said = [] if len(votes) >= FEWEST_VOTES else [section(_told_of_few(votes, rehearsed))]
    if not votes:
        return [title, *said]
    head = (say_plain("record.of"), *(f"P{percent}" for percent in SHOWN_PERCENTS))
    rows = [_row(name, mine) for name, mine in record_groups(votes, team_names)[:_ROWS]]
    lines, _ = within([_told(vote, today) for vote in votes[:_RELEASES]], _SECTION_CHARACTERS)
    listed = [table(head, rows), section(joined(lines, "\n"))]
    return [title, *said, context(say("record.method")), *listed]


def record_text(votes: Sequence[Vote], rehearsed: Sequence[Vote] = ()) -> str:
    if len(votes) < FEWEST_VOTES:
        return _told_of_few(votes, rehearsed)
    p85 = coverage(votes, _P85)
    return say("record.all", votes=p85.votes, kept=p85.came_true, **_shares(p85))


def _told_of_few(votes: Sequence[Vote], rehearsed: Sequence[Vote]) -> Mrkdwn:
    """Tell what the past says, as long as too few forecasts were really made; else how few."""
    if len(rehearsed) < FEWEST_VOTES:
        return record_line(TrackRecord(Whose.ALL, coverage(votes, _P85)))
    said = record_line(TrackRecord(Whose.REHEARSED, coverage(rehearsed, _P85)))
    return say("record.replayed", votes=len(votes), needed=FEWEST_VOTES, said=said)


def _shares(counted: Coverage) -> dict[str, Mrkdwn]:
    named = {"share": counted.share, "low": counted.low, "high": counted.high}
    return {name: escape(say_likelihood(share)) for name, share in named.items()}


def _row(name: str, votes: Sequence[Vote]) -> tuple[str, ...]:
    return (clip(name, NAME_LIMIT), *_cells(votes))


def _cells(votes: Sequence[Vote]) -> Iterator[str]:
    for percent in SHOWN_PERCENTS:
        counted = coverage(votes, percent)
        shares = {name: unescape(share) for name, share in _shares(counted).items()}
        yield say_plain("record.cell", kept=counted.came_true, votes=counted.votes, **shares)


def _told(vote: Vote, today: date) -> Mrkdwn:
    """One release: what was stated halfway, and when it shipped."""
    stated = vote.stated(_P85) or vote.shipped_on
    late = (vote.shipped_on - stated).days
    code = "record.kept" if vote.came_true(_P85) else "record.missed"
    days = {"stated_on": vote.stated_on, "stated": stated, "shipped_on": vote.shipped_on}
    return say(code, today, name=bold(escape(vote.name, NAME_LIMIT)), days=late, **days)

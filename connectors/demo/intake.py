"""How work comes in day by day: planned for releases, found on the way, and ongoing."""

from datetime import date, datetime

from connectors.demo.chance import moment, pick
from connectors.demo.item import WorkItem
from connectors.demo.release import Release
from connectors.demo.team import Team
from connectors.demo.theme import Theme
from connectors.demo.writing import write_issue

_RELEASE_KINDS = {"feature": 0.62, "bug": 0.20, "chore": 0.18}
_ONGOING_KINDS = {"bug": 0.52, "chore": 0.26, "feature": 0.22}
# For each person, were all their work ongoing: brought along on the first day, and new a day.
_BROUGHT_ALONG = 7.0
_ONGOING_A_DAY = 0.29
# Issues in no release for each person: with fewer more are looked for, with more fewer are.
_FEW_LOOSE, _MANY_LOOSE = 3, 7
_FEW_FACTOR, _MANY_FACTOR = 1.35, 0.7
_IDEAS_A_DAY = 0.08
_FIRST_DAYS = 7  # in which most of a release is planned
_PLANNED = 0.65  # of its size
_QUIET_DAYS = 10  # before the date: no more scope
_KNOWN_ALREADY = 0.3


def take_in(team: Team, day: date) -> None:
    """Write the issues of one day."""
    _take_in_ongoing(team, day)
    for release in team.releases:
        if release.released_on is None:
            for _ in range(int(team.rng.poisson(_expected(release, day)))):
                grow(team, release, moment(day, team.rng, 9, 17))


def open_backlog(team: Team, day: date) -> None:
    """Write what a team brings along on its first day."""
    for _ in range(round(_BROUGHT_ALONG * len(team.workers) * team.plan.ongoing)):
        kind = pick(team.rng, _ONGOING_KINDS)
        write_issue(team, kind, _any_theme(team), moment(day, team.rng, 7, 8))


def grow(team: Team, release: Release, at: datetime) -> None:
    """Add one issue to a release: a known one where it fits, else a new one."""
    theme = release.script.theme if release.is_active else _any_theme(team)
    known = _known(team, theme) if release.is_active else []
    if not known or team.rng.random() > _KNOWN_ALREADY:
        write_issue(team, pick(team.rng, _RELEASE_KINDS), theme, at, release)
        return
    item = known[int(team.rng.integers(len(known)))]
    if item.releases:
        item.move_release(at, item.releases[0], release.ext_id)
    else:
        item.add_release(at, release.ext_id)


def _known(team: Team, theme: Theme) -> list[WorkItem]:
    """Give the issues of a product area that wait in no release, or in a parking lot."""
    active = {release.ext_id for release in team.active_releases}
    waiting = [item for item in team.live if item.is_waiting and theme.label in item.labels]
    return [item for item in waiting if active.isdisjoint(item.releases)]


def _any_theme(team: Team) -> Theme:
    return team.plan.themes[int(team.rng.integers(len(team.plan.themes)))]


def _take_in_ongoing(team: Team, day: date) -> None:
    people, waiting = len(team.workers), len(team.loose())
    rate = _ONGOING_A_DAY * people * team.plan.ongoing
    if waiting < _FEW_LOOSE * people:
        rate *= _FEW_FACTOR
    elif waiting > _MANY_LOOSE * people:
        rate *= _MANY_FACTOR
    for _ in range(int(team.rng.poisson(rate))):
        kind = pick(team.rng, _ONGOING_KINDS)
        write_issue(team, kind, _any_theme(team), moment(day, team.rng, 8, 17))


def _expected(release: Release, day: date) -> float:
    """How many issues a release is expected to gain on a day."""
    script = release.script
    if script.due_on is None:
        return _IDEAS_A_DAY
    age = (day - script.starts_on).days
    if age < _FIRST_DAYS:
        return script.size * _PLANNED / (_FIRST_DAYS - 2)  # five of the seven are worked
    if script.stage and day < script.stage.on:
        return 0.0  # its scope is steered
    days = max((script.due_on - script.starts_on).days * 5 / 7, 1.0)
    quiet = release.due_on is None or (release.due_on - day).days < _QUIET_DAYS
    return 0.0 if quiet else script.size * (1 - _PLANNED) / days

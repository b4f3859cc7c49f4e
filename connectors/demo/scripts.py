"""What is planned for a release before it begins: past ones, today's, parking lots."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from connectors.demo.ids import MakeId
from connectors.demo.release import ReleaseScript, Stage
from connectors.demo.rhythm import next_thursday, next_workday
from connectors.demo.theme import Theme

WEEKS_OF_HISTORY = 104
_LAST_DUE_WEEKS = 6  # before the scene
_CLEAR_OF_THE_SCENE = timedelta(days=11)
_LIFE_WEEKS = (11.0, 15.0)
_ITEMS_A_WEEK = 4.3  # that a team finishes for releases
_SIZE_SPREAD = (0.8, 1.2)
_CROWDED_WEEKS, _CROWDED = 16, 0.5  # today's releases leave less for the last of the past


def first_day(on: date) -> date:
    """Give the Monday on which the history before a scene begins."""
    return on - timedelta(weeks=WEEKS_OF_HISTORY, days=on.weekday())


def past_scripts(
    names: Sequence[tuple[str, Theme]], on: date, make_id: MakeId, rng: np.random.Generator
) -> tuple[ReleaseScript, ...]:
    """Spread the past releases over the history, overlapping, due on Thursdays."""
    start = first_day(on)
    spacing = (WEEKS_OF_HISTORY - _LAST_DUE_WEEKS) / len(names)
    scripts = []
    for number, (name, theme) in enumerate(names, start=1):
        due_on = next_thursday(start + timedelta(weeks=spacing * number))
        begins = due_on - timedelta(weeks=float(rng.uniform(*_LIFE_WEEKS)))
        is_crowded = on - due_on < timedelta(weeks=_CROWDED_WEEKS)
        size = _ITEMS_A_WEEK * spacing * float(rng.uniform(*_SIZE_SPREAD))
        scripts.append(
            ReleaseScript(
                ext_id=make_id("release", number),
                name=name,
                theme=theme,
                starts_on=next_workday(max(begins, start)),
                due_on=due_on,
                ships_by=next_workday(on - _CLEAR_OF_THE_SCENE),
                size=round(size * (_CROWDED if is_crowded else 1)),
            )
        )
    return tuple(scripts)


def staged_script(
    ext_id: str,
    name: str,
    theme: Theme,
    stage: Stage,
    *,
    due_after: int,
    blocked_share: float = 0.04,
) -> ReleaseScript:
    """Plan one of today's releases, from the first day that its stage knows.

    `due_after` is the first date that is promised, in days after the scene.
    """
    begins_before, first_items = stage.open_items[0]
    return ReleaseScript(
        ext_id=ext_id,
        name=name,
        theme=theme,
        starts_on=next_workday(stage.on - timedelta(days=begins_before)),
        due_on=next_thursday(stage.on + timedelta(days=due_after)),
        size=round(first_items),
        blocked_share=blocked_share,
        stage=stage,
    )


def parking_script(ext_id: str, name: str, theme: Theme, on: date) -> ReleaseScript:
    """Plan a place for ideas, without a date."""
    return ReleaseScript(ext_id, name, theme, first_day(on))

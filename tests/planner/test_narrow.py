"""A narrowed timeline is the timeline of one source alone."""

from dataclasses import replace

import numpy as np

from planner.category import Category
from planner.cut import inputs_at
from planner.narrow import narrow_to
from planner.seed import fingerprint
from planner.timeline import ReleaseFacts, SprintFacts, TeamFacts, Timeline
from tests.planner.build import EVERY_DAY, NOW, Work, ago, spans, timeline

HERE, THERE = TeamFacts("a:t", "Here", "a"), TeamFacts("b:t", "There", "b")
MINE = ReleaseFacts("a:1", "1", "version", ("a",))
YOURS = ReleaseFacts("b:1", "1", "version", ("b",))
OURS = ReleaseFacts("plan:x", "x", "plan", ("a", "b"))


def _work(team: int, release: int) -> list[Work]:
    first = Work(40, [(20, Category.DONE)], [(release, 40, None)], team)
    return [first, Work(30, places=[(release, 20, None)], team=team)]


def _with_a_sprint(line: Timeline, team: str) -> Timeline:
    sprint = SprintFacts(f"{team}:s", "Sprint 1", team, ago(14), ago(0), None)
    return replace(line, sprints=(*line.sprints, sprint))


def test_it_equals_what_one_source_alone_would_be() -> None:
    alone = _with_a_sprint(timeline(_work(0, 0), [MINE], [HERE]), HERE.id)
    line = timeline(_work(0, 0) + _work(1, 1), [YOURS, MINE, OURS], [THERE, HERE])
    both = _with_a_sprint(_with_a_sprint(line, THERE.id), HERE.id)
    inputs = [
        inputs_at(
            replace(narrow_to(both, "a"), keys=("S-0", "S-1"), titles=("x", "y")), NOW, EVERY_DAY
        ),
        inputs_at(replace(alone, titles=("x", "y")), NOW, EVERY_DAY),
    ]
    assert fingerprint(inputs[0]) == fingerprint(inputs[1])


def test_links_and_sprints_across_the_border_are_cut() -> None:
    work = [*_work(0, 0), *_work(1, 1)]
    work[0] = replace(work[0], blocks=(1, 2))
    line = timeline(work, [MINE, YOURS], [HERE, THERE])
    line = replace(line, sprint_memberships=spans([(0, 0, ago(9), None)]))
    line = _with_a_sprint(line, THERE.id)
    cut = narrow_to(line, "a")
    assert cut.blocks.tolist() == [[0, 1]]
    assert len(cut.sprint_memberships.item) == 0


def test_a_source_without_items_is_empty() -> None:
    assert narrow_to(timeline([], [MINE], [HERE]), "b").keys == ()
    assert np.array_equal(narrow_to(timeline([], []), "a").team, [])

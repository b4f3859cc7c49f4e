"""When the items of one source were finished, as known at any moment."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from planner.category import CODE_OF, Category
from planner.inputs import History
from planner.state import as_moment, merge_runs
from planner.timeline import Spans, TeamFacts, Timeline, Times


@dataclass(frozen=True, slots=True)
class FinishStream:
    """All stretches in `done` of one source's items; `runs.value` is not used."""

    source: str
    runs: Spans
    created_at: Times

    def finishes(self) -> Times:
        """When each item was finished for good, as far as is known today, sorted."""
        return np.sort(self.runs.start[np.isnat(self.runs.end)])

    def history(self, cutoff: datetime) -> History:
        """Give the finishes as known at the cutoff: re-opened later, an item was done then."""
        known = self.runs.at(as_moment(cutoff))
        never = np.full(int(known.sum()), np.datetime64("NaT", "s"))
        return History(
            team=TeamFacts(self.source, self.source, self.source),
            as_of=cutoff,
            created_at=self.created_at[known],
            started_at=never,
            finished_at=self.runs.start[known],
            canceled_at=never,
            points=np.full(len(never), np.nan),
        )


def finish_stream(timeline: Timeline, source: str) -> FinishStream:
    """Cut the finishes of one source out of the timeline, all its teams together."""
    of_source = np.array([team.source == source for team in timeline.teams], dtype=bool)
    runs = merge_runs(timeline.categories)
    mine = of_source[timeline.team[runs.item]] & timeline.counts[runs.item]
    mine &= runs.value == CODE_OF[Category.DONE]
    cut = Spans(runs.item[mine], runs.value[mine], runs.start[mine], runs.end[mine])
    return FinishStream(source, cut, timeline.created_at[cut.item])

"""Days on which so many releases were closed at once that none of them went out on that day."""

from datetime import date

import numpy as np

from planner.timeline import ReleaseFacts, Timeline

# jQuery closed nine long shipped ones, 1.2 to 1.3.2, on one day. The most that really were out
# together, in 30 public trackers, are the five parts of a sprint and the release made of it.
FEWEST_AT_ONCE = 8
FEWEST_ITEMS = 8  # ever in it: what is smaller may well come in bundles


def dated_at_once(timeline: Timeline, like: ReleaseFacts) -> tuple[int, ...]:
    """Give the positions of the releases that were closed in one go with this one.

    Empty where it has no date, or shares it with too few of its own trackers to be a clean-up.
    """
    if like.released_on is None:
        return ()
    same = [i for i, one in enumerate(timeline.releases) if _is_alike(one, like)]
    if len(same) >= FEWEST_AT_ONCE:
        same = [i for i in same if items_ever(timeline, i) >= FEWEST_ITEMS]
    return tuple(same) if len(same) >= FEWEST_AT_ONCE else ()


def clean_ups(timeline: Timeline, source: str) -> dict[date, int]:
    """Give the days on which releases of a source were closed in one go, and how many, in order."""
    found: dict[date, int] = {}
    for one in timeline.releases:
        on = one.released_on
        if on is not None and source in one.sources and on not in found:
            found[on] = len(dated_at_once(timeline, one))
    return {on: found[on] for on in sorted(found) if found[on]}


def items_ever(timeline: Timeline, position: int) -> int:
    """Count the items that ever were in a release, however briefly."""
    spans = timeline.memberships
    mine = (spans.value == position) & timeline.counts[spans.item]
    return len(np.unique(spans.item[mine]))


def _is_alike(one: ReleaseFacts, like: ReleaseFacts) -> bool:
    return one.released_on == like.released_on and one.sources == like.sources

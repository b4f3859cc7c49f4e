"""A release plan: who answers for a release, how much it matters and what was promised."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from planner.snapshot import Snapshot


class Tier(IntEnum):
    """How much a release matters to the business: it decides who is told, and how early."""

    STRATEGIC = 1
    CUSTOMER = 2
    NOTES = 3


@dataclass(frozen=True, slots=True)
class LaunchPlan:
    """What people said of a release; what the tracker says of it stands elsewhere.

    `owner` is a person's id, None where nobody answers for it: then nobody is pinged about it.
    `committed_on` is the day that was promised, set here; it goes before the tracker's due date.
    `committed_by` is who promised it, a person's id; None where that was a file.
    `own_on` is the owner's own guess, shown beside the forecast and never instead of it.
    `launch_on` is when it is announced, where that is another day than when it is released.
    Within `window` (first and last day, both included) the launch is wanted. A release with a
    `codename` is embargoed: until it has launched nobody but its functions reads its name.
    """

    release_id: str
    owner: str | None = None
    tier: Tier = Tier.CUSTOMER
    goal: str | None = None
    committed_on: date | None = None
    own_on: date | None = None
    launch_on: date | None = None
    window: tuple[date, date] | None = None
    codename: str | None = None
    committed_by: str | None = None

    @property
    def says_more(self) -> bool:
        """Tell whether anything was said of it but who answers for it."""
        return self != LaunchPlan(self.release_id, self.owner)


def launch_anchor(plan: LaunchPlan, snapshot: Snapshot) -> date | None:
    """Give the day that T-n counts back from: the launch, the committed date, else P85.

    A committed date is the tracker's (`Snapshot.due_on`) where none was set here. None beyond the
    horizon or without a forecast.
    """
    return plan.launch_on or plan.committed_on or snapshot.due_on or snapshot.p85

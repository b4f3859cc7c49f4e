"""Frameworks of priority: how much a release matters, and the score that this comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Framework(StrEnum):
    """By what the releases of a plan are ordered; `DUE` is their dates, without any score."""

    DUE = "due"
    RANK = "rank"
    VALUE = "value"
    RICE = "rice"
    WSJF = "wsjf"
    MOSCOW = "moscow"


class Moscow(StrEnum):
    """The classes of MoSCoW, the first first."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    WONT = "wont"


@dataclass(frozen=True, slots=True)
class Worth:
    """What people say that a release is worth; None where they have not said it.

    All in units of their own, which only have to be the same for every release; `confidence` is a
    share. `rank` is the place of its highest-ranked open item among those of its tracker, from 1.
    """

    value: float | None = None
    effort: float | None = None
    reach: float | None = None
    impact: float | None = None
    confidence: float | None = None
    time_criticality: float | None = None
    risk_reduction: float | None = None
    moscow: Moscow | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Priorities:
    """What a plan is ordered by, for each release by its id.

    `sizes` are what is open, in typical items: the effort of those of which none is told.
    """

    framework: Framework
    worths: Mapping[str, Worth]
    sizes: Mapping[str, float]

    def worth_of(self, release_id: str) -> Worth:
        return self.worths.get(release_id, _UNSAID)

    def effort_of(self, release_id: str) -> float | None:
        """Give the effort that is told, else what is open; None where that is nothing."""
        told = self.worth_of(release_id).effort
        return self.sizes.get(release_id) if told is None else told

    def score_of(self, release_id: str) -> float | None:
        return score_of(self.framework, self.worth_of(release_id), self.effort_of(release_id))


_UNSAID = Worth()
_NEEDED: Mapping[Framework, tuple[str, ...]] = {
    Framework.DUE: (),
    Framework.RANK: ("rank",),
    Framework.VALUE: ("value",),
    Framework.RICE: ("reach", "impact", "confidence"),
    Framework.WSJF: ("value", "time_criticality", "risk_reduction"),
    Framework.MOSCOW: ("moscow",),
}
_DIVIDED = frozenset({Framework.VALUE, Framework.RICE, Framework.WSJF})
_CLASSES = tuple(reversed(Moscow))


def needs_effort(framework: Framework) -> bool:
    return framework in _DIVIDED


def missing_in(framework: Framework, worth: Worth) -> tuple[str, ...]:
    """Name the figures that a score needs and nobody has told; effort is never among them."""
    return tuple(name for name in _NEEDED[framework] if getattr(worth, name) is None)


def score_of(framework: Framework, worth: Worth, effort: float | None) -> float | None:
    """Score a release: more is earlier. None where a figure is missing, and for `DUE`.

    Value: value ÷ effort, what comes back for what is put in.
    RICE: reach times impact times confidence ÷ effort (Sean McBride, Intercom, 2016).
    WSJF: (value + time criticality + risk reduction) ÷ job size, the cost of delay over the length
    of the job (Don Reinertsen, The Principles of Product Development Flow, 2009; in these three
    parts by SAFe).
    MoSCoW: must before should before could before won't (Dai Clegg, 1994; DSDM).
    Rank: the place in the tracker's backlog, the first first.
    """
    if framework is Framework.DUE or missing_in(framework, worth):
        return None
    if framework is Framework.RANK:
        return -_figure(worth.rank)
    if framework is Framework.MOSCOW:
        return float(_CLASSES.index(worth.moscow or Moscow.WONT))
    if effort is None or effort <= 0:
        return None
    return _gain(framework, worth) / effort


def _gain(framework: Framework, worth: Worth) -> float:
    if framework is Framework.RICE:
        return _figure(worth.reach) * _figure(worth.impact) * _figure(worth.confidence)
    if framework is Framework.WSJF:
        delay = (worth.value, worth.time_criticality, worth.risk_reduction)
        return sum(_figure(part) for part in delay)
    return _figure(worth.value)


def _figure(told: float | None) -> float:
    """Take a figure that is known to be there."""
    return float(told or 0)

"""A release of the company: what was meant, and how it goes."""

from dataclasses import dataclass, field
from datetime import date, datetime

from connectors.demo.item import WorkItem
from connectors.demo.theme import Theme
from store.records import DueMove


@dataclass(frozen=True, slots=True)
class Stage:
    """How a release is steered so that it stands as wanted on the day `on`.

    `open_items` and `pull` are pairs, oldest first: days before that day, and how many items are
    open or how strongly people are drawn to it (a past release reaches 0.5 when it is due).
    `replanned` is when, in days before, a new date was promised, and that date in days after.
    """

    on: date
    open_items: tuple[tuple[int, float], ...]
    pull: tuple[tuple[int, float], ...]
    replanned: tuple[int, int] | None = None

    def days_before(self, day: date) -> int:
        return (self.on - day).days


@dataclass(frozen=True, slots=True)
class ReleaseScript:
    """What is known of a release beforehand.

    `size` is how many items are planned for it; a staged release follows its stage instead.
    Without `due_on` it is a parking lot: nothing is ever picked from it. On `ships_by` it ships
    with what is done, come what may.
    """

    ext_id: str
    name: str
    theme: Theme
    starts_on: date
    due_on: date | None = None
    ships_by: date | None = None
    size: int = 0
    blocked_share: float = 0.03
    stage: Stage | None = None


@dataclass(slots=True, eq=False)
class Release:
    """A release that has begun. `due_moves` holds every date that was ever promised."""

    script: ReleaseScript
    created_at: datetime
    due_on: date | None
    due_moves: list[DueMove] = field(default_factory=list)
    epics: list[WorkItem] = field(default_factory=list)
    released_on: date | None = None

    @property
    def ext_id(self) -> str:
        return self.script.ext_id

    @property
    def is_active(self) -> bool:
        """Tell whether people work towards it; nobody does towards a parking lot."""
        return self.released_on is None and self.due_on is not None

    def promise(self, at: datetime, due_on: date) -> None:
        self.due_on = due_on
        self.due_moves.append(DueMove(at, due_on))

"""All ids there are against all ids that are stored: what is gone, and what was missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

FEW = 20  # so many may vanish at once, whatever their share
MANY = 0.5  # of a source vanishing at once: a lost permission is likelier than a clean-up


@dataclass(frozen=True, slots=True)
class Census:
    """`vanished` are stored and no longer there; `missed` are there and not stored as they are."""

    vanished: tuple[str, ...]
    missed: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def take_census(
    stored: Mapping[str, datetime | None], swept: Mapping[str, datetime | None]
) -> Census:
    """Compare the last changes of issues by id; None is a source without such stamps.

    Where half of the stored issues are gone at once they count as unseen: nothing is deleted.
    """
    vanished = tuple(ext_id for ext_id in stored if ext_id not in swept)
    missed = tuple(
        ext_id
        for ext_id, at in swept.items()
        if ext_id not in stored or _is_newer(at, stored[ext_id])
    )
    if len(vanished) > FEW and len(vanished) >= MANY * len(stored):
        told = (
            f"{len(vanished)} of {len(stored)} issues are suddenly not there: taken for unseen, "
            "not for deleted. Check what the tracker's account may see, or remove the source."
        )
        return Census((), missed, (told,))
    return Census(vanished, missed)


def _is_newer(at: datetime | None, than: datetime | None) -> bool:
    return at is not None and (than is None or at > than)

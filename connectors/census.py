"""All ids there are against all ids that are stored: what is gone, and what was missed."""

from collections.abc import Collection, Mapping
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
    stored: Mapping[str, datetime | None],
    swept: Mapping[str, datetime | None],
    before: Collection[str],
) -> Census:
    """Compare the last changes of issues by id; None is a source without such stamps.

    `before` are the ids that were stored before this sync wrote anything. Where half of them (or of
    all that is stored now) are gone at once they count as unseen, and nothing is deleted.
    """
    vanished = tuple(ext_id for ext_id in stored if ext_id not in swept)
    missed = tuple(
        ext_id
        for ext_id, at in swept.items()
        if ext_id not in stored or _is_newer(at, stored[ext_id])
    )
    lost = sum(1 for ext_id in vanished if ext_id in before)
    for gone, known in ((lost, len(before)), (len(vanished), len(stored))):
        if _is_too_much(gone, known, are_others_there=bool(swept)):
            told = (
                f"{gone} of {known} issues are suddenly not there: taken for unseen, not for "
                "deleted. Check what the tracker's account may see; another project must be a "
                "source of its own."
            )
            return Census((), missed, (told,))
    return Census(vanished, missed)


def _is_too_much(gone: int, known: int, *, are_others_there: bool) -> bool:
    """Tell whether a lost permission, or another project under the same name, is likelier."""
    is_replaced = 0 < gone == known and are_others_there
    return is_replaced or (gone > FEW and gone >= MANY * known)


def _is_newer(at: datetime | None, than: datetime | None) -> bool:
    return at is not None and (than is None or at > than)

"""The five things a status can mean, whatever a tracker calls it."""

from enum import StrEnum


class Category(StrEnum):
    """What a status says about the work; the same words are stored.

    `CANCELED` is scope removed (won't fix, duplicate), never work done. `UNKNOWN` is a status
    that nobody could place: it counts as open, and is warned about once.
    """

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    CANCELED = "canceled"
    UNKNOWN = "unknown"

    @property
    def is_open(self) -> bool:
        return self not in (Category.DONE, Category.CANCELED)


# Timelines hold categories as small integers: the position in this tuple.
CODES: tuple[Category, ...] = tuple(Category)
CODE_OF: dict[Category, int] = {category: code for code, category in enumerate(CODES)}

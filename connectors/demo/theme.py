"""What a product area is made of, in the words that its issues are titled with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One product area.

    Words are chosen so that any of them fits any other: every detail can stand on every screen,
    every actor can do every action.
    """

    label: str
    epics: tuple[str, ...]
    screens: tuple[str, ...]
    services: tuple[str, ...]
    details: tuple[str, ...]
    actors: tuple[str, ...]
    actions: tuple[str, ...]

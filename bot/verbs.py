"""The verbs of `/release`: one registry to dispatch by and to make the help from."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process


@dataclass(frozen=True, slots=True)
class Verb:
    """`usage` is what follows `/release`; the catalogue's `help` section says what it gives."""

    name: str
    usage: str


VERBS = (
    Verb("when", "when RELEASE [by DATE]"),
    Verb("status", "status RELEASE"),
    Verb("list", "list [at-risk|on-track|off-track|no-date|shipped]"),
    Verb("help", "help"),
)
_ALIKE_FROM = 60  # of 100: "lst" has 86, "stat" 80, "zzz" 0
_NAMES = tuple(verb.name for verb in VERBS)


def verb_of(text: str) -> str | None:
    """Give the verb that a `/release` command begins with; None for another word.

    No word at all asks for help.
    """
    first = (text.split(maxsplit=1) or ["help"])[0].casefold()
    return first if first in _NAMES else None


def nearest_verb(word: str) -> str | None:
    """Give the verb that looks most like `word`; None where none looks much like it."""
    best = process.extractOne(word.casefold(), _NAMES, scorer=fuzz.ratio, score_cutoff=_ALIKE_FROM)
    return None if best is None else str(best[0])

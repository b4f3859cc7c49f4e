"""The verbs of `/release`: one registry to dispatch by and to make the help from."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.people.roles import Role


@dataclass(frozen=True, slots=True)
class Verb:
    """`usage` is what follows `/release`; the catalogue's `help` section says what it gives.

    `needs` is what somebody must be to the thing that the verb is about.
    """

    name: str
    usage: str
    needs: Role = Role.VIEWER


VERBS = (
    Verb("when", "when RELEASE [by DATE]"),
    Verb("status", "status RELEASE"),
    Verb("list", "list [at-risk|on-track|off-track|no-date|shipped]"),
    Verb("record", "record"),
    Verb(
        "whatif",
        "whatif RELEASE [drop KEY…] [add N] [capacity 80%] [first|after RELEASE] [wip N]"
        " [start DATE] [by DATE]",
    ),
    Verb("why", "why RELEASE [since DATE]"),
    Verb("plan", "plan RELEASE [by DATE]"),
    Verb("order", "order [RELEASE]"),
    Verb("risks", "risks [RELEASE]"),
    Verb("blockers", "blockers [RELEASE]"),
    Verb("contents", "contents RELEASE"),
    Verb("notes", "notes RELEASE"),
    Verb("retro", "retro [RELEASE]"),
    Verb("burnup", "burnup RELEASE"),
    Verb("owner", "owner RELEASE"),
    Verb(
        "subscribe",
        "subscribe RELEASE|all [digest|slips|ready|shipped|card] [daily|weekdays|weekly|Mon,Thu]"
        " [at 09:30] [Europe/Berlin] [#channel]",
    ),
    Verb("subscriptions", "subscriptions"),
    Verb("unsubscribe", "unsubscribe [RELEASE|all|NUMBER]", Role.OWNER),
    Verb("ready", "ready RELEASE"),
    Verb("signoff", "signoff RELEASE"),
    Verb("away", "away [until DATE @PERSON]"),
    Verb("back", "back"),
    Verb("adopt", "adopt RELEASE"),
    Verb("disown", "disown RELEASE", Role.OWNER),
    Verb("calendar", "calendar FUNCTION"),
    Verb(
        "settings",
        "settings RELEASE [tier 1] [committed DATE] [own DATE] [launch DATE]"
        ' [window "DATE to DATE"] [codename NAME] [goal "TEXT"] [owner @PERSON]',
        Role.OWNER,
    ),
    Verb("me", "me"),
    Verb("hotfix", 'hotfix RELEASE "WHAT"', Role.OWNER),
    Verb("rollback", 'rollback RELEASE "WHY"', Role.OWNER),
    Verb("pause", "pause", Role.ADMIN),
    Verb("resume", "resume", Role.ADMIN),
    Verb("help", "help"),
)
_ALIKE_FROM = 75  # of 100: "lst" has 86, "satus" 91; "show" 60 for "disown", "mute" 67 for "me"
_LEAST_SHORT = 3  # letters of a verb that is not written out: "sub", "stat"
_NAMES = tuple(verb.name for verb in VERBS)


def verb_of(text: str) -> str | None:
    """Give the verb that a `/release` command begins with; None for another word.

    No word at all asks for help.
    """
    first = (text.split(maxsplit=1) or ["help"])[0].casefold()
    return first if first in _NAMES else None


def nearest_verb(word: str) -> str | None:
    """Give the verb that `word` begins, or looks most like; None where none is much like it."""
    folded = word.casefold()
    if len(folded) >= _LEAST_SHORT:
        begun = next((name for name in _NAMES if name.startswith(folded)), None)
        if begun is not None:
            return begun
    best = process.extractOne(folded, _NAMES, scorer=fuzz.ratio, score_cutoff=_ALIKE_FROM)
    return None if best is None else str(best[0])

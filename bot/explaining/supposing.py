"""Words of a "what if" put into the order in which its changes are read."""

import re

from bot.grammar.tidying import outside_quotes

# "we drop", "it comes after": what stands around a change and tells nothing.
_KEY = r"#?(?:[^\W_][\w/.-]*)?\d"
_NEAR = tuple(
    (re.compile(form, re.IGNORECASE), word)
    for form, word in (
        (r"\badds (?=\d)", "add "),
        (r"\bcapacity (?:is|was|were|of|at|goes to) (?=\d)", "capacity "),
        (r"\b(?:starts|begins|is started|is begun) (?=\S)", "start "),
        (rf"\b(?:drops|dropped|descope|skip|leave out|postpone) (?={_KEY})", "drop "),
        (
            r"\b(?:comes|goes|went|came|is done|is planned|ships|is) (?=after |behind |first\b)",
            "",
        ),
        (r"\bwith (?=\d{1,3} ?% capacity)", "at "),
        (r"\b(?:worked|works|runs?|ran|is|are|were|was) (?=at \d{1,3} ?%)", ""),
        (r"\bonly (?=\d|at \d)", ""),
    )
)
_WHO = re.compile(
    r"\A(?:(?:we|you|they|the team)(?: would| were to| could)? )?(?:(?:only|also|just) )?",
    re.IGNORECASE,
)
_DO = re.compile(
    r"\A(?:do|did|ship|put|plan|move|start|make) (?=.+ (?:first|after|behind)\b)", re.IGNORECASE
)
_STARTED = re.compile(
    r"(?:only )?(?:start|begin)(?:ed)? (?P<name>\D.*?) (?P<when>(?:on|in|at|from|next) .+)",
    re.IGNORECASE,
)
_GONE = re.compile(
    rf"(?P<keys>{_KEY}(?:(?:,| and|, and) {_KEY})*) (?:is|are|gets?|was|were) "
    r"(?:dropped|cut|removed|descoped|left out|postponed|moved out|taken out)(?P<rest>.*)",
    re.IGNORECASE,
)
CHANGES = (
    r"(?:(?:drop|cut|remove)(?:ping|ting|ing)? |without |add(?:ing)? \d|plus \d"
    r"|capacity (?:is |was |were |of |at |goes to )?\d|at \d{1,3} ?%|wip \d"
    r"|(?:start|begin)(?:s|ing)? (?:on|in|at|from|next|later|after)\b)"
)
_HEAD_IF = re.compile(
    r"(?:and |so |but )?(?P<head>.+?),? (?:if|when|assuming|provided|suppose"
    r"|supposing) (?P<changes>"
    rf"(?:we |you |they |it )?(?:also |only |just )?{CHANGES}.+)",
    re.IGNORECASE,
)
# "if we drop SHOP-1, when does checkout ship"
_IF_FIRST = re.compile(
    r"(?:and |so |but )?(?:if|assuming|suppose|supposing|provided) "
    rf"(?P<changes>(?:we |you |they |it )?(?:also |only |just )?{CHANGES}[^,]*),? (?:then )?"
    r"(?P<head>(?:when|will|would|what|how|is|can|could|does|do|are)\b.+)",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    rf"(?P<head>.+?),? (?P<changes>(?:(?:without|minus|dropping) {_KEY}|at \d{{1,3}} ?%).*)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:(?:and|so|but|or|then) )?(?:what )?(?:about |happens |would happen |changes )?"
    rf"(?:(?:if|suppose|supposing|assuming) )?(?P<changes>(?:we |you |they )?(?:also "
    rf"|only |just )?{CHANGES}.*)",
    re.IGNORECASE,
)
_HAPPENS_IF = re.compile(
    r"(?:and |so |but )?(?:what (?:happens|would happen|changes|would change|would it mean"
    r"|does it mean)"
    r"|how (?:does|would|will) (?:it|that|this) (?:change|look|be))(?:,)? if (?P<rest>.+)"
    r"|(?:and |so |but )?(?:what )?(?:if|suppose|supposing) (?P<plain>.+)",
    re.IGNORECASE,
)


def supposed(asked: str) -> str | None:
    """Give the words behind an `if`; None where nothing is supposed."""
    if match := _HAPPENS_IF.fullmatch(asked):
        return match["rest"] or match["plain"]
    return None


def supposed_first(asked: str) -> str | None:
    """Put the question before what is supposed; None where it stands there, or there is none."""
    match = _IF_FIRST.fullmatch(asked)
    return None if match is None else f"{match['head']} if {match['changes']}"


def plainly(rest: str) -> str:
    """Say a supposition with the words that changes are read by; names in quotes stay."""
    text = _dropped(_named_first(_WHO.sub("", rest, count=1)))
    return outside_quotes(_DO.sub("", text, count=1), _near)


def _named_first(text: str) -> str:
    """Put the name before the day: `start checkout in January`."""
    match = _STARTED.fullmatch(text)
    return f"{match['name']} start {match['when']}" if match else text


def _dropped(text: str) -> str:
    """Put the verb first: `SHOP-1 and SHOP-2 are dropped from checkout`."""
    match = _GONE.fullmatch(text)
    return f"drop {match['keys']}{match['rest']}" if match else text


def _near(text: str) -> str:
    for form, word in _NEAR:
        text = form.sub(word, text)
    return text


def split_supposition(asked: str) -> tuple[str, str] | None:
    """Split `will it ship by March if we drop SHOP-1` into the question and the changes."""
    for form in (_HEAD_IF, _WITHOUT):
        if match := form.fullmatch(asked):
            return match["head"], plainly(match["changes"])
    return None


def changes_alone(asked: str) -> str | None:
    """Give changes that are said of nothing by name: `and without SHOP-12`."""
    match = _ALONE.fullmatch(asked)
    return plainly(match["changes"]) if match else None

"""Questions about what is out: `what shipped in October`, `did we release anything last week`."""

import re
from datetime import date

from bot.dates.lookback import read_lookback
from bot.grammar.question import Kind, Question

SHIPPED = "shipped"
_WHO = r"(?:we|you|they|the team|everyone|everybody)"
_THINGS = r"(?:releases?|ones?|things?|versions?|projects?|milestones?)"
_OUT = (
    r"(?:shipped|shippped|released|launched|delivered|deployed|finished|completed|landed"
    r"|(?:went|gone|go) (?:out|live)|c[ao]me out)"
)
_DO = (
    r"(?:ship|release|launch|deliver|deploy|finish|complete|land|put out|get (?:out|done)"
    r"|go (?:out|live)|come out)"
)
_ANY = rf"(?:anything|something|any {_THINGS}|any)"
_WHAT = (
    rf"(?:(?:list|show|count|give me|all|everything|what|which|how many|the|our|of|{_THINGS}"
    rf"|{_ANY})(?: (?:else|all|of|the|our|{_THINGS}|everything))*(?P<s>'?s(?= ))?)"
)
_LATELY = r"(?: (?:so far|already|lately|recently|again|out|to (?:customers|production|users)))*"
_WHEN = rf"{_LATELY}(?:,? (?P<when>.+))?"
_DONE = r"(?: (?:that|which|has|have|had|was|were|got|been|already|just|recently|actually|'ve))*"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WHAT}{_DONE}(?: {_WHO}(?:'ve)?)?{_DONE} {_OUT}(?: {_THINGS})?{_WHEN}",
        rf"{_WHAT} (?:have|has|did) {_WHO} (?:done|made|put out|got out){_WHEN}",
        rf"{_WHAT} did {_WHO} (?:actually |manage to |just )?{_DO}{_WHEN}",
        (
            rf"(?:did|has|have|was|were) (?:{_ANY}|{_WHO})(?: (?:been|already|actually))*"
            rf" (?:{_OUT}|{_DO})(?: {_ANY})?{_WHEN}"
        ),
        rf"{_OUT}(?: {_THINGS})?{_WHEN}",
        rf"{_WHAT} (?:from|in|of) (?P<when>(?:the )?(?:last|past|previous) .+)",
    )
)
_THE_LAST = re.compile(
    rf"when did {_WHO} last {_DO}(?: {_ANY})?|what (?:did {_WHO} {_DO}|shipped|went out) last"
    rf"|(?:what(?:'?s| is| was) )?(?:the |our )?(?:last|latest|most recent)(?: shipped)? {_THINGS}"
    rf"(?: {_OUT})?|when was (?:the |our )?(?:last|latest|most recent) {_THINGS}(?: {_OUT})?",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"(?:by|before|until|till)\b", re.IGNORECASE)


def read_shipped(asked: str, today: date) -> Question | None:
    """Read a question about what is out; its `due` are the days in which it went out."""
    if _THE_LAST.fullmatch(asked):
        return Question(SHIPPED, kind=Kind.LIST)
    match = next((match for form in _FORMS if (match := form.fullmatch(asked))), None)
    if match is None:
        return None
    when = (match["when"] or "").strip()
    if not when:
        return Question(SHIPPED, kind=Kind.LIST)
    if match.groupdict().get("s") and _AHEAD.match(when):
        return None  # "what's shipped by March" is what will be
    within = read_lookback(when, today)
    return None if within is None else Question(SHIPPED, kind=Kind.LIST, due=within)

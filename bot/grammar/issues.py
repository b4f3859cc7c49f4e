"""Questions about one issue and its release: `which release is SHOP-12 in`, `is SHOP-12 in 2.4`."""

import re
from datetime import date

from bot.dates.phrases import read_date
from bot.grammar.question import Question
from bot.grammar.things import ISSUE_KEY

_KEY = rf"(?:(?:the )?(?:issue|ticket|story|bug|task|item) )?(?P<key>{ISSUE_KEY.pattern})"
_RELEASE = r"(?:releases?|versions?|milestones?|projects?)"
_BELONGS = (
    r"(?:part of|included in|contained in|assigned to|planned for|scheduled for|belong(?:s|ing)? to"
    r"|(?:ship|shipped|shipping|go|going|come|coming|released?|be|get|out)(?: out)? (?:in|with)"
    r"|make it into|in|for|on)"
)
_WHERE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        (
            rf"(?:in |to |with |for )?(?:which|what) {_RELEASE} (?:is|are|does|do|will|did|was|has)"
            rf" {_KEY}(?: (?:currently|still|now|be|been))?"
            rf"(?: {_BELONGS}| ship| shipped| go| land| out)?"
        ),
        rf"(?:which|what) {_RELEASE} (?:has|have|holds?|contains?|includes?|ships?) {_KEY}",
        rf"where (?:does|will) {_KEY} (?:belong|ship|go|land)",
        rf"(?:(?:what(?:'?s| is) )?the )?(?:release|version|milestone) (?:of|for|with) {_KEY}",
        rf"(?:what(?:'?s| is) the )?(?:status|state) (?:of|for|on) {_KEY}",
        (
            rf"(?:is|was|are) {_KEY} (?:already |still )?(?:in progress|begun|started|done|finished"
            r"|open|closed|resolved|complete|completed)(?: yet| already)?"
        ),
    )
)
_IS_IN = re.compile(
    rf"(?:(?:is|are|was|does|did|will|do|has) )?{_KEY} (?:(?:already|still|now|currently) )?"
    rf"{_BELONGS} (?P<name>.+)",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    rf"(?:does|do|will|did|has) (?P<name>.+?) (?:contain|include|have|hold|ship|cover|got) {_KEY}"
    r"(?: in it)?",
    re.IGNORECASE,
)


def read_issue(asked: str, today: date) -> Question | None:
    """Read what asks which release an issue is in, or whether it is in one; else None.

    "is SHOP-12 in by March" asks for a day.
    """
    for form in _WHERE:
        if match := form.fullmatch(asked):
            return Question(match["key"])
    match = _IS_IN.fullmatch(asked) or _HOLDS.fullmatch(asked)
    if match is None:
        return None
    for when in (match["name"], f"in {match['name']}"):
        if (by := read_date(when, today)) is not None:
            return Question(match["key"], by)
    return Question(match["key"], inside=match["name"].strip(' "'))

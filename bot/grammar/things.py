"""What is asked about besides releases: labels, epics, projects; and several names at once."""

import re

from bot.grammar.question import Of

ISSUE_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*-\d+")
_WORK = r"(?:issues?|items?|tickets?|stories|work|bugs)"
_ALL = rf"(?:(?:everything|all|anything|(?:all |the )*{_WORK})\s+)"
_NAME = r"(?:\"(?P<quoted>[^\"]+)\"|(?P<name>\S.*?))"
_FORMS = (
    (
        Of.LABEL,
        re.compile(
            rf"{_ALL}?(?:that (?:is|are) |which (?:is|are) )?"
            rf"(?:(?:with|of|under|in) (?:the )?(?:label|tag)|label(?:l?ed)?|tag(?:ged)?)"
            rf"(?: with| as)?[:=\s]\s*{_NAME}",
            re.IGNORECASE,
        ),
    ),
    (
        Of.LABEL,
        re.compile(rf"(?:everything in |all of )?(?:the )?{_NAME} (?:label|tag)", re.IGNORECASE),
    ),
    (
        Of.EPIC,
        re.compile(
            rf"(?:{_ALL}?(?:in|of|under|from) )?(?:the |our )?epic[:\s]\s*{_NAME}", re.IGNORECASE
        ),
    ),
    (
        Of.EPIC,
        re.compile(rf"(?:{_ALL}?(?:in|of|under|from) )?(?:the |our )?{_NAME} epic", re.IGNORECASE),
    ),
    (
        Of.PROJECT,
        re.compile(
            rf"(?:{_ALL}?(?:in|of|under|from) )?(?:the |our )?project[:\s]\s*{_NAME}",
            re.IGNORECASE,
        ),
    ),
)
_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:and |& )?|\s(?:and|or|&|\+|vs\.?|versus|as well as|plus)\s)\s*"
)
_MOST_PARTS = 10


def thing_of(subject: str) -> tuple[Of, str]:
    """Tell what a subject is the name of, and the name alone: `label checkout`."""
    for of, form in _FORMS:
        if match := form.fullmatch(subject):
            return of, (match["quoted"] or match["name"]).strip()
    return Of.ANY, subject


def parts_of(subject: str) -> tuple[str, ...]:
    """Give the names of `checkout, search and 2.4`; nothing where there is but one."""
    parts = [part.strip(' "') for part in _BETWEEN.split(subject)]
    parts = list(dict.fromkeys(part for part in parts if part))
    return tuple(parts) if 1 < len(parts) <= _MOST_PARTS else ()

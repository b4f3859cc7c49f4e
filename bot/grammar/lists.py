"""Questions about all releases: `what ships by Dec 15`, `what's at risk`, `all due in Q1`."""

import re
from datetime import date

from bot.dates.phrases import read_stretch
from bot.grammar.missing import read_missed
from bot.grammar.question import Kind, Question
from bot.grammar.shipped import read_shipped
from bot.grammar.tails import read_limit

_WHO = r"(?:we|you|they|us|everyone|everybody)"
SHIP = (
    r"(?:to |be |get |it |already |been )*(?:ship(?:s|ped|ping)?|done|ready|releas(?:e|es"
    r"|ed|ing)|out"
    r"|live|launch(?:es|ed|ing)?|go(?:es|ing)? (?:live|out)|land(?:s|ed|ing)?|finish(?:es|ed)?"
    r"|completed?|delivered|due|available|com(?:e|es|ing)(?: out| up| next)?|on track|happen"
    r"|mak(?:es?|ing) it|next|expected)"
)
_THINGS = r"(?:releases?|ones?|things?|versions?|projects?|milestones?)"
_WHAT = (
    rf"(?:what(?:(?:'?s| is| are| will| can| do| could| should| else)(?= ))?|which {_THINGS}"
    r"(?: (?:will|can|do|are|is|could))?)(?: (?:we|you|all))?"
)
_STANDING = {
    "at-risk": r"at risk|at[- ]risk|slipping|in danger|in trouble|endangered|wobbly|yellow|amber",
    "off-track": r"off[- ]track|late|overdue|delayed|behind(?: schedule)?|red|not on track|slipped"
    r"|(?:will |going to |likely to )?miss(?:ing)? (?:their|its|the) (?:due )?dates?",
    "on-track": r"on[- ]track|green|fine|on schedule|healthy",
    "shipped": r"shipped|released|out already|already out|done already|live already",
    "no-date": r"no[- ]date|without (?:a |any )?(?:due )?date|undated|with no date|no due date",
}
_SUBJECT_OF_ALL = (
    rf"(?:(?:what|which|who)(?:'?s| is| are| has| have| was| were)?|(?:is |are )?anything"
    rf"|everything"
    rf"|(?:which|any|are any|all|the|list|show)? ?(?:of )?(?:the |our )?{_THINGS}"
    r"(?: (?:is|are|that are|which are|has|have))?|(?:list|show|all|any)(?: (?:the|our|all))*)"
)
_ANY_STANDING = "|".join(
    f"(?P<{name.replace('-', '_')}>{words})" for name, words in _STANDING.items()
)
_FILTER = re.compile(
    rf"(?:{_SUBJECT_OF_ALL}(?: (?:is|are|be|been|currently|now|running|going|still))* )?"
    rf"(?:{_ANY_STANDING})(?: {_THINGS})?(?: (?:now|today|currently))?",
    re.IGNORECASE,
)
_FILTER_BY = re.compile(
    rf"{_FILTER.pattern} (?P<when>(?:by|before|until|in|for|this|next|due) .+)", re.IGNORECASE
)
_WE_ARE_LATE = re.compile(
    r"(?:are|is) (?:we|anyone|anybody|the team) (?:running )?"
    r"(?:late|behind|delayed|overdue|off track)"
    r"(?: schedule)?(?: (?:on|with|for) (?:anything|something|any.*)| anywhere)?",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"fine|green|yellow|amber|red|healthy|wobbly", re.IGNORECASE)
_NEXT = re.compile(
    rf"(?:when(?:'?s| is| does| will)?|what(?:'?s| is| will be)?|which(?: {_THINGS})?(?: is)?)"
    rf" (?:(?:the |our )?(?:very )?next (?:release|version|launch|one|ship(?:ment)?)"
    rf"|(?:to )?(?:{SHIP} )?next)(?: (?:to )?{SHIP})?(?: up| in line)?"
    r"|(?:the |our )?next (?:release|version|launch)|what(?:'?s| is) (?:coming )?(?:up )?next"
    r"|what(?:'?s| is) coming up",
    re.IGNORECASE,
)
_DUE = re.compile(
    rf"(?:(?:do we have|is there|are there|have we got) )?"
    rf"(?:everything|anything|all|{_WHAT}(?: is| are)?|{_THINGS}|list(?: of)?)"
    rf"(?: (?:{_THINGS}|that is|that are|which is|which are|is|are))* "
    r"(?:due|planned|scheduled|dated|with a (?:due )?date)(?: for)? (?P<when>.+)",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"(?:{_WHAT}(?: still| also)? (?:{SHIP}|(?:make|hit|reach)(?= ))"
    rf"|when (?:do|will|can|are) {_WHO} {SHIP}"
    r"|(?:will|can|do|are) we (?:ship|release|deliver)(?: anything| something)?"
    rf"|(?:list|everything|all|overview|roadmap|what(?:'?s| is) (?:in|on|planned|happening"
    r"|scheduled|lined up|coming)(?= )"
    r"|show)(?: (?:the|our|all|of|open|roadmap|agenda|calendar|pipeline|schedule|docket))*"
    rf"(?: {_THINGS})?|{_THINGS}"
    r"|(?:what(?:'?s| is) )?(?:the |our )?(?:roadmap|next releases?))(?: (?P<rest>.+))?",
    re.IGNORECASE,
)
_OF_ALL = re.compile(rf"{_SUBJECT_OF_ALL}(?: (?:will|might|may|could|can))?", re.IGNORECASE)
_FILTERS = {"shipped", "released", "at-risk", "on-track", "off-track", "no-date"}


def read_list(asked: str, today: date) -> Question | None:
    """Read a question about all releases; None where it is about something by name."""
    readings = (read(asked, today) for read in (read_shipped, _missed, _standing, _due, _all))
    return next((each for each in readings if each is not None), None)


def _missed(asked: str, today: date) -> Question | None:
    missed = read_missed(asked, today)
    if missed is None or not _OF_ALL.fullmatch(missed.what) or _FILTER.fullmatch(asked):
        return None
    if missed.by is None:
        return Question("at-risk", kind=Kind.LIST)
    return Question("", missed.by, Kind.LIST, misses=True)


def _standing(asked: str, today: date) -> Question | None:
    """Read which releases stand so; a day limits it to those with their date until then."""
    if _WE_ARE_LATE.fullmatch(asked):
        return Question("off-track", kind=Kind.LIST)
    match = _FILTER.fullmatch(asked) or _FILTER_BY.fullmatch(asked)
    if match is None or _COLOUR.fullmatch(asked):
        return None
    when = match.groupdict().get("when")
    if when is not None and match["shipped"]:
        return None  # "what's shipped by March" is what will be
    due = None if when is None else read_stretch(when, today)
    if when is not None and due is None:
        return None
    standing = next(name for name in _STANDING if match[name.replace("-", "_")])
    return Question(standing, kind=Kind.LIST, due=due)


def _due(asked: str, today: date) -> Question | None:
    match = _DUE.fullmatch(asked)
    due = None if match is None else read_stretch(match["when"], today)
    return None if due is None else Question(kind=Kind.LIST, due=due)


def _all(asked: str, today: date) -> Question | None:
    if _NEXT.fullmatch(asked):
        return Question(kind=Kind.LIST, in_order=True)
    match = _LIST.fullmatch(asked)
    if match is None:
        return None
    rest = match["rest"] or ""
    wanted = rest.casefold().replace(" ", "-")
    if not rest or wanted in _FILTERS:
        return Question(wanted, kind=Kind.LIST)
    is_after, by = read_limit(rest, today)
    return None if by is None else Question("", by, Kind.LIST, misses=is_after)

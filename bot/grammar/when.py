"""Reads a question: what is asked about, by which day, and what is wanted."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.dates.phrases import read_date
from bot.grammar.issues import read_issue
from bot.grammar.lists import SHIP, read_list
from bot.grammar.question import Kind, Of, Question, Reading
from bot.grammar.tails import Split, date_first, split_date
from bot.grammar.things import parts_of, thing_of

_COMMAND = re.compile(
    r"/(?:when|release)\b\s*|release (?=(?:when|status|list|record|help)\b)", re.IGNORECASE
)
_PRONOUN = r"(?:it|this|that|they|them|these|those|(?:this|that|the) (?:one|release|thing)|itself)"
_HELP = re.compile(
    r"help(?: me)?|\?|how do (?:i|you) .*|what can (?:i|you) (?:do|ask|say|tell|answer).*"
    r"|how does (?:this|it) work|what (?:do|are) you(?: do)?|who are you|commands|usage",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"(?:(?:show|what(?:'?s| is)) )?(?:(?:the|your|our|my) )?(?:track )?record"
    r"|how (?:often (?:are|were|have) you (?:been )?(?:right|wrong)"
    r"|(?:good|accurate|reliable|precise) (?:are|were|is) (?:your|the|these|those) "
    r"(?:forecasts?|dates|estimates|predictions|answers)"
    r"|(?:good|accurate|reliable|right|wrong) (?:are|have|were) you(?: been)?"
    r"|(?:sure|certain|confident) are you)"
    r"|(?:can|should|why should) (?:i|we) (?:trust|believe) (?:you|this|that|these dates|it)",
    re.IGNORECASE,
)
_LINKING = r"(?: (?:is it|are we|are you|is|are))?"
_NAMED = r"\s+(?P<subject>.+)"
_OPENINGS = tuple(
    re.compile(rf"(?:so |and |then )?{opening}{_NAMED}", re.IGNORECASE)
    for opening in (
        r"when (?:do|does|did) (?:you|we) (?:think|reckon|expect|believe|guess)(?: that)?",
        r"when (?:will|does|did|do|is|are|was|has|have|can|could|should|would)",
        r"when'?s?",
        (
            r"how (?:long|much longer|much time|many (?:weeks|days|months))"
            r"(?: is it| does it take| will it take| do we need| is left)?(?: until| till| for"
            r"| before)"
        ),
        (
            r"(?:how far(?: along)? (?:is|are)|where (?:is|are) we (?:with|on|at with)|where's"
            r"|where is)"
        ),
        (
            r"how (?:likely|probable|sure|certain|confident|realistic|safe)"
            rf"{_LINKING}(?: we(?: are)?)?(?: that| of| about| in| with)?"
        ),
        (
            r"(?:what(?:'?s| are| is) (?:the |our )?|the |our )?"
            r"(?:odds|chances?|likelihood|probability|confidence)(?: of| that| for| in| to)?"
        ),
        (
            r"(?:what(?:'?s| is) )?(?:the |our |an? )?(?:current |latest |likely |expected )?"
            r"(?:status|state|health|eta|progress|update|release date|ship(?:ping)? date"
            r"|launch date|go-?live(?: date)?|delivery date|due date|date|forecast)"
            r"(?: of| on| for| with)?"
        ),
        r"(?:will|does|did|can|could|would|is|are|was|has|have|do|shall|should)",
        r"how(?:'?s| is| are) (?:we doing (?:with|on))",
        r"how(?:'?s| is| are)",
        r"(?:what|how) about",
        r"(?:(?:any|the|what(?:'?s| is) the) )?(?:latest|news|updates?)(?: on| about| for| with)",
        r"what(?:'?s| is) (?:happening|going on|up)(?: with)",
        r"how (?:would|will|could|does)",
        r"and",
    )
)
_WE_SHIP = re.compile(
    r"(?:we|you|they|it|this|that|us) (?:will |can |could |should |would )?"
    r"(?:ship|release|launch|finish|deliver|make|get|promise|expect|complete|have|land"
    r"|be (?:done|ready) with)\s+(?=\S)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"(?:\s+(?:will|is|are|been|already|yet|going|doing|look(?:ing)?|[io]n time|then|at all"
    rf"|happen|status|eta|release date|ship date|coming|ever|over the line|{SHIP}))+$",
    re.IGNORECASE,
)
_THE = re.compile(r"(?:the|our|my|your)\s+(?=\S)", re.IGNORECASE)
_ASKS_FOR_ALL = re.compile(r"(?:we|you|us|everything|all|anything|something)", re.IGNORECASE)
_ASKS_FOR_IT = re.compile(rf"{_PRONOUN}|when|eta|how likely|how sure", re.IGNORECASE)
_QUOTED = re.compile(r'"(?P<name>[^"]+)"')
_HIT = re.compile(
    r"(?:(?:do|will|can|could|would) (?:we|you) (?:hit|make|meet|reach|keep)"
    r"|how are we (?:looking|doing) for) (?P<when>.+?)"
    r" (?:with|for|on) (?P<subject>.+)",
    re.IGNORECASE,
)
_STRAIGHT = str.maketrans("\u201c\u201d\u201e\u2018\u2019", '"""\'\'')
_LONGEST = 500
_PAD = "\u2060"  # stands for the name, so that a date alone has something before it


def read_question(text: str, today: date) -> Question:
    """Read any of the ways in which people ask; what no grammar takes is the subject."""
    straight = " ".join(text[:_LONGEST].translate(_STRAIGHT).split())
    asked = _stripped(_COMMAND.sub("", straight, count=1))
    if not asked or _HELP.fullmatch(asked):
        return Question(kind=Kind.HELP)
    if _RECORD.fullmatch(asked):
        return Question(kind=Kind.RECORD, longer=(Reading(asked),))
    if (names := _QUOTED.findall(asked)) and thing_of(_body(asked))[0] is Of.ANY:
        return _read_quoted(asked, names, today)
    return read_issue(asked, today) or read_list(asked, today) or _read_when(asked, today)


def _stripped(text: str) -> str:
    text = text.strip(" ?!,")
    return text if re.search(r"(?<![\d.])\d{1,2}\.\d{1,2}\.$", text) else text.strip(" ?!.,")


def _read_quoted(asked: str, names: Sequence[str], today: date) -> Question:
    """Read names in quotes: nothing in them is grammar, and neither is what stands before."""
    behind = asked[asked.rindex('"') + 1 :]
    split = split_date(f"{_PAD} {behind}", today)
    subjects = tuple(name.strip() for name in names)
    question = Question(subjects[0], split.by, unread=split.unread, either=split.either)
    return question if len(subjects) == 1 else replace(question, parts=subjects)


def _read_when(asked: str, today: date) -> Question:
    if (match := _HIT.fullmatch(asked)) and read_date(f"by {match['when']}", today):
        asked = f"will {match['subject']} ship by {match['when']}"
    turned = date_first(asked, today)
    body = _body(turned)
    split = split_date(f"{_PAD} {body}", today)
    named = split.before.removeprefix(_PAD).strip(" ,")
    subject = _THE.sub("", _CLOSING.sub("", _WE_SHIP.sub("", f" {named}".strip())))
    subject = _CLOSING.sub("", f" {subject}").strip()
    if _ASKS_FOR_ALL.fullmatch(subject):
        return Question("", split.by, Kind.LIST, longer=(Reading(asked),))
    if not subject or _ASKS_FOR_IT.fullmatch(subject):
        return _about_it(asked, split)
    of, name = thing_of(subject)
    if of is not Of.ANY:
        return Question(name, split.by, unread=split.unread, of=of, either=split.either)
    bodies = dict.fromkeys((asked, body, _CLOSING.sub("", body)))
    readings = (*(Reading(whole) for whole in bodies), Reading(named, split.by))
    longer = tuple(dict.fromkeys(each for each in readings if each.subject != subject))
    return Question(
        subject,
        split.by,
        longer=longer,
        unread=split.unread,
        parts=parts_of(subject),
        either=split.either,
    )


def _about_it(asked: str, split: Split) -> Question:
    return Question(
        "",
        split.by,
        longer=(Reading(asked),),
        unread=split.unread,
        either=split.either,
        needs_subject=True,
    )


def _body(asked: str) -> str:
    """Give what follows the words that open a question."""
    opened = next((match for opening in _OPENINGS if (match := opening.fullmatch(asked))), None)
    return opened["subject"] if opened else asked

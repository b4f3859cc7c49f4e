"""Reads a question: what is asked about, by which day, and what is wanted."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.dates.phrases import read_date
from bot.grammar.back_then import read_back_then
from bot.grammar.comparing import Compared, read_compared
from bot.grammar.issues import read_issue
from bot.grammar.lists import SHIP, read_list
from bot.grammar.missing import read_missed, without_date_words
from bot.grammar.percentiles import split_percent
from bot.grammar.question import Kind, Of, Question, Reading
from bot.grammar.small_talk import read_small_talk
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
    r"|how (?:good|accurate|right|reliable) (?:have|were) (?:your|the|our) (?:\w+)(?: been)?"
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
        r"when (?:will|does|did|do|is|are|was|has|have|can|could|should|would|might|may)",
        r"when'?s?",
        (
            r"how (?:long|much longer|much time|many (?:weeks|days|months))"
            r"(?:(?: is it| does it take| will it take| do we need| is left)?"
            r"(?: until| till| for| before)|(?: will| does| would| is| might| could))"
        ),
        (
            r"(?:how far(?: along)? (?:is|are)|where (?:is|are|do) (?:we|things)(?: stand)?"
            r" (?:with|on|at with)|where's"
            r"|where is)"
        ),
        (
            r"how (?:likely|probable|sure|certain|confident|realistic|safe)"
            rf"{_LINKING}(?: we(?: are)?)?(?: that| of| about| in| with)?"
        ),
        (
            r"(?:(?:what(?:'?s| are| is)|is there|are there|any|do we have) )?"
            r"(?:(?:the|our|any|an?|good|real|much of|realistic|slim|fair) )*"
            r"(?:odds|chances?|risk|danger|likelihood|probability|confidence)"
            r"(?: of| that| for| in| to)?"
        ),
        (
            r"(?:what(?:'?s| is) )?(?:the |our |an? )?"
            r"(?:(?:current|latest|likely|expected|estimated|quick|short|status) )*"
            r"(?:status|state|health|eta|progress|update|release date|ship(?:ping)? date"
            r"|launch date|go-?live(?: date)?|delivery date|due date|date|forecast|estimate"
            r"|prediction|timeline|timing|outlook|summary|overview|info(?:rmation)?|details|rundown|picture)"
            r"(?: of| on| for| with| about)?"
        ),
        (
            r"(?:is it|would it be) (?:realistic|possible|likely|feasible|safe|reasonable|fair)"
            r"(?: to (?:expect|assume|say|think|promise|count on|believe))?(?: that| for)?"
        ),
        r"(?:will|does|did|can|could|would|is|are|was|has|have|do|shall|should)",
        r"how(?:'?s| is| are) (?:we doing (?:with|on))",
        r"how(?:'?s| is| are)",
        r"(?:what|how) about",
        r"(?:(?:any|the|what(?:'?s| is) the) )?(?:latest|news|updates?)(?: on| about| for| with)",
        r"what(?:'?s| is) (?:happening|going on|up)(?: with)",
        r"how (?:would|will|could|does)",
        r"what (?:date|day) (?:has|gives|is|would be|can)(?: (?:for|of))?",
        r"and",
        r"about(?! us\b)",
    )
)
_OTHERS = r"(?:(?:the |our |my )?(?:customers?|clients?|people|users?|board|sales|marketing|them))"
_WE_SHIP = re.compile(
    r"\A(?:we|you|they|it|this|that|us) (?:will |can |could |should |would )?"
    r"(?:going to |able to |gonna |actually |realistically |still |really )*"
    r"(?:ship(?:ping)?|releas(?:e|ing)|launch(?:ing)?|finish(?:ing)?|deliver(?:ing)?|mak(?:e|ing)"
    r"|get(?:ting)?|promis(?:e|ing)|commit(?:ting)? to|expect(?:ing)?|complet(?:e|ing)|have"
    r"|see(?:ing)?|land(?:ing)?"
    rf"|be (?:done|ready) with|(?:tell|promise|give) {_OTHERS})\s+(?:{_OTHERS}\s+(?=\S))?(?=\S)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    rf"(?:\s+(?:will|is|are|can|could|been|already|yet|going"
    rf"|doing"
    rf"|look(?:ing)?|[io]n time|then|at all"
    r"|(?:make|hit|meet)s? (?:its|the|their|our) (?:due )?(?:dates?|deadlines?|targets?)"
    rf"|(?:going )?to take(?: us| you| them)?|take(?: us| you| them)?"
    rf"|happen|status|eta|release date|ship date|coming|ever|over the line|{SHIP}))+$",
    re.IGNORECASE,
)
_THE = re.compile(r"\A(?:the|our|my|your)\s+(?=\S)", re.IGNORECASE)
_ASKS_FOR_ALL = re.compile(r"(?:we|you|us|everything|all|anything|something)", re.IGNORECASE)
_ASKS_FOR_IT = re.compile(rf"{_PRONOUN}|when|eta|how likely|how sure", re.IGNORECASE)
_QUOTED = re.compile(r'"(?P<name>[^"]+)"')
_HIT = re.compile(
    r"(?:(?:do|will|can|could|would) (?:we|you) (?:hit|make|meet|reach|keep)"
    r"|how are we (?:looking|doing) for) (?P<when>.+?)"
    r" (?:with|for|on) (?P<subject>.+)",
    re.IGNORECASE,
)
_QUOTE = '"'
_BY_WHEN = re.compile(r"\A(?:by|until|till|as of) when ", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"\Awhat(?P<verb>'?s| is| was| are| were) (?P<name>[^'\"]+?)'s (?P<what>eta|forecast|date"
    r"|status|(?:release|ship|due|launch) date|timeline|progress|p\d\d|odds|chances|estimate)\b",
    re.IGNORECASE,
)
_OF_NAME = r"what\g<verb> the \g<what> of \g<name>"
_STRAIGHT = str.maketrans("\u201c\u201d\u201e\u2018\u2019", '"""\'\'')
_LONGEST = 500
_HELD = "\u2063"  # stands for a name in quotes, in which nothing is grammar
_PAD = "\u2060"  # stands for the name, so that a date alone has something before it


def read_question(text: str, today: date) -> Question:
    """Read any of the ways in which people ask; what no grammar takes is the subject."""
    straight = " ".join(text[:_LONGEST].translate(_STRAIGHT).split())
    asked = _stripped(_COMMAND.sub("", straight, count=1))
    asked = _POSSESSIVE.sub(_OF_NAME, _BY_WHEN.sub("when ", asked))
    if not asked or _HELP.fullmatch(asked):
        return Question(kind=Kind.HELP)
    if _RECORD.fullmatch(asked):
        return Question(kind=Kind.RECORD, longer=(Reading(asked),))
    if (kind := read_small_talk(asked)) is not None:
        return Question(kind=kind, longer=(Reading(asked),))
    if (then := read_back_then(asked, today)) is not None:
        return replace(read_question(then.what, today), as_on=then.on)
    asked, percent = split_percent(asked)
    question = _read_words(asked, today) if asked else Question(needs_subject=True)
    return question if percent is None else replace(question, percent=percent)


def _read_words(asked: str, today: date) -> Question:
    names = _QUOTED.findall(asked)
    if (compared := read_compared(asked, today)) is not None:
        return _read_compared(asked, compared)
    if not names:
        return read_issue(asked, today) or read_list(asked, today) or _read_when(asked, today)
    if thing_of(_body(asked))[0] is Of.ANY:
        return _read_quoted(asked, names, today)
    question = _read_when(_QUOTED.sub(_HELD, asked, count=1), today)
    return replace(question, subject=question.subject.replace(_HELD, names[0].strip()))


def _read_compared(asked: str, compared: Compared) -> Question:
    """Read which is first: of all, where none is named."""
    if not compared.parts:
        return Question(kind=Kind.LIST, in_order=True, longer=(Reading(asked),))
    parts = tuple(_THE.sub("", part).strip(' "') for part in compared.parts)
    whole = " and ".join(parts)
    return Question(whole, parts=parts, in_order=True, longer=(Reading(asked),))


def _stripped(text: str) -> str:
    text = text.strip(" ?!,")
    return text if re.search(r"(?<![\d.])\d{1,2}\.\d{1,2}\.$", text) else text.strip(" ?!.,")


def _read_quoted(asked: str, names: Sequence[str], today: date) -> Question:
    """Read names in quotes: nothing in them is grammar, and neither is what stands before."""
    behind = f"{_PAD} {asked.rpartition(_QUOTE)[2].strip()}".strip()
    missed = read_missed(behind, today)
    split = Split(_PAD, missed.by) if missed else split_date(behind, today)
    subjects = tuple(name.strip() for name in names)
    question = Question(
        subjects[0],
        split.by,
        unread=split.unread,
        either=split.either,
        misses=missed is not None or split.is_after,
    )
    return question if len(subjects) == 1 else replace(question, parts=subjects)


def _read_when(asked: str, today: date) -> Question:
    whole = asked
    if match := _HIT.fullmatch(asked):
        when = without_date_words(match["when"])
        if read_date(f"by {when}", today):
            asked = f"will {match['subject']} ship by {when}"
    turned = date_first(asked, today)
    body = _body(turned)
    missed = read_missed(body, today)
    if missed is not None:
        split = Split(f"{_PAD} {missed.what}", missed.by)
    else:
        split = split_date(f"{_PAD} {body}", today)
    question = _about(whole, body, split)
    return replace(question, misses=missed is not None or split.is_after)


def _about(asked: str, body: str, split: Split) -> Question:
    named = split.before.removeprefix(_PAD).strip(" ,")
    subject = _THE.sub("", _CLOSING.sub("", _WE_SHIP.sub("", named)))
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

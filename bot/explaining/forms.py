"""The ways in which people ask for an explanation, and what of their words is the rest."""

import re
from enum import StrEnum

from bot.explaining.order_forms import COMPARED, ORDER_FORMS
from bot.explaining.plan_forms import PLAN_FORMS
from bot.explaining.risk_forms import read_risks


class Topic(StrEnum):
    """What is wanted, by the verb that asks for it."""

    WHAT_IF = "whatif"
    WHY = "why"
    PLAN = "plan"
    RISKS = "risks"
    BLOCKERS = "blockers"
    CONTENTS = "contents"
    NOTES = "notes"
    RETRO = "retro"
    READY = "ready"
    BURN_UP = "burnup"
    OWNER = "owner"
    PROMISE = "promise"
    TIER = "tier"
    ORDER = "order"


_REST = r"(?P<rest>.+)"
_WE = r"(?:we|you|they|the team)"
_WORK = r"(?:issues?|items?|tickets?|stories|things?|bugs?|tasks?|work|stuff)"
_VERB = re.compile(
    r"(?:/release |/when |release )?"
    r"(?P<verb>what[- ]?if|why|plan|risks?|blockers?|contents?|notes?|retro(?:spective)?"
    r"|ready|readiness|burn[- ]?(?:up|down)s?|owner|promised?|tier"
    r"|order|priority|priorities)"
    r"\b(?!-)[\s:,]*(?:charts? *)?(?P<rest>.*)",
    re.IGNORECASE,
)
_TOPICS = {
    "why": Topic.WHY,
    "plan": Topic.PLAN,
    "risk": Topic.RISKS,
    "risks": Topic.RISKS,
    "blocker": Topic.BLOCKERS,
    "blockers": Topic.BLOCKERS,
    "content": Topic.CONTENTS,
    "contents": Topic.CONTENTS,
    "note": Topic.NOTES,
    "notes": Topic.NOTES,
    "retro": Topic.RETRO,
    "retrospective": Topic.RETRO,
    "ready": Topic.READY,
    "readiness": Topic.READY,
    "owner": Topic.OWNER,
    "promise": Topic.PROMISE,
    "promised": Topic.PROMISE,
    "tier": Topic.TIER,
    "order": Topic.ORDER,
    "priority": Topic.ORDER,
    "priorities": Topic.ORDER,
}
# What is said of a release in words, the first that fits; `rest` is read on.
_FREE: tuple[tuple[Topic, str], ...] = (
    *((Topic.ORDER, form) for form in ORDER_FORMS),
    (
        Topic.READY,
        (
            rf"(?:is|are) {_REST[:-1]}?) (?:all |already |really |now )?"
            r"(?:ready|good to go|signed off|launch[- ]ready)"
            r"(?: (?:to|for) (?:launch|ship|go|release|the launch))?(?: (?:yet|now|already))?"
        ),
    ),
    (
        Topic.READY,
        r"how ready (?:is|are) (?P<rest>.+?)(?: (?:for|to) (?:launch|ship|release|the launch))?",
    ),
    (
        Topic.READY,
        (
            r"who(?:'s|'ve)?(?: still)?(?: has| have| did| needs?)?(?:n't| not)?(?: yet| still)?"
            r"(?: to)? (?:sign(?:ed)?[- ]?off|voted?)(?: (?:on|for|of)(?= ))?"
            r"(?: (?P<rest>.+?))?(?: yet)?"
        ),
    ),
    (
        Topic.READY,
        (
            r"(?:who|which (?:function|team)s?) (?:is|are|isn't|aren't) (?:not |still )?"
            r"(?:ready|missing)(?: (?:for|in|on)(?= ))?(?: (?P<rest>.+))?"
        ),
    ),
    (
        Topic.READY,
        (
            r"(?:what(?:'?s| is) )?(?:the )?(?:launch )?readiness"
            r"(?: (?:of|for|on|in)(?= ))?(?: (?P<rest>.+))?"
        ),
    ),
    (
        Topic.READY,
        (
            r"(?:any |the |show |list |what are the )*(?:sign[- ]?offs?|gates|votes)"
            r"(?: (?:of|for|on|in)(?= ))(?: (?P<rest>.+))?"
        ),
    ),
    (Topic.READY, r"(?:are we|is it) (?:go|good to go|ready) (?:for|on|with) (?P<rest>.+)"),
    (
        Topic.BURN_UP,
        (
            r"(?:(?:draw|plot|what does|what(?:'?s| is)) )?(?:the |a |its |our )?"
            r"burn[- ]?(?:up|down)s?(?: charts?)?"
            r"(?: (?:of|for|in|on) (?P<rest>.+?))?(?: look like)?"
        ),
    ),
    (Topic.BURN_UP, rf"{_REST[:-1]}?) burn[- ]?(?:up|down)s?(?: charts?)?"),
    (
        Topic.OWNER,
        (
            r"who(?: (?:owns|leads|drives|manages|runs|answers for|looks after|takes care of)"
            r"|(?: is|'?s) (?:responsible for|accountable for|in charge of|the lead (?:of|on)))"
            rf" {_REST}"
        ),
    ),
    (Topic.OWNER, rf"(?:who(?:'?s| is| are) )?(?:the )?(?:release )?owners? (?:of|for) {_REST}"),
    (Topic.OWNER, rf"whose (?:release |job )?(?:is|are) {_REST}"),
    (Topic.OWNER, rf"{_REST[:-1]}?) owner"),
    (
        Topic.OWNER,
        (
            r"who (?:do|should|can|could|must) (?:i|we|one) (?:ask|talk to|contact|ping) about"
            rf" {_REST}"
        ),
    ),
    (
        Topic.PROMISE,
        (
            r"(?:what|when|which (?:date|day)) (?:did|have|has|had) (?:\w+|the team) "
            r"(?:promised?|commit(?:ted)?)(?: to)?(?: (?:people|them|anyone|anybody|customers))?"
            r"(?: (?:for|about|on|with))?(?: (?P<rest>.+))?"
        ),
    ),
    (
        Topic.PROMISE,
        (
            r"(?:what(?:'?s| is| was) )?(?:the |our )?(?:promised? date|committed date|commitment"
            rf"|promise) (?:of|for|on) {_REST}"
        ),
    ),
    (Topic.PROMISE, rf"(?:who|what was) promised (?:for )?{_REST}"),
    (Topic.PROMISE, rf"(?:what|when) (?:is|was) {_REST[:-1]}?) promised(?: for| by)?"),
    (Topic.TIER, rf"(?:what|which) tier (?:is|are|has|does) {_REST[:-1]}?)(?: have| in)?"),
    (Topic.TIER, rf"(?:what(?:'?s| is) )?(?:the )?tier (?:of|for) {_REST}"),
    (Topic.TIER, rf"(?:what|which) is {_REST[:-1]}?)(?:'s)? tier"),
    (Topic.RISKS, r"what(?:'?s| is| are) (?:the |our |any )?(?:(?!at )\w+ )?risks? *(?P<rest>.*)"),
    (
        Topic.RISKS,
        (
            r"what (?:could|can|might|may|would) (?:still )?go wrong(?: (?:with|in|for"
            r"|on) (?P<rest>.+))?"
        ),
    ),
    (
        Topic.RISKS,
        rf"(?:is|are) {_REST[:-1]}?) (?:still |now )?(?:at risk|in danger|in trouble|risky)",
    ),
    (Topic.RISKS, rf"how (?:risky|dangerous) (?:is|are) {_REST}"),
    (Topic.RISKS, r"(?:any|the|all|list|show) (?:the |all )?risks? *(?P<rest>.*)"),
    (
        Topic.BLOCKERS,
        (
            r"(?:what|who|(?:is |are )?(?:there )?anything)(?:'?s| is| are)?"
            r"(?: currently| still| now)? (?:blocking|blocks?"
            r"|holding up|holds up|holding back|stopping|delaying|in the way of)"
            r"(?: us)?(?: from)?(?: shipping| releasing)? (?P<rest>.+?)"
            r"(?: (?:from shipping|from going out|up|back|now|right now))?"
        ),
    ),
    (
        Topic.BLOCKERS,
        (
            r"what(?:'?s| is| are)? (?:the |causing the |behind the )?"
            r"(?:hold[- ]?ups?|bottlenecks?|delays?|impediments?|obstacles?|dependenc(?:y|ies))"
            r"(?: (?:on|with|for|in|of) (?P<rest>.+))?"
        ),
    ),
    (
        Topic.BLOCKERS,
        (
            rf"what(?:'?s| is| are) {_REST[:-1]}?) (?:blocked (?:by|on)|waiting (?:for|on)|stuck on"
            r"|held up by|hanging on)"
        ),
    ),
    (
        Topic.BLOCKERS,
        (
            r"(?:what|who|(?:is |are )?(?:anything|something|we))(?:'?s| is)?"
            r" (?:blocking|blocked|stuck)(?P<rest>)"
        ),
    ),
    (Topic.BLOCKERS, rf"(?:is|are|why is) {_REST[:-1]}?) (?:blocked|stuck)(?: by \w+)?"),
    (
        Topic.BLOCKERS,
        r"(?:any|the|list|show|are there|what are the) (?:the |any )?blockers? *(?P<rest>.*)",
    ),
    (Topic.BLOCKERS, r"what(?:'?s| is| are) the blockers? *(?P<rest>.*)"),
    (
        Topic.CONTENTS,
        (
            rf"(?:what|which) {_WORK} (?:is|are) (?:still |left |open |included "
            rf"|planned )*(?:in|for|of) {_REST}"
        ),
    ),
    (
        Topic.CONTENTS,
        (
            r"what(?:'?s|s| is| else is)(?: still)? "
            r"(?:(?:left|open|remaining|missing|included|inside|part) )?"
            rf"(?:in|of|for|inside) {_REST}"
        ),
    ),
    (Topic.CONTENTS, rf"what(?:'?s| is) left(?: to do)?(?: (?:in|for|of|on) {_REST})?"),
    (Topic.CONTENTS, rf"what (?:does|do|will) {_REST[:-1]}?) (?:include|contain|cover|consist of)"),
    (Topic.CONTENTS, rf"(?:what(?:'?s| is) the |the )?(?:scope|contents?) (?:of|for) {_REST}"),
    (
        Topic.CONTENTS,
        rf"how (?:much|many)(?: {_WORK})? (?:is|are) (?:still )?left (?:in|for|of) {_REST}",
    ),
    (
        Topic.RETRO,
        (
            r"(?:(?:show|what(?:'?s| is))(?: me| us)? )?(?:(?:the|our|a) )?"
            r"(?:retro(?:spective)?|post[- ]?mortem|lessons(?: learned)?|look(?:ing)? back)"
            r"(?: (?:of|for|on|from|at) (?P<rest>.+))?"
        ),
    ),
    (Topic.RETRO, r"how did (?P<rest>(?!we do\b).+?) go"),
    (Topic.RETRO, rf"what (?:did|have) {_WE} learn(?:ed|t)? (?:from|with|in) {_REST}"),
    (
        Topic.NOTES,
        (
            r"(?:(?:show|draft|write|make|get|what(?:'?s|s| are| is))(?: me| us)? )?"
            r"(?:(?:the|our|a) )?"
            r"(?:draft )?(?:release|change)[- ]?(?:notes?|log)(?: (?:of|for|on|in) (?P<rest>.+))?"
        ),
    ),
    (Topic.NOTES, rf"(?:draft|write|make)(?: up)?(?: the| some)? notes (?:for|of|on) {_REST}"),
    (Topic.NOTES, rf"(?:release[- ]?notes?|change[- ]?log) {_REST}"),
    (Topic.NOTES, rf"{_REST[:-1]}?) (?:release[- ]?notes?|change[- ]?log)"),
    *((Topic.PLAN, form) for form in PLAN_FORMS),
    (
        Topic.WHY,
        (
            r"what(?:'?s|s| is| has|'ve| have)? (?:moved|changed|different|new|happened)"
            r"(?: (?:in|with|on|about|for|at|to)(?= ))?(?: (?P<rest>.+))?"
        ),
    ),
    (
        Topic.WHY,
        (
            r"what (?:(?:has|have|was|were|got|did \w+|things? (?:have|were|got)) )?(?:been )?"
            r"(?:added|removed|dropped|cut|add|remove) (?:to|from|in|on|for)"
            r" (?P<rest>.+)"
        ),
    ),
    (Topic.WHY, rf"when did {_REST[:-1]}?) last (?:move|change|slip)"),
    (Topic.WHY, r"(?:how come|what made|what caused|reason for)(?: (?P<rest>.+))?"),
    (
        Topic.WHY,
        r"(?:did|has|have) (?P<rest>.+? (?:slip(?:ped)?|move[d]?|change[d]?)(?: since .+)?)",
    ),
)
_FORMS = tuple((topic, re.compile(form, re.IGNORECASE)) for topic, form in _FREE)
_NOT_ONE = re.compile(r"(?:anything|something|any|everything|all)\b.*", re.IGNORECASE)


def by_verb(asked: str) -> tuple[Topic, str] | None:
    """Give the topic of a verb of ours, and what follows it."""
    match = _VERB.fullmatch(asked)
    if match is None:
        return None
    verb = match["verb"].casefold()
    if verb.startswith("burn"):
        return Topic.BURN_UP, match["rest"]
    return _TOPICS.get(verb, Topic.WHAT_IF), match["rest"]


def topic_of(asked: str) -> tuple[Topic, str] | None:
    """Give what is to be explained and the words that say of what; None for another question."""
    if match := COMPARED.fullmatch(asked):
        return Topic.ORDER, match["rest"]
    if (rest := read_risks(asked)) is not None:
        return Topic.RISKS, rest
    if told := by_verb(asked):
        return told
    for topic, form in _FORMS:
        if match := form.fullmatch(asked):
            groups = match.groupdict()
            rest, when = groups["rest"] or "", groups.get("when") or ""
            if _NOT_ONE.fullmatch(rest):
                return None
            return topic, f"{rest}{_introduced(when)}"
    return None


def _introduced(when: str) -> str:
    """A day that stands alone gets its `by`: `to make Dec 15`."""
    text = when.strip()
    if not text:
        return ""
    has_word = re.match(r"(?:by|before|until|in|on|within|next|this)\b", text, re.IGNORECASE)
    return f" {text}" if has_word else f" by {text}"

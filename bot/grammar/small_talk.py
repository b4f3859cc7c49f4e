"""First words and last ones, whether what is said is fresh, and what `85% likely` means."""

import re

from bot.grammar.question import Kind

_ALL = r"(?: (?:all|there|team|folks|guys|everyone|everybody|shipcast|bot|again|friend|mate|you))*"
_HELLO = re.compile(
    r"(?:(?:hi+|hello+|hey+|hallo|hola|howdy|hiya|yo|moin|sup|wassup|greetings|gm"
    r"|good (?:morning|afternoon|evening|day)|morning|afternoon|evening"
    r"|what'?s up|how are you(?: doing)?(?: today)?|how'?s it going|nice to meet you"
    rf"|(?:are )?you (?:there|awake|alive|up)|ping|test(?:ing)?|start|begin){_ALL}[\s,.!?]*)+",
    re.IGNORECASE,
)
# What is left of "hi there" where a greeting is taken off a question.
_SPOKEN_TO = re.compile(r"there|team|folks|guys|everybody|everyone|shipcast|bot", re.IGNORECASE)
_THANKS = re.compile(
    r"(?:(?:(?:many |ok |okay )?(?:thanks|thank you|thx|thanx|ty|tysm|cheers|merci|danke|gracias)"
    r"|cool|great|nice(?: one)?|awesome|perfect|excellent|brilliant|super|wonderful|amazing|neat"
    r"|sweet|wow|ok(?:ay)?|k|kk|alright|all right|all good|fine|good(?: to know| job| bot| stuff)?"
    r"|got it|gotcha|understood|makes sense|sounds good|noted|will do|never ?mind|nvm|no worries"
    r"|no problem|that(?:'s| is| was)? (?:all|it|great|helpful|helps?|good|perfect|useful)"
    r"|that helps?|very helpful|helpful|well done|love it|lol|haha+|bye|goodbye|good night"
    r"|see you(?: later)?|lgtm|yes|no|yep|nope|yeah|sure)"
    r"(?: (?:a lot|so much|very much|then|for (?:that|this|the \w+|your \w+)|man))*"
    rf"{_ALL}"
    r"[\s,.!]*)+",
    re.IGNORECASE,
)
_DATA = (
    r"(?:data|numbers?|figures?|info(?:rmation)?|forecasts?|dates?|answers?|jira|linear|trackers?"
    r"|everything|it|this|that|these)"
)
_YOUR = r"(?:(?:the|your|our|this|that|these|all) )*"
_NEW = (
    r"(?:fresh|up[- ]to[- ]date|current|stale|out[- ]of[- ]date|outdated|recent|old|in sync|synced"
    r"|live)"
)
_SYNC = (
    r"(?:sync(?:ed|hroni[sz]ed)?|updated?|refresh(?:ed)?|read(?: (?:jira|linear|the trackers?))?"
    r"|fetch(?:ed)?|load(?:ed)?|pull(?:ed)?|import(?:ed)?|look(?:ed)?(?: at .+)?"
    r"|check(?:ed)?(?: .+)?)"
)
_FRESH = re.compile(
    rf"when (?:did|do|was|were|have|has) {_YOUR}(?:you|we|shipcast|{_DATA})"
    rf"(?: been)?(?: last)? {_SYNC}(?: last)?(?: (?:with |from |to )?{_YOUR}{_DATA})?"
    r"|when was (?:the |your |our )?(?:last|latest|most recent) (?:sync|update|refresh|import|pull)"
    r"(?: .+)?"
    rf"|(?:is|are) {_YOUR}{_DATA} (?:still )?(?:really )?{_NEW}"
    rf"|are you (?:still )?{_NEW}"
    rf"|how {_NEW} (?:is|are) {_YOUR}(?:{_DATA}|you)"
    r"|(?:show |what(?:'?s| is) )?(?:the |your )?(?:last|latest) (?:sync|refresh)(?: time| date)?"
    r"|(?:(?:show|what(?:'?s| is)) )?(?:the )?(?:data )?(?:freshness|sync status)"
    r"|(?:as of when|from when|how recent|what date) (?:is|are) (?:this|that|these|the data)"
    r"|(?:did|has|have) (?:you|the sync|it) (?:sync(?:ed)?|run|update[d]?|refresh(?:ed)?)"
    r"(?: today| yet| recently| lately| this morning)?",
    re.IGNORECASE,
)
_PERCENT = r"\d{1,2} ?(?:%|percent)(?: likely)?|p ?\d{1,2}"
_TERM = (
    rf"(?:{_PERCENT}|likely|likelihood|percent(?:age|ile)s?|(?:on|off) track|at risk|range|odds"
    r"|(?:the|these|those|your|this|that)(?: (?:percent(?:age|ile)s?|numbers?|dates?|odds|range))?)"
)
_MEANING = re.compile(
    rf"what(?:'s| is| does| do)? (?:(?:a|an|the|your) )?{_TERM}(?: and {_TERM})? (?:mean|stand for)"
    r"(?: (?:exactly|here|for me|by that))?"
    rf"|what(?:'s| is) (?:(?:a|the) )?(?:{_PERCENT}|percentile)"
    rf"|(?:explain|define|meaning of) (?:(?:a|an|the|your) )?{_TERM}"
    r"|how (?:do|should) (?:i|we) read (?:this|that|these|the (?:dates?|numbers?|range|forecasts?))"
    r"|how do the forecasts? work",
    re.IGNORECASE,
)


def read_small_talk(asked: str) -> Kind | None:
    """Tell a greeting, thanks, or a question about the answers themselves; None for another."""
    if _HELLO.fullmatch(asked) or _SPOKEN_TO.fullmatch(asked):
        return Kind.HELLO
    if _THANKS.fullmatch(asked):
        return Kind.THANKS
    if _MEANING.fullmatch(asked):
        return Kind.MEANING
    return Kind.FRESH if _FRESH.fullmatch(asked) else None

"""What people say around a question: greetings, thanks, and the short forms of a hurry."""

import re

from bot.grammar.tidying import outside_quotes

_GREETING = re.compile(
    r"\A(?:(?:hi|hello|hey|hallo|yo|so|ok|okay|well|um+|please|pls|plz|sorry"
    r"|(?:quick |one )?question"
    r"|quick (?:one|q)(?=[,.!;:])"
    r"|(?:good )?(?:morning|afternoon|evening)(?=[,.!;:]| (?:all|team|folks))"
    r"|@?shipcast|asks?|asked|asking|but"
    r"|(?:(?:many )?thanks|thank you|great|perfect|nice|awesome|cool)(?=[,.!;:]))"
    r"(?: (?:all|there|team|folks|guys|everyone))?"
    r"(?=[\s,.:;!-])[\s,.:;!-]+)+",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\A(?:(?:can|could|would|will) (?:you|someone|anybody|anyone) (?:please |kindly )?"
    r"(?:tell|let|give|show) (?:me|us)(?: know)?(?= )"
    r"|(?:do|does) (?:you|we|anyone|anybody|someone) know(?= )|(?:any|an) idea(?= )"
    r"|(?:i|we)(?: would|'?d)? (?:like|want|need|love) to know(?= )"
    r"|(?:please )?(?:tell|show|give) (?:me|us)(?= )|(?:i )?(?:was |am |'m )?wonder(?:ing)?(?= )"
    r"|do (?:you|we) (?:still |really )?(?:think|reckon|believe|expect)(?: that)?(?= )"
    r"|are we sure(?: that)?(?= ))"
    r"(?: (?:if|whether)(?= ))?[\s,:]*",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?<!from)[\s,.!;?-]+(?:please|pls|plz"
    r"|thanks(?: a lot| so much| in advance)?|thank you|thx|ty|tia"
    r"|cheers|lol|btw|for (?:me|us)|by when|again|now|right now|asap|currently"
    r"|at the moment|these days)$",
    re.IGNORECASE,
)
_PUNCTUATION = " ?!,;:\u2026-"
_A_DATE_WITH_DOTS = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.$")
_SHORT = {
    "u": "you",
    "wen": "when",
    "wens": "when's",
    "whens": "when's",
    "whats": "what's",
    "wats": "what's",
    "wat": "what",
    "hows": "how's",
    "wheres": "where's",
    "wil": "will",
    "shp": "ship",
    "rdy": "ready",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "nxt": "next",
    "wks": "weeks",
    "mths": "months",
    "mos": "months",
    "qtr": "quarter",
    "b4": "before",
    "w/o": "without",
    "bis": "by",
    "gonna": "going to",
    "til": "until",
    "till": "until",
}
_WORD = re.compile(r"[\w/'@-]+")
_PASSES = 3


def without_courtesy(text: str) -> str:
    """Give the question alone: `hi, could you tell me when 2.4 ships? thx` → `when 2.4 ships`."""
    for _ in range(_PASSES):
        before = text
        text = _THANKS.sub("", _trimmed(text))
        text = _ASKING.sub("", _GREETING.sub("", text, count=1), count=1) or text
        if text == before:
            break
    return _trimmed(text)


def spelt_out(text: str, kept: frozenset[str]) -> str:
    """Spell short forms out; `kept` are the words of names, which stay as they are."""

    def long(match: re.Match[str]) -> str:
        word = match[0].casefold()
        return _SHORT[word] if word in _SHORT and word not in kept else match[0]

    return outside_quotes(text, lambda part: _WORD.sub(long, part))


def _trimmed(text: str) -> str:
    """Strip what stands around a sentence; the dot of `15.12.` is a part of the date."""
    text = text.strip(_PUNCTUATION).lstrip(".")
    return text if _A_DATE_WITH_DOTS.search(text) else text.rstrip("." + _PUNCTUATION)

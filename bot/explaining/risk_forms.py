"""The ways in which people ask what endangers a release; `rest` names one, or none at all."""

import re

_REST = r"(?P<rest>.+?)"
_COLOUR = r"(?:yellow|amber|orange|red)"
_SHOWN = r"(?:(?:marked|flagged|shown|rated|listed|considered|showing|coloured|colored) (?:as )?)?"
_STILL = r"(?:(?:still|now|only|just|currently|so|that|suddenly|getting|looking|going) )*"
ENDANGERED = (
    rf"{_SHOWN}(?:at[- ]risk|in (?:danger|trouble|jeopardy)|endangered|risky|wobbly|unsafe"
    r"|uncertain"
    rf"|{_COLOUR}|off[- ]track|unlikely|low|(?:at )?\d{{1,3}} ?%(?: likely)?"
    r"|not (?:green|on[- ]track|on schedule|fine|healthy|ok(?:ay)?|safe|(?:more |very )?likely))"
)
_WELL = (
    r"(?:green|on[- ]track|on schedule|fine|safe|healthy|ok(?:ay)?|certain|(?:more |very )?likely"
    r"|(?:at |over |above |at least )+\d{1,3} ?%)"
)
_THINGS = r"(?:releases?|ones?|things?|versions?|projects?)"
_ALL = rf"(?:what|which(?: {_THINGS})?|who|any {_THINGS}|anything|everything|{_THINGS})"
_MOST = (
    r"(?:top|biggest|main|major|greatest|worst|largest|key|most important|most serious|highest"
    r"|number one|current|known)"
)
RISK_FORMS = (
    rf"(?:why|how come)(?:'?s| is| are| was| were)? {_REST} (?:is |are )?{_STILL}{ENDANGERED}",
    rf"why (?:isn'?t|aren'?t|is not|are not|ain'?t|is|are) {_REST} {_STILL}{_WELL}",
    (
        rf"why (?:won'?t|will|can'?t|can|doesn'?t|does|might|may) {_REST} (?:not )?(?:be able to )?"
        r"(?:make|hit|meet|reach|miss)"
        r" (?:it|(?:its|the|their|our) (?:due )?(?:date|deadline|target))"
    ),
    (
        r"what(?:'?s| is)? (?:makes?|making|puts?|putting|endangering|threatening|jeopardi[sz]ing"
        r"|endangers?|threatens?|jeopardi[sz]es|could (?:delay|derail|endanger)) (?P<rest>.+?)"
        rf"(?: {_STILL}(?:{ENDANGERED}|slip|late|slow|take so long|delayed))?"
    ),
    (
        r"what (?:should|could|might|would) (?:worry|concern|scare) (?:me|us|you)"
        r"(?: (?:about|in|with|on) (?P<rest>.+))?"
    ),
    (
        r"what (?:should|do|must) (?:i|we|you) (?:worry about|be worried about"
        r"|watch(?: out for)?|fear)"
        r"(?: (?:in|with|on|for) (?P<rest>.+))?"
    ),
    rf"(?:should|do) (?:i|we) (?:be worried|worry|be concerned) about {_REST}",
    rf"what(?:'?s| is) (?:wrong|the (?:problem|matter|issue|trouble)) (?:with|in) {_REST}",
    (
        rf"(?:what(?:'?s| is| are| were) |show |list |give me |tell me )?"
        rf"(?:the |our |my |its |\d{{1,2}} |two |three |five )*{_MOST}"
        r"(?: \d{1,2}| two| three| four| five| ten| few)? (?:risks?|dangers?|threats?)"
        r" *(?P<rest>.*)"
    ),
    rf"{_ALL}(?:'?s| is| are)? (?:{ENDANGERED}|slipping|late)(?:,? and|,|) why(?P<rest>)",
    rf"why (?:are|is) (?:they|we|everything|(?:our )?{_THINGS}) {_STILL}{ENDANGERED}(?P<rest>)",
)
RISKS_ASKED = tuple(re.compile(form, re.IGNORECASE) for form in RISK_FORMS)
_QUICK = re.compile(
    r"risk|danger|trouble|why|how come|wrong|problem|matter|issue|threat|mak|put"
    r"|worr|watch|concern|fear|scare|delay|derail"
    r"|jeopard",
    re.IGNORECASE,
)


def read_risks(asked: str) -> str | None:
    """Give the words that name the release, which may be none; None for another question."""
    if not _QUICK.search(asked):
        return None
    match = next((match for form in RISKS_ASKED if (match := form.fullmatch(asked))), None)
    return None if match is None else (match["rest"] or "").strip()

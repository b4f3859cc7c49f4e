"""The ways in which people ask in what order releases are worked on; `rest` names one."""

import re

EVERY = (
    r"(?:we|you|they|the team|(?:all |the |our |these )?(?:releases|versions|projects|things)|work"
    r"|the (?:plan|backlog|roadmap)|everything)"
)
BESIDE = r"(?:behind|after|before|ahead of|in front of|below|above|lower than|higher than)"
_PUT = r"(?:planned|ordered|ranked|placed|worked on|prioriti[sz]ed|scheduled|coming|put)"
_NO_NAME = r"(?!(?:the |our |its )?(?:schedule|plan|plans|target|track|time|deadline)\b|us\b)"
_REST = r"(?P<rest>.+)"
_ASKED_FIRST = r"(?P<rest>.+?)"
_FIGURE = r"(?:order|place|priority|rank|score|rice|wsjf|moscow)"
# Read before the verbs: "why is A behind B" asks for their order, "why is A behind" what moved it.
COMPARED = re.compile(
    rf"why (?:is|are|does|do|must|should) (?P<rest>.+?(?: {_PUT})?(?: come| stand| rank| go)?"
    rf" {BESIDE} {_NO_NAME}.+)",
    re.IGNORECASE,
)
COMPARISON = re.compile(
    rf"(?P<what>.+?)(?: (?:is|comes?|stands?|ranks?|goes|go|{_PUT}))* {BESIDE} (?P<other>.+)",
    re.IGNORECASE,
)
ORDER_FORMS = (
    (
        r"(?:in )?(?:what|which) (?:order|sequence)(?P<rest>)"
        rf"(?: (?:do|does|are|is|will|should|would) {EVERY}(?: .+)?)?"
    ),
    (
        r"(?:(?:show|list|explain|what(?:'?s| is| are))(?: me| us)? )?(?:the |our )?(?:current )?"
        r"(?:order|sequence|priority|priorities|prioriti[sz]ation)(?P<rest>)"
        rf"(?: (?:of|for|in) {EVERY})?"
    ),
    (
        rf"how (?:do|did|are|is) {EVERY}(?: work)?"
        r" (?:prioriti[sz]ed?|ordered|ranked|sequenced)(?P<rest>)(?: .+)?"
    ),
    (
        r"(?:what|which(?: (?:one|release|version|project))?) "
        r"(?:comes (?:first|last)|is worked on (?:first|next|last)"
        rf"|(?:do|does|will|should) {EVERY} (?:do|work on|start|begin(?: with)?)"
        r" (?:first|next|last))(?P<rest>)"
    ),
    (rf"(?:what(?:'?s| is) )?(?:the |our )?{_FIGURE}(?: score| class)? (?:of|for) {_REST}"),
    (
        rf"(?:what|which) {_FIGURE} (?:is|are|has|have|does|do) {_ASKED_FIRST}"
        r"(?: have| get| in| on)?"
    ),
    rf"how important (?:is|are) {_REST}",
    (
        rf"(?:where|how) (?:is|are|does|do) {_ASKED_FIRST} (?:stand|rank|ranked|prioriti[sz]ed)"
        r"(?: (?:in|on) (?:the |our )?(?:order|backlog|plan|list|queue))?"
    ),
)

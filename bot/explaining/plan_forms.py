"""The ways in which people ask what fits by a day, or what has to go; `rest` names a release.

`when` is a day that may stand without its `by`: `to make Dec 15`.
"""

_REST = r"(?P<rest>.+)"
_WE = r"(?:we|you|they|the team)"
PLAN_FORMS = (
    r"what (?:else )?(?:fits|will fit|would fit|can fit)(?: in(?:to)?(?= ))? (?P<rest>.+)",
    (
        rf"what (?:else )?(?:can|could|do|would|will) {_WE} "
        r"(?:(?:still|also|realistically|really|actually|possibly) )*"
        r"(?:fit|squeeze(?: in)?|get(?: in(?:to)?| done| finished)|finish|complete)"
        rf"(?: in(?:to)?(?= ))?(?: of(?= ))? {_REST}"
    ),
    (
        r"what (?:(?:do|would|must|should|can|could|will) (?:i|we|you|they|the team)"
        r" (?:have to |need to |want to )?(?:cut|drop|remove|descope|leave out|do|take out"
        r"|sacrifice|change)|(?:would|will|does) it take|needs? to (?:be cut|be dropped|go"
        r"|happen|be done)|has to (?:be cut|go|happen)|(?:do|would) (?:i|we|you|they) need)"
        r" (?:to|in order to|so that we|so we can|if we want to|for us to)"
        rf" (?:ship|make|release|launch|finish|hit|get|deliver|land|have) {_REST}"
    ),
    (
        r"what would it take (?:for|to get|to have) (?P<rest>.+?)"
        r"(?: (?:to )?(?:ship|be done|be ready|make it|land|launch|go out|done|out|shipped))?"
        r"(?P<when> (?:by|before|until) .+)?"
    ),
    (
        r"how much of (?P<rest>.+?)"
        rf"(?: (?:can|could|will|would|do) {_WE} "
        r"(?:ship|do|finish|deliver|make|get done|have|fit)"
        r"| (?:fits|will fit|will be done|will ship|is done|gets done|can ship))"
        r"(?P<when> .+)?"
    ),
    (
        rf"(?:what|how much) (?:do|would|must|should|can|could) {_WE} (?:have to |need to )?"
        r"(?:cut|drop|remove|descope) (?:from|of|in) (?P<rest>.+?)"
        r"(?: (?:to|in order to|so that we) (?:make|hit|meet|reach|ship by)(?P<when> .+))?"
    ),
)

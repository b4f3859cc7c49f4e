"""What words that cannot be read may be after: the verb that is nearest, by what they speak of."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Intent:
    """`named` is asked with the name of a release behind it, `alone` without one.

    `behind` follows the name. An order is never a guess for a question.
    """

    named: str
    alone: str
    behind: str = ""
    is_order: bool = False


_TOLD = (
    r"alert|notif|ping\b|remind|\bwatch|follow|updates?\b|posted|tell\b|know (?:if|when|as soon)"
)
# The first that fits is meant; what is told unasked comes first, for it speaks of the others.
_SPOKEN: tuple[tuple[str, Intent], ...] = (
    (
        (
            r"subscri(?:bed|ption)|\bsubs\b|unsub|\bmut(?:e|ing)|silence|snooz|\bstop\b|unfollow"
            r"|less noise|quiet"
        ),
        Intent("", "subscriptions"),
    ),
    (
        rf"(?:{_TOLD}).*(?:slip|delay|late|mov|chang|risk)",
        Intent("subscribe", "subscribe all slips", "slips", is_order=True),
    ),
    (
        rf"(?:{_TOLD}).*(?:ship|out\b|live|done|releas|launch)",
        Intent("subscribe", "subscribe all shipped", "shipped", is_order=True),
    ),
    (
        rf"subscri|\bsub\b|{_TOLD}|digest",
        Intent("subscribe", "subscribe all", "digest", is_order=True),
    ),
    (r"\bwhat if\b|suppos|\bif we\b|hire|scenario|capacity|headcount", Intent("whatif", "help")),
    (r"block|depend|wait|stuck|hold|imped", Intent("blockers", "blockers")),
    (r"\bwhy\b|reason|cause|explain|how come", Intent("why", "what changed")),
    (r"risk|danger|worr|wrong|troubl|threat", Intent("risks", "risks")),
    (r"\blate\b|overdue|behind|slip|delay|miss", Intent("why", "list off-track")),
    (r"notes|changelog|announc|what'?s new", Intent("notes", "list shipped")),
    (r"retro|learn|lesson|post-?mortem", Intent("retro", "retro")),
    (r"sign|ready|readiness|\bgo/?no|gate|prepar", Intent("ready", "list on-track")),
    (r"\bown|respons|\blead\b|in charge|contact", Intent("owner", "list")),
    (r"burn|chart|graph|velocity|progress|trend|percent done", Intent("burnup", "list")),
    (r"\bfit|\bcut\b|squeeze|scope down|mvp|\bplan", Intent("plan", "order")),
    (
        r"scope|conten|includ|inside|ticket|issue|items?\b|backlog|left\b|remain|how many",
        Intent("contents", "list"),
    ),
    (r"order|priorit|rank|sequence|affect|impact", Intent("order", "order")),
    (r"chang|moved|happen|differ|\bnew\b", Intent("why", "what changed")),
    (r"shipped|released|finished", Intent("when", "list shipped")),
    (
        r"accura|trust|mean|percent|%|\bp\d\d\b|confiden|reliab|record|\bsure\b|certain|right\b",
        Intent("contents", "record"),
    ),
)
_INTENTS: Final = tuple((re.compile(form, re.IGNORECASE), intent) for form, intent in _SPOKEN)
_QUESTION = re.compile(
    r"(?:(?:and|so|but|or) )?(?:what|when|which|who|whose|whom|why|how|where|will|would|is|are"
    r"|am|was|were|do|does|did|has|have|had|can|could|should|shall|may|might|show|list|any|anything)(?:'s|s|'re|n't)?\b",
    re.IGNORECASE,
)


def intent_of(text: str) -> Intent | None:
    """Give what the words speak of; None where they tell nothing, or ask for an order."""
    is_asked = is_question(text)
    for form, intent in _INTENTS:
        if form.search(text) and not (intent.is_order and is_asked):
            return intent
    return None


def is_question(text: str) -> bool:
    """Tell whether words ask for something to be told: then no order is a guess for them."""
    return text.rstrip().endswith("?") or _QUESTION.match(text.lstrip()) is not None

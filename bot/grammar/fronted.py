"""A name said first and a pronoun for it after: `checkout, when is it done?`."""

import re

_FRONTED = re.compile(
    r"(?:about |regarding |re:? |on |as for |for )?(?!(?:if|when|what|who|why|how|by|before|after"
    r"|in|at"
    r"|assuming|suppose|supposing|without|will|is|are|does|do|can|could|would|and|or|but|so|which"
    r"|release|since)\b)"
    r"(?P<name>[^,:;?]{2,60}?)\s*(?:[,:;?]|\s-+)\s+"
    r"(?P<asked>(?:and |so )?(?:when|will|how|is|are|what|why|can|could|does|do|who|any)\b.*)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|that one|this one|they|that|this)\b", re.IGNORECASE)


def named_in_place(text: str) -> str:
    """Put the name where its pronoun stands; a text without both stays as it is."""
    match = _FRONTED.fullmatch(text)
    if match is None:
        return text
    named, count = _PRONOUN.subn(lambda _: match["name"], match["asked"], count=1)
    return named if count else text

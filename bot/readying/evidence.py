"""What somebody gives as evidence or as a reason, checked before it is kept."""

from bot.views.signing import EVIDENCE, LONGEST, REASON
from bot.words.catalogue import say_plain
from bot.words.escape import clip, link


class FormError(ValueError):
    """A field of a form cannot be taken as it is; `field` is where that is said."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        self.sentence = sentence
        super().__init__(sentence)


def read_evidence(given: str | None, *, is_needed: bool) -> str | None:
    """Take a link that can be linked, or a note in words.

    Raises:
        FormError: it is neither, too long, or missing where it is needed.
    """
    text = _text(given, EVIDENCE)
    if text is None:
        if is_needed:
            raise FormError(EVIDENCE, say_plain("sign.evidence_needed"))
        return None
    is_address = "://" in text.split()[0] and " " not in text
    if is_address and not link(text, "x").startswith("<"):
        raise FormError(EVIDENCE, say_plain("sign.evidence_link"))
    return text


def read_reason(given: str | None, *, needed: str | None = None) -> str | None:
    """Take a reason; `needed` is the code of what to say where it must not be missing.

    Raises:
        FormError: it is too long, or missing where it is needed.
    """
    text = _text(given, REASON)
    if text is None and needed is not None:
        raise FormError(REASON, say_plain(needed))
    return text


def _text(given: str | None, field: str) -> str | None:
    """Give text as one line; None for nothing but white space and what nobody sees."""
    text = clip(given or "", LONGEST + 1)
    if len(text) > LONGEST:
        raise FormError(field, say_plain("sign.too_long", limit=LONGEST))
    return text or None

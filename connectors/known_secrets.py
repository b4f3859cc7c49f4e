"""Secrets known by their values: tokens without a telling shape are taken out of texts too."""

from urllib.parse import quote

SHORTEST = 6  # characters: a shorter one would take harmless words apart

_known: set[str] = set()


def keep_secret(*secrets: str) -> None:
    """Let these values, and their forms in an address, be taken out of every text from now on."""
    for secret in secrets:
        if len(secret.strip()) >= SHORTEST:
            _known.update((secret.strip(), quote(secret.strip(), safe="")))


def forget_secrets() -> None:
    """Take nothing out any more: for a process that begins anew."""
    _known.clear()


def without_secrets(text: str, mask: str) -> str:
    """Put `mask` where a known secret stands; the longest first, as one may hold another."""
    for secret in sorted(_known, key=len, reverse=True):
        text = text.replace(secret, mask)
    return text

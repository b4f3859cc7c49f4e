"""The last look at a post before it is said: no name stands in it that its readers must not know.

What was put down names releases as its readers might know them then. Since then an embargo may
have begun, a channel may be another function's, or all is said in a rehearsal's channel.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.embargoes import reader_at
from bot.words.escape import clip, escape
from planner.launch.embargo import Embargo, Reader
from store.outbox import Post

_NAME_LIMIT = 100
# What is shown to nobody, and has to come back as it was.
_UNSEEN = frozenset({"type", "action_id", "block_id", "value", "url", "image_url"})


def veiled_post(post: Post, address: str, embargoes: Sequence[Embargo]) -> Post:
    """Give a post with codenames for the names that those at an address must not know."""
    reader = reader_at(address)
    for embargo in embargoes:
        if not embargo.is_known_to(reader):
            pattern, codename = _pattern(embargo.names), escape(embargo.codename, _NAME_LIMIT)
            text = str(_veiled(post.text, pattern, codename))
            post = replace(post, text=text, blocks=_veiled(post.blocks, pattern, codename))
    return post


def veiled_text(text: str, reader: Reader, embargoes: Sequence[Embargo]) -> str:
    """Give what somebody typed with codenames for the names that a reader must not know."""
    for embargo in embargoes:
        if not embargo.is_known_to(reader):
            text = str(_veiled(text, _pattern(embargo.names), embargo.codename))
    return text


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    forms = {
        form: name
        for name in names
        for form in (name, clip(name, _NAME_LIMIT), escape(name, _NAME_LIMIT))
    }
    parts = [_part(form) for form in sorted(forms, key=len, reverse=True)]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _part(form: str) -> str:
    """Match a name as a word of its own; one of figures alone where it stands as a name: bold."""
    escaped = re.escape(form)
    if any(char.isalpha() for char in form):
        return rf"(?<!\w){escaped}(?!\w)"
    return rf"(?<=\*){escaped}(?=\*)"


def _veiled(thing: Any, pattern: re.Pattern[str], codename: str) -> Any:
    if isinstance(thing, str):
        return pattern.sub(lambda _: codename, thing)
    if isinstance(thing, dict):
        return {
            key: value if key in _UNSEEN else _veiled(value, pattern, codename)
            for key, value in thing.items()
        }
    if isinstance(thing, list | tuple):
        return [_veiled(each, pattern, codename) for each in thing]
    return thing

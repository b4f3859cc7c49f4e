"""Release notes as Markdown: CommonMark that says what was written, whatever is in a title."""

import re
from collections.abc import Iterator, Mapping

from bot.noting.notes import KEY, Notes
from bot.noting.thanks import say_thanks
from bot.words.catalogue import say_plain
from bot.words.escape import clip
from planner.launch.notes import Section

# https://spec.commonmark.org/0.31.2/#backslash-escapes
_MARK = re.compile(r"([\\`*_\[\]<>#|~!&])")
_LONGEST = 2000
_HTTP = re.compile(r"https?://[^\s<>()]+")


def notes_markdown(notes: Notes) -> str:
    """Give all of it, ending with a new line; keys of issues are links where there are any."""
    return "\n".join(_parts(notes)) + "\n"


def _parts(notes: Notes) -> Iterator[str]:
    yield f"# {_plain(notes.name)}"
    if notes.shipped_on is not None:
        yield f"\n_{say_plain('notes.shipped', day=notes.shipped_on.isoformat())}_"
    for section in Section:
        lines = notes.sections.get(section, ())
        if lines:
            yield f"\n## {say_plain(f'notes.{section}')}\n"
            yield from (f"- {_linked(line, notes.urls)}" for line in lines)
    if notes.waited_for:
        yield f"\n## {say_plain('notes.thanks')}\n"
        yield _plain(say_thanks(notes.waited_for))


def _linked(line: str, urls: Mapping[str, str]) -> str:
    def link(match: re.Match[str]) -> str:
        url = urls.get(match[0])
        is_safe = url is not None and _HTTP.fullmatch(url)
        return f"[{match[0]}]({url})" if is_safe else match[0]

    return KEY.sub(link, _plain(line))


def _plain(text: str) -> str:
    return _MARK.sub(r"\\\1", clip(text, _LONGEST))

"""Draws Block Kit on a terminal, so that `shipcast ask` shows what Slack shows."""

import re
from collections.abc import Callable, Iterator, Sequence

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.views.blocks import Block
from bot.views.chart import CHART
from bot.words.escape import unescape

_WIDTH = 92
_BAR_WIDTH = 40  # of a share of a hundred
# A mark between zero-width spaces is text: see bot/words/escape.py.
_MARKS = re.compile(
    r"<(?P<control>[^<>]*)>"
    r"|(?<!\u200b)`(?P<code>[^`\n]+)`"
    r"|(?<![\w*\u200b])\*(?P<bold>[^*\n]+)\*(?![\w*])"
    r"|(?<![\w\u200b])_(?P<italic>[^_\n]+)_(?!\w)"
    r"|(?<![\w\u200b])~(?P<strike>[^~\n]+)~(?!\w)"
)
_STYLES = {"code": "cyan", "bold": "bold", "italic": "italic", "strike": "strike"}
# What a terminal would obey rather than show; line feeds are ours.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def draw_blocks(console: Console, blocks: Sequence[Block]) -> None:
    """Draw a message; text from outside is appended as it is and never read as rich's markup."""
    drawn = [part for block in blocks for part in _DRAW[block["type"]](block)]
    width = min(console.width, _WIDTH)
    console.print(Padding(Group(*_spaced(drawn)), (0, 1)), width=width)


def mrkdwn_text(text: str, style: str = "") -> Text:
    """Turn Slack's mrkdwn into styled text: bold, italic, code, links, dates by their fallback."""
    drawn = Text(style=style)
    _append(drawn, text, "")
    return drawn


def _append(drawn: Text, text: str, style: str) -> None:
    at = 0
    for match in _MARKS.finditer(text):
        drawn.append(_shown(text[at : match.start()]), style)
        at = match.end()
        kind = str(match.lastgroup)
        if kind == "control":
            _append_control(drawn, match["control"], style)
        else:
            _append(drawn, match[kind], f"{style} {_STYLES[kind]}".strip())
    drawn.append(_shown(text[at:]), style)


def _append_control(drawn: Text, control: str, style: str) -> None:
    """Draw a link as its label and a date as its fallback: what follows the bar."""
    target, _, label = control.partition("|")
    shown = _shown(label or target)
    if target.startswith(("https://", "http://")):
        drawn.append(shown, f"{style} underline link {unescape(target)}".strip())
    else:
        drawn.append(shown, style)


def _shown(text: str) -> str:
    return _CONTROL.sub("", unescape(text))


def _text_object(thing: Block, style: str = "") -> Text:
    if thing["type"] == "mrkdwn":
        return mrkdwn_text(thing["text"], style)
    return Text(_CONTROL.sub("", thing["text"]), style)


def _section(block: Block) -> Iterator[RenderableType]:
    if "text" in block:
        yield _text_object(block["text"])
    if "fields" in block:
        grid = Table.grid(expand=True, padding=(0, 2))
        grid.add_column(ratio=1)
        grid.add_column(ratio=1)
        texts = [_text_object(field) for field in block["fields"]]
        for left in range(0, len(texts), 2):
            grid.add_row(*texts[left : left + 2])
        yield grid


def _context(block: Block) -> Iterator[RenderableType]:
    for element in block["elements"]:
        yield _text_object(element, "dim")


def _header(block: Block) -> Iterator[RenderableType]:
    yield _text_object(block["text"], "bold")


def _divider(_: Block) -> Iterator[RenderableType]:
    yield Rule(style="dim")


def _actions(block: Block) -> Iterator[RenderableType]:
    buttons = [each for each in block["elements"] if each["type"] == "button"]
    if buttons:
        labels = [Text(f"[ {_CONTROL.sub('', each['text']['text'])} ]") for each in buttons]
        yield Text("  ").join(labels)
    for element in block["elements"]:
        for option in element.get("options", ()):
            yield Text.assemble("• ", _text_object(option["text"]))


def _table(block: Block) -> Iterator[RenderableType]:
    head, *rows = block["rows"]
    drawn = Table(box=box.SIMPLE, pad_edge=False)
    for cell in head:
        drawn.add_column(Text(cell["text"]))
    for row in rows:
        drawn.add_row(*(Text(_CONTROL.sub("", cell["text"])) for cell in row))
    yield drawn


def _chart(block: Block) -> Iterator[RenderableType]:
    """Draw the line of a chart as bars; several lines stand in the table beside it."""
    if len(block["chart"]["series"]) > 1:
        return
    yield Text(_CONTROL.sub("", block["title"]), "bold")
    grid = Table.grid(padding=(0, 1))
    for point in block["chart"]["series"][0]["data"]:
        bar = "█" * max(round(point["value"] / 100 * _BAR_WIDTH), 0)
        grid.add_row(Text(_CONTROL.sub("", point["label"])), Text(bar), Text(str(point["value"])))
    yield grid


_DRAW: dict[str, Callable[[Block], Iterator[RenderableType]]] = {
    "section": _section,
    "context": _context,
    "header": _header,
    "divider": _divider,
    "actions": _actions,
    "table": _table,
    CHART: _chart,
}


def _spaced(parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    for position, part in enumerate(parts):
        if position:
            yield Text()
        yield part

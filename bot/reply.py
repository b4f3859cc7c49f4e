"""What goes back to whoever asked, whichever door it leaves by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views.blocks import Block


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` says it without blocks, `blocks` is Block Kit, `data` is the same for programs."""

    text: str
    blocks: Sequence[Block]
    data: Mapping[str, Any]

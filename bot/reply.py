"""What goes back to whoever asked, whichever door it leaves by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from bot.views.blocks import Block
from bot.words.audience import Readers, settle, settle_blocks


@dataclass(frozen=True, slots=True)
class Reply:
    """`text` says it without blocks, `blocks` is Block Kit, `data` is the same for programs."""

    text: str
    blocks: Sequence[Block]
    data: Mapping[str, Any]

    def read_by(self, readers: Readers) -> Self:
        """Give the reading of it that these readers may have."""
        text, blocks = settle(self.text, readers), settle_blocks(self.blocks, readers)
        return replace(self, text=text, blocks=blocks)

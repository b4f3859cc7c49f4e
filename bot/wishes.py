"""What a channel can be told of: the kinds of subscriptions."""

from typing import Final

DIGEST: Final = "digest"
SLIPS: Final = "slips"
SHIPPED: Final = "shipped"
READY: Final = "ready"
CARD: Final = "card"
KINDS: Final = (DIGEST, SLIPS, READY, SHIPPED, CARD)

"""The kinds of posts around a launch, beside the pings themselves."""

from typing import Final

ANSWER: Final = "answer"  # a ping's own message, changed to show who has answered
NOTE: Final = "launch"  # to an owner, in private
URGENT: Final = "urgent"
SLIP: Final = "slip"

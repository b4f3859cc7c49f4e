"""What a ping tells beside what its release's dates say."""

from dataclasses import dataclass
from typing import Final

from bot.views.launch_contents import Contents
from planner.launch.readiness import Readiness


@dataclass(frozen=True, slots=True)
class Beside:
    """`into` names the release that this one is a part of now; what is None was not looked up."""

    into: str | None = None
    contents: Contents | None = None
    readiness: Readiness | None = None


NOTHING: Final = Beside()

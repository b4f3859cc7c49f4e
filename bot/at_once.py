"""Doing the same with several things at once, where most of the time is waiting."""

from collections.abc import Callable, Sequence
from threading import Thread
from typing import TypeVar

_Thing = TypeVar("_Thing")
_Done = TypeVar("_Done")


def at_once(work: Callable[[_Thing], _Done], things: Sequence[_Thing]) -> list[_Done | Exception]:
    """Give what `work` makes of each thing, in their order; where it failed, its error.

    Ctrl-C and the end of the process wait for none of them: `work` has to be safe to kill.
    """
    done: dict[int, _Done | Exception] = {}

    def run(position: int) -> None:
        try:
            done[position] = work(things[position])
        except Exception as error:  # noqa: BLE001 - it is given to the caller, who sorts it
            done[position] = error

    threads = [Thread(target=run, args=(at,), daemon=True) for at in range(len(things))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [done[position] for position in range(len(things))]

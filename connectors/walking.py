"""Reading issues: all of them, what changed, or some by their ids."""

from collections.abc import Sequence
from datetime import datetime

from connectors.progress import Stage
from connectors.retrying import retried
from connectors.running import Run
from connectors.tracker import SkippableError
from store.walks import load_walk

READ_AT_ONCE = 400


def walk_changed(run: Run, since: datetime | None) -> bool:
    """Walk what changed; False where an issue on the way cannot be read, and the rest is unread.

    A walk that breaks off otherwise is begun anew: the same page twice is harmless, and what is
    left of a broken iterator would look like the end.
    """
    before = run.pages, run.issues

    def walk() -> None:
        run.pages, run.issues = before
        for page in run.tracker.changed(since):
            run.commit_page(page)
            run.report(Stage.ISSUES)

    try:
        retried(walk)
    except SkippableError as error:
        run.fail(str(error))
        return False
    return True


def read_rest(run: Run, fingerprint: str) -> None:
    """Read by id what a walk over everything has not come to."""
    ids = retried(lambda: [stamp.ext_id for stamp in run.tracker.census()])
    with run.sessions() as session:
        walk = load_walk(session, run.source, fingerprint)
    walked = walk.walked if walk else frozenset()
    read_by_id(run, [ext_id for ext_id in ids if ext_id not in walked], Stage.RESUMED)


def read_by_id(run: Run, ids: Sequence[str], stage: Stage) -> None:
    """Read these issues; one that cannot be read is left as it was, for the next census to miss."""
    for start in range(0, len(ids), READ_AT_ONCE):
        run.report(stage)
        _read(run, ids[start : start + READ_AT_ONCE])


def _read(run: Run, ids: Sequence[str]) -> None:
    """Read ids together; where that is refused, in halves, until the one to skip is alone."""

    def read() -> None:
        for page in run.tracker.read(ids):
            run.commit_page(page)

    try:
        retried(read)
    except SkippableError as error:
        if len(ids) == 1:
            run.fail(str(error))
            return
        middle = len(ids) // 2
        _read(run, ids[:middle])
        _read(run, ids[middle:])

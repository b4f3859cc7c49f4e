"""A process that syncs a far tracker twice: python -m tests.bench.syncing DATABASE URL."""

import json
import resource
import sys
import time

from bot.clock import now
from connectors.sync import SyncResult, sync_tracker
from store.engine import make_engine, make_sessions, upgrade
from tests.far import far_tracker


def main(database: str, url: str) -> None:
    engine = make_engine(database)
    upgrade(engine)
    sessions = make_sessions(engine)

    def timed(*, census: bool = False) -> tuple[float, SyncResult]:
        began = time.perf_counter()
        result = sync_tracker(far_tracker(url), sessions, now=now, census=census)
        return time.perf_counter() - began, result

    full, everything = timed()
    delta, nothing = timed()
    _, counted = timed(census=True)
    assert (nothing.changed, counted.changed) == (0, 0), "a second sync wrote something"
    told = {
        "issues": everything.changed,
        "full": full,
        "delta": delta,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])

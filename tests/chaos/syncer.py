"""A process that syncs a far tracker until it is killed: python -m tests.chaos.syncer DB URL."""

import json
import sys
import time

from bot.clock import now
from connectors.sync import sync_tracker
from store.engine import make_engine, make_sessions
from tests.far import far_tracker


def main(database: str, url: str) -> None:
    sessions = make_sessions(make_engine(database))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    began = time.monotonic()
    result = sync_tracker(far_tracker(url), sessions, now=now)
    told = {
        "fetched": result.fetched,
        "changed": result.changed,
        "seconds": time.monotonic() - began,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])

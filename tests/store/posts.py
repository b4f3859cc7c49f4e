"""Posts that tests put into the outbox."""

from typing import Any

from store.outbox import Post
from tests.store.samples import day


def a_post(key: str = "one", **told: Any) -> Post:
    """Give a post that is due on day 1, unless told otherwise."""
    plain: dict[str, Any] = {
        "workspace": "T1",
        "channel": "C1",
        "kind": "digest",
        "text": f"Post {key}",
        "blocks": [{"type": "divider"}],
        "not_before": day(1),
        "expires_at": None,
        "created_at": day(0),
    }
    return Post(dedupe_key=key, **(plain | told))

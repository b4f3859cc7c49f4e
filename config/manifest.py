"""The Slack app's manifest, which lies in the package so that the code can be held against it."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# With these, a message whose fate is not known can be looked for; without, it waits for a person.
RECONCILING_SCOPES = frozenset({"channels:history", "groups:history"})
# With this, prompts are suggested in the agent view; nothing else needs it.
SUGGESTING_SCOPES = frozenset({"assistant:write"})

# With this, a chart that Slack does not take is shown as a picture; the words are there anyway.
DRAWING_SCOPES = frozenset({"files:write"})


@cache
def slack_manifest() -> dict[str, Any]:
    """Give the manifest; see https://docs.slack.dev/reference/app-manifest."""
    text = files("config").joinpath("slack_manifest.yaml").read_text(encoding="utf-8")
    manifest: dict[str, Any] = yaml.safe_load(text)
    return manifest


def bot_scopes() -> frozenset[str]:
    """Give what the app asks to be allowed."""
    return frozenset(slack_manifest()["oauth_config"]["scopes"]["bot"])

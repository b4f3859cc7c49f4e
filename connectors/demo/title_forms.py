"""Sentence forms of issue titles, and the words that every product area shares.

A form that stands twice is drawn twice as often.
"""

FEATURES = (
    "Let {actor} {action}",
    "Let {actor} {action}",
    "Let {actor} {action}",
    "Show {detail} on {screen}",
    "Show {detail} on {screen}",
    "Show {actor} {detail}",
    "Explain {detail} on {screen}",
    "Add {control} to {screen}",
    "Rework {screen} for {device}",
    "Test two versions of {screen}",
)
BUGS = (
    "{screen} {screen_fault} {screen_moment}",
    "{screen} {screen_fault} {screen_moment}",
    "{screen} {screen_fault} {screen_moment}",
    "{service} {service_fault} {service_moment}",
    "{service} {service_fault} {service_moment}",
    "{screen} can't be used with the keyboard alone",
    "{bare_detail} missing from {screen} {screen_moment}",
    "wrong {bare_detail} on {screen}",
)
CHORES = (
    "Add tracing to {service}",
    "Load test {service}",
    "Write the runbook for {service}",
    "Alert when {service} {service_fault}",
    "Move {service} to the new cluster",
    "Remove dead code around {service}",
    "Halve the test time of {service}",
    "Put {service} behind a feature flag",
    "Add analytics events to {screen}",
    "Review the accessibility of {screen}",
    "Translate {screen} into {language}",
    "Translate {screen} into {language}",
    "Cover {screen} with browser tests",
    "Retire old feature flags of {screen}",
    "Interview {actor} about {screen}",
)
ROUTINE = (
    "Dependency updates, {:%B %Y}",
    "Access review, {:%B %Y}",
    "Performance check, {:%B %Y}",
    "Support questions, {:%B %Y}",
)
PIECES = ("Copy", "Analytics", "Browser tests", "API contract", "Translations", "Design review")

SHARED_WORDS = {
    "control": (
        "a help link",
        "a skeleton loader",
        "clearer error messages",
        "an undo",
        "keyboard shortcuts",
        "a feedback link",
    ),
    "device": ("small screens", "tablets", "wide screens", "right-to-left languages"),
    "language": ("Polish", "Dutch", "Portuguese", "Danish"),
    "screen_fault": (
        "flickers",
        "jumps to the top",
        "stays empty",
        "freezes for a second",
        "overflows",
        "shows an old version",
        "loads twice",
        "falls back to English",
    ),
    "screen_moment": (
        "in Safari",
        "in Firefox",
        "after going back",
        "when two tabs are open",
        "after a session timeout",
        "on a slow connection",
        "with large text",
        "on the second visit",
        "after changing the language",
    ),
    "service_fault": (
        "times out",
        "returns stale data",
        "retries forever",
        "fails silently",
        "drops requests",
        "runs twice",
        "fills the disk",
    ),
    "service_moment": (
        "under load",
        "after a deploy",
        "around midnight",
        "with a cold cache",
        "on the first of the month",
        "for Swiss customers",
        "for names with an apostrophe",
        "when the clocks change",
    ),
}

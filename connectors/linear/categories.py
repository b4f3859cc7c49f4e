"""What the types of Linear's states mean; Linear fixes them, whatever a state is called."""

from planner.category import Category

# Source: `WorkflowState.type` in Linear's SDL.
_STATES = {
    "triage": Category.TODO,
    "backlog": Category.TODO,
    "unstarted": Category.TODO,
    "started": Category.DOING,
    "completed": Category.DONE,
    "canceled": Category.CANCELED,
    "duplicate": Category.CANCELED,
}
# Source: `Issue.priority` in Linear's SDL; 0 is none.
_PRIORITIES = {1: "Urgent", 2: "High", 3: "Medium", 4: "Low"}


def state_category(state_type: str) -> Category:
    """Give a state's category; a type that Linear has added since is unknown."""
    return _STATES.get(state_type, Category.UNKNOWN)


def is_known_state(state_type: str) -> bool:
    """Tell whether Linear's type of a state is one that we can place."""
    return state_type in _STATES


def priority_name(priority: float | None) -> str | None:
    """Name a priority, None for none."""
    return None if not priority else _PRIORITIES.get(round(priority), f"{priority:g}")

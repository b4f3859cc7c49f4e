"""The two trackers' ways of naming things: statuses, types, priorities."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.category import Category


@dataclass(frozen=True, slots=True)
class Status:
    name: str
    category: Category


@dataclass(frozen=True, slots=True)
class Workflow:
    """One tracker's words.

    `types` maps the simulation's kinds (`feature`, `bug`, `chore`, `epic`, `subtask`) to the
    tracker's; `priorities` stand most urgent first. `keeps_sprints`: Jira leaves an issue in the
    closed sprint when it carries over, Linear moves it to the next cycle.
    """

    todo: Status
    doing: Status
    review: Status
    done: Status
    canceled: Status
    duplicate: Status
    types: Mapping[str, str]
    priorities: tuple[str, str, str, str]
    keeps_sprints: bool


JIRA = Workflow(
    todo=Status("To Do", Category.TODO),
    doing=Status("In Progress", Category.DOING),
    review=Status("In Review", Category.DOING),
    done=Status("Done", Category.DONE),
    canceled=Status("Won't Do", Category.CANCELED),
    duplicate=Status("Duplicate", Category.CANCELED),
    types={
        "feature": "Story",
        "bug": "Bug",
        "chore": "Task",
        "epic": "Epic",
        "subtask": "Sub-task",
    },
    priorities=("Highest", "High", "Medium", "Low"),
    keeps_sprints=True,
)

LINEAR = Workflow(
    todo=Status("Todo", Category.TODO),
    doing=Status("In Progress", Category.DOING),
    review=Status("In Review", Category.DOING),
    done=Status("Done", Category.DONE),
    canceled=Status("Canceled", Category.CANCELED),
    duplicate=Status("Duplicate", Category.CANCELED),
    types={
        "feature": "Feature",
        "bug": "Bug",
        "chore": "Chore",
        "epic": "Epic",
        "subtask": "Sub-issue",
    },
    priorities=("Urgent", "High", "Medium", "Low"),
    keeps_sprints=False,
)

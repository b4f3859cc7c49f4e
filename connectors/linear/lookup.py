"""What the ids in issues and their histories stand for."""

from collections.abc import Mapping
from dataclasses import dataclass

from connectors.linear.categories import state_category
from connectors.linear.options import LinearOptions
from connectors.linear.scope import Scope
from connectors.linear.workspace import Workspace
from planner.category import Category


@dataclass(frozen=True, slots=True)
class State:
    name: str
    category: Category


@dataclass(frozen=True, slots=True)
class Lookup:
    """Names by id. `kinds` are what counts as a release, `left_out` what is not spoken of."""

    states: Mapping[str, State]
    labels: Mapping[str, str]
    users: Mapping[str, str]
    left_out: frozenset[str]
    kinds: frozenset[str]
    show_private: bool

    def state(self, ext_id: str | None) -> State | None:
        """Give a state of the past; one that is gone for good is unknown, with its id for name."""
        if ext_id is None:
            return None
        return self.states.get(ext_id, State(ext_id, Category.UNKNOWN))


def lookup_of(workspace: Workspace, scope: Scope, options: LinearOptions) -> Lookup:
    return Lookup(
        states={
            state["id"]: State(state["name"], state_category(state["type"]))
            for state in workspace.all("states")
        },
        labels={label["id"]: label["name"] for label in workspace.all("labels")},
        users={user["id"]: user["name"] for user in workspace.all("users")},
        left_out=scope.left_out,
        kinds=frozenset(options.releases),
        show_private=options.show_private,
    )

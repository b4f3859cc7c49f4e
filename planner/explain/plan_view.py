"""What the rules of risk look up over and over in one plan: each thing is looked up once."""

from collections.abc import Mapping
from functools import cached_property

from planner.explain.team_view import TeamView
from planner.inputs import Item, PlanInputs, Scope


class PlanView:
    """A plan as the rules see it; to be kept while several of its releases are asked about."""

    def __init__(self, inputs: PlanInputs) -> None:
        self.inputs = inputs

    @cached_property
    def teams(self) -> tuple[TeamView, ...]:
        return tuple(TeamView(history) for history in self.inputs.teams)

    @cached_property
    def team_names(self) -> Mapping[str, str]:
        return {view.id: view.name for view in self.teams}

    def waited_for(self, key: str) -> Item | None:
        """Give the open item that others wait for; None where no release holds it."""
        return self._waited_for.get(key)

    def first_behind(self, scope: Scope, key: str) -> int | None:
        """Give the place of the next open release in the plan that holds what others wait for.

        None where no release that is planned after this one does.
        """
        here = self._places[scope.release.id]
        return next((place for place in self._holders.get(key, ()) if place > here), None)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {scope.release.id: at for at, scope in enumerate(self.inputs.releases)}

    @cached_property
    def _holders(self) -> Mapping[str, list[int]]:
        """The places of the open releases that hold each item which others wait for."""
        found: dict[str, list[int]] = {}
        for place, scope in enumerate(self.inputs.releases):
            if scope.release.is_released or scope.release.covered_by is not None:
                continue
            for key in self._keys & scope.team_of.keys():
                found.setdefault(key, []).append(place)
        return found

    @cached_property
    def _waited_for(self) -> Mapping[str, Item]:
        return {
            item.key: item
            for scope in self.inputs.releases
            if not self._keys.isdisjoint(scope.team_of)
            for item in scope.open_items
            if item.key in self._keys
        }

    @cached_property
    def _keys(self) -> frozenset[str]:
        """The keys of all that anything waits for."""
        return frozenset(
            key
            for scope in self.inputs.releases
            for item in scope.waiting
            for key in item.blocked_by
        )

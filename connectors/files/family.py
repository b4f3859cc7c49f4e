"""Parents and children: a family tree has no circles."""

from collections.abc import Mapping

from connectors.files.tables import refusal


def check_family(parents: Mapping[str, str], places: Mapping[str, tuple[str, int]]) -> None:
    """Refuse an issue that is its own ancestor; `places` has the file and line of each.

    Raises:
        FatalError: with the whole circle, and the line of its first member.
    """
    cleared: set[str] = set()
    for start in parents:
        path: dict[str, int] = {}  # each ancestor, and how many generations up
        name = start
        while name in parents and name not in cleared:
            if name in path:
                raise _circle([*path][path[name] :], places)
            path[name] = len(path)
            name = parents[name]
        cleared.update(path)


def _circle(members: list[str], places: Mapping[str, tuple[str, int]]) -> Exception:
    file, line = min(places[name] for name in members)
    circle = " → ".join([*members, members[0]])
    return refusal(
        file, line, f"the parents run in a circle: {circle}", "Take one of these parents away."
    )

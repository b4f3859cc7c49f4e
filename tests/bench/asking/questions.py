"""What fifty people ask at once: no two the same thing of the same release."""

from tests.bench.asking.company import ISSUES, RELEASES, TEAMS, issue_key, release_name

Question = tuple[str, str]  # a command and its text


def fifty() -> tuple[Question, ...]:
    """Give the mix of a warm plan."""
    keys = (issue_key(ISSUES - 997 - 331 * n) for n in range(8))
    return (
        *(("/when", release_name(number)) for number in _spread(8, 3)),
        *(("/when", _misspelt(release_name(number))) for number in _spread(4, 7)),
        *(("/when", key) for key in keys),
        *(("/release", f"status {release_name(number)}") for number in _spread(8, 11)),
        *(("/release", f"risks {release_name(number)}") for number in _spread(7, 13)),
        *(("/release", f"blockers {release_name(number)}") for number in _spread(4, 17)),
        *(("/release", f"contents {release_name(number)}") for number in _spread(2, 19)),
        *(("/release", f"plan {release_name(number)}") for number in _spread(2, 23)),
        *(("/release", f"why {release_name(number)}") for number in _spread(2, 29)),
        *(("/release", told) for told in ("list", "list at-risk", "list", "record", "risks")),
    )


def ten() -> tuple[Question, ...]:
    """Give the mix that a process is met with that has planned nothing yet."""
    return (
        *(("/when", release_name(number)) for number in _spread(4, 5)),
        ("/when", issue_key(ISSUES - 1499)),
        *(("/release", f"status {release_name(number)}") for number in _spread(2, 31)),
        ("/release", f"risks {release_name(37)}"),
        ("/release", f"blockers {release_name(41)}"),
        ("/release", "list"),
    )


def what_ifs() -> tuple[Question, ...]:
    """Give questions for each of which the whole plan is made again."""
    return tuple(
        ("/release", f"whatif {release_name(number)} add {number % 9 + 1}")
        for number in _spread(5, 43)
    )


def _spread(count: int, first: int) -> tuple[int, ...]:
    """Give releases of different teams, near the front of the plan and far behind."""
    return tuple((first + n * (2 * TEAMS + 1)) % RELEASES for n in range(count))


def _misspelt(name: str) -> str:
    """Leave out the third letter."""
    return name[:2] + name[3:]

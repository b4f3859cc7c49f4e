"""What a release is called before whom: by its codename while it is under embargo."""

from planner.launch.plan import LaunchPlan


def name_for(plan: LaunchPlan, name: str, *, is_function: bool) -> str:
    """Give the name of a release; only the functions that launch it read that of an embargoed one.

    Where something for a function goes to others as well, as in a rehearsal, it is not theirs.
    """
    return name if is_function or plan.codename is None else plan.codename

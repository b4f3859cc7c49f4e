"""The flow of each team behind a forecast, a line a team."""

from collections.abc import Sequence

from bot.views.blocks import joined
from bot.views.words import bullets
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from planner.flow import Flow

_CHARACTERS = 1500


def flow_text(flows: Sequence[Flow]) -> Mrkdwn:
    lines = [
        say("why.flow_team", team=flow.team, figures=joined(_figures(flow), ", ")) for flow in flows
    ]
    return joined((say("why.flow"), bullets(lines, _CHARACTERS)), "\n")


def _figures(flow: Flow) -> list[Mrkdwn]:
    """What the team's data tells; what it does not is left out."""
    figures = [say("why.flow_pace", pace=flow.items_a_week)]
    if flow.lead_time_days is not None:
        middle, late = flow.lead_time_days
        figures.append(say("why.flow_lead", middle=middle, late=late))
    if flow.cycle_time_days is not None:
        middle, late = flow.cycle_time_days
        figures.append(say("why.flow_cycle", middle=middle, late=late))
    figures.append(_in_progress(flow))
    if flow.velocity_points is not None:
        figures.append(say("why.flow_velocity", points=flow.velocity_points))
    if flow.carried_items is not None:
        figures.append(say("why.flow_carried", items=flow.carried_items))
    return figures


def _in_progress(flow: Flow) -> Mrkdwn:
    count = say("why.flow_wip", count=flow.work_in_progress)
    if flow.item_age_days is None or not flow.work_in_progress:
        return count
    return joined((count, say("why.flow_age", days=flow.item_age_days)))

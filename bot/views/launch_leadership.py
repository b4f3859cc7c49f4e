"""What those who lead read of a launch: how ready each function is, and what is theirs to decide.

No issue and no person's work is in it: what stands in the way is engineering's to tell.
"""

from datetime import date

from bot.views.blocks import joined
from bot.views.ready_words import function_names
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from planner.launch.plan import LaunchPlan
from planner.launch.questions import Question, open_questions
from planner.launch.readiness import Light, Readiness
from planner.snapshot import Snapshot

_WORST_FIRST = (Light.RED, Light.YELLOW, Light.WAIVED, Light.GREEN)


def say_lights(readiness: Readiness | None) -> Mrkdwn | None:
    """Name the functions by how ready they are, the worst first; None where nobody knows."""
    if readiness is None or not readiness.functions:
        return None
    lines = [say("leadership.ready")]
    for light in _WORST_FIRST:
        there = [one.function for one in readiness.functions if one.light is light]
        if there:
            values = {"light": say(f"light.{light}"), "functions": function_names(there)}
            lines.append(say("leadership.light", **values))
    return joined(lines, "\n")


def say_questions(
    plan: LaunchPlan, snapshot: Snapshot, readiness: Readiness | None, today: date
) -> Mrkdwn:
    """Say what is to be decided, a line each; or that nothing is."""
    asked = open_questions(plan, snapshot, readiness, today)
    if not asked:
        return say("leadership.nothing" if readiness is None else "leadership.nothing_late")
    return joined([_question(one, readiness) for one in asked], "\n")


def _question(question: Question, readiness: Readiness | None) -> Mrkdwn:
    red = [] if readiness is None else readiness.functions
    functions = function_names(one.function for one in red if one.light is Light.RED)
    return say(f"leadership.{question}", functions=functions)

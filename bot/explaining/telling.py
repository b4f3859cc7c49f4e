"""What was promised for a release, and which tier it is: by what people said of it."""

from typing import Final

from bot.answers.card import circumstances
from bot.data import answer_data
from bot.explaining.forms import Topic
from bot.knowledge import Known
from bot.reply import Reply
from bot.views.blocks import context, joined, section
from bot.views.launch import odds_of
from bot.views.people import say_person
from bot.views.words import bold_name, small_print
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, without_marks
from planner.answer import Answer
from planner.launch.plan import LaunchPlan

SAID: Final = frozenset({Topic.PROMISE, Topic.TIER})


def said_reply(
    topic: Topic, answer: Answer, known: Known, prelude: tuple[Mrkdwn, ...] = ()
) -> Reply:
    """Answer with what was said; of a promise with how likely it is by the forecast."""
    release_id = answer.scope.release.id
    plan = known.said.get(release_id, LaunchPlan(release_id))
    lines = _tier(answer, plan) if topic is Topic.TIER else _promise(answer, plan)
    asked = circumstances(answer, None, known)
    said = joined(lines, ". ")
    blocks = [context(each) for each in prelude]
    blocks += [section(said), small_print(answer, asked)]
    data = {**answer_data(answer, asked), "kind": "said", "topic": str(topic)}
    return Reply(without_marks(joined((*prelude, said))), blocks, data)


def _promise(answer: Answer, plan: LaunchPlan) -> list[Mrkdwn]:
    name, today, due_on = bold_name(answer.scope), answer.today, answer.scope.due_on
    day = plan.committed_on or due_on
    if day is None:
        return [say("said.nothing", name=name)]
    if plan.committed_on is None:
        told = say("said.tracked", today, name=name, day=day)
    else:
        who = plan.committed_by
        by = Mrkdwn("") if who is None else say("said.by", person=say_person(who))
        told = say("said.promised", today, name=name, day=day, by=by)
    odds = odds_of(answer, day)
    return [told] if odds is None else [told, say("said.odds", likelihood=odds)]


def _tier(answer: Answer, plan: LaunchPlan) -> list[Mrkdwn]:
    code = "said.tier" if plan.says_more else "said.tier_usual"
    tier = say(f"settings.tier_{int(plan.tier)}")
    return [say(code, name=bold_name(answer.scope), tier=tier)]

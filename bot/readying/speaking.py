"""Who may speak for which function of a launch: its people, who stands in, owner and admins.

It takes no forecast to know that: who clicks is answered within the three seconds of Slack.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.people.errors import refused
from bot.people.naming import picked_release
from bot.people.office import Office
from bot.people.roles import Asker, Role
from bot.readying.weighing import Weighed, weigh
from bot.views.blocks import joined
from bot.views.people import say_people
from bot.views.ready import Viewer
from bot.views.ready_words import function_name
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from planner.answer import Answer
from planner.launch.embargo import Reader, embargo_of, has_launched
from planner.launch.functions import Function, preparing
from planner.launch.gates import Gate, gates_of
from planner.launch.plan import LaunchPlan
from planner.launch.votes import Delegation, speakers_of
from store.delegations import load_delegations
from store.directory import ReleaseName, load_release_names
from store.launch_plans import load_launch_plan

_NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Launch:
    """A release that somebody wants to say something of, and who may; `is_over`: it has shipped."""

    release_id: str
    release_name: str
    plan: LaunchPlan
    functions: tuple[Function, ...]
    gates: tuple[Gate, ...]
    delegations: tuple[Delegation, ...]
    is_over: bool

    @property
    def name(self) -> Mrkdwn:
        return bold(escape(self.release_name, _NAME_LIMIT))


def load_launch(session: Session, office: Office, asker: Asker, reference: str) -> Launch:
    """Load the launch that a button or a form stands for, by the name that the asker may know.

    Raises:
        RefusedError: there is none such any more.
    """
    release = picked_release(reference, load_release_names(session))
    plan, rules = load_launch_plan(session, release.id), office.answerer.scales.rules
    return Launch(
        release.id,
        _name_for(office, asker, plan, release),
        plan,
        preparing(rules.functions, plan.tier),
        gates_of(rules, plan.tier),
        load_delegations(session),
        is_over=release.is_released,
    )


def find_launch(office: Office, asker: Asker, reference: str) -> Launch:
    """Load a launch to look at it; raises as `load_launch` does."""
    with office.people.sessions() as session:
        return load_launch(session, office, asker, reference)


def answer_of(office: Office, reference: str) -> Answer:
    """Give what is answered for the release of a button or a form; in no transaction of ours.

    Raises:
        RefusedError: there is none such any more.
    """
    answer = office.answerer.find(reference)
    if answer is None:
        raise refused(say("trouble.gone"))
    return answer


def weigh_now(session: Session, office: Office, answer: Answer) -> Weighed:
    """Weigh a release by what has been said of it by now."""
    return weigh(session, answer, office.answerer.scales, office.now)


def weighed_release(office: Office, reference: str) -> Weighed:
    """Weigh the release of a button or a form, to look at it; raises as `answer_of` does."""
    answer = answer_of(office, reference)
    with office.people.sessions() as session:
        return weigh_now(session, office, answer)


def owns(office: Office, asker: Asker, launch: Launch) -> bool:
    """Tell whether somebody answers for a release, or is an admin."""
    return office.people.roles.of(asker.user, launch.plan.owner) >= Role.OWNER


def spoken_for(office: Office, asker: Asker, launch: Launch) -> tuple[Function, ...]:
    """Give the functions of a launch that somebody may speak for; its owner may for all."""
    if owns(office, asker, launch):
        return launch.functions
    return tuple(
        function
        for function in launch.functions
        if asker.user in _people_of(office, launch, function)
    )


def viewer_of(office: Office, asker: Asker, launch: Launch) -> Viewer:
    functions = spoken_for(office, asker, launch)
    is_owner = owns(office, asker, launch)
    return Viewer(frozenset(one.name for one in functions), knows=is_owner, owns=is_owner)


def must_be_open(launch: Launch) -> None:
    """Let through what has not shipped yet.

    Raises:
        RefusedError: it is T0: what was said stays as it is.
    """
    if launch.is_over:
        raise refused(say("sign.over", name=launch.name))


def must_speak(office: Office, asker: Asker, launch: Launch) -> tuple[Function, ...]:
    """Let through who speaks for any function, and give those.

    Raises:
        RefusedError: they speak for none; it says who does.
    """
    functions = spoken_for(office, asker, launch)
    if not functions:
        speakers = _speakers(office, launch, launch.functions)
        raise refused(say("sign.not_yours", name=launch.name, speakers=speakers))
    return functions


def must_speak_for(office: Office, asker: Asker, launch: Launch, function: str) -> None:
    """Let through who speaks for this very function.

    Raises:
        RefusedError: they do not, or it takes no part in this launch.
    """
    found = [one for one in launch.functions if one.name == function]
    told = {"function": function_name(function), "name": launch.name}
    if not found:
        raise refused(say("sign.no_function", **told))
    if found[0] not in must_speak(office, asker, launch):
        speakers = _speakers(office, launch, found)
        raise refused(say("sign.not_function", speakers=speakers, **told))


def _name_for(office: Office, asker: Asker, plan: LaunchPlan, release: ReleaseName) -> str:
    """Give its own name to who may know it, else its codename."""
    people = office.people
    embargo = embargo_of(plan, (), people.functions, people.roles.admins)
    today = people.calendar.today(office.now)
    is_over = has_launched(plan, today, is_released=release.is_released)
    if embargo is None or is_over or embargo.is_known_to(Reader(user=asker.user)):
        return release.name
    return embargo.codename


def _people_of(office: Office, launch: Launch, function: Function) -> list[str]:
    today = office.people.calendar.today(office.now)
    return [one.person for one in speakers_of(function, launch.delegations, today)]


def _speakers(office: Office, launch: Launch, functions: Sequence[Function]) -> Mrkdwn:
    """Say who speaks for these functions; where nobody does that is said, too."""
    told = []
    for function in functions:
        people = _people_of(office, launch, function)
        named = say_people(people) if people else say("sign.nobody")
        told.append(say("sign.speaker", function=function_name(function.name), people=named))
    return joined(told, say("join.comma") + " ") if told else say("sign.nobody")

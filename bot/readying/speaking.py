"""Who may speak for which function of a launch: its people, who stands in, owner and admins."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.people.errors import refused
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
from planner.launch.functions import Function
from planner.launch.readiness import FunctionStanding
from planner.launch.votes import speakers_of

_NAME_LIMIT = 100


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


def spoken_for(office: Office, asker: Asker, weighed: Weighed) -> tuple[Function, ...]:
    """Give the functions of a launch that somebody may speak for; its owner may for all."""
    there = [one.function for one in weighed.readiness.functions]
    if owns(office, asker, weighed):
        return tuple(there)
    today = office.answerer.today()
    return tuple(
        function
        for function in there
        if any(
            speaker.person == asker.user
            for speaker in speakers_of(function, weighed.delegations, today)
        )
    )


def owns(office: Office, asker: Asker, weighed: Weighed) -> bool:
    """Tell whether somebody answers for a release, or is an admin."""
    return office.people.roles.of(asker.user, weighed.plan.owner) >= Role.OWNER


def viewer_of(office: Office, asker: Asker, weighed: Weighed) -> Viewer:
    functions = spoken_for(office, asker, weighed)
    is_owner = owns(office, asker, weighed)
    return Viewer(frozenset(one.name for one in functions), knows=is_owner, owns=is_owner)


def must_be_open(weighed: Weighed) -> None:
    """Let through what has not shipped yet.

    Raises:
        RefusedError: it is T0: what was said stays as it is.
    """
    if weighed.readiness.is_over:
        raise refused(say("sign.over", name=bold_name(weighed)))


def must_speak(office: Office, asker: Asker, weighed: Weighed) -> tuple[Function, ...]:
    """Let through who speaks for any function, and give those.

    Raises:
        RefusedError: they speak for none; it says who does.
    """
    functions = spoken_for(office, asker, weighed)
    if not functions:
        speakers = _speakers(office, weighed, [one.function for one in weighed.readiness.functions])
        raise refused(say("sign.not_yours", name=bold_name(weighed), speakers=speakers))
    return functions


def must_speak_for(
    office: Office, asker: Asker, weighed: Weighed, function: str
) -> FunctionStanding:
    """Let through who speaks for this very function, and give how it stands.

    Raises:
        RefusedError: they do not, or it takes no part in this launch.
    """
    found = [one for one in weighed.readiness.functions if one.function.name == function]
    name = bold_name(weighed)
    if not found:
        raise refused(say("sign.no_function", function=function_name(function), name=name))
    allowed = must_speak(office, asker, weighed)
    if function not in {one.name for one in allowed}:
        speakers = _speakers(office, weighed, [found[0].function])
        told = {"function": function_name(function), "name": name, "speakers": speakers}
        raise refused(say("sign.not_function", **told))
    return found[0]


def bold_name(weighed: Weighed) -> Mrkdwn:
    return bold(escape(weighed.name, _NAME_LIMIT))


def _speakers(office: Office, weighed: Weighed, functions: Sequence[Function]) -> Mrkdwn:
    """Say who speaks for these functions; where nobody does that is said, too."""
    today = office.answerer.today()
    told = []
    for function in functions:
        people = [one.person for one in speakers_of(function, weighed.delegations, today)]
        named = say_people(people) if people else say("sign.nobody")
        told.append(say("sign.speaker", function=function_name(function.name), people=named))
    return joined(told, say("join.comma") + " ") if told else say("sign.nobody")

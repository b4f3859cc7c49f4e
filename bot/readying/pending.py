"""What waits for one person: the sign-offs that are theirs to give, soonest launch first."""

from datetime import date, timedelta

from bot.people.office import Office
from bot.people.roles import Asker
from bot.readying.weighing import weigh
from bot.views.waiting import Waiting
from planner.answer import Shipped
from store.launch_plans import load_launch_plans

LOOK_AHEAD = timedelta(days=45)  # a sign-off much earlier than the launch says little


def pending_of(office: Office, asker: Asker) -> tuple[Waiting, ...]:
    """Give the releases that somebody owns and whose launch is near, with what is missing."""
    today = office.answerer.today()
    with office.people.sessions() as session:
        plans = load_launch_plans(session, asker.workspace)
    adopted = [one for one in plans.values() if one.owner is not None]
    answers = office.answerer.find_all(one.release_id for one in adopted)
    waiting = []
    with office.people.sessions() as session:
        for answer in answers:
            if isinstance(answer, Shipped):
                continue
            weighed = weigh(session, answer, office.answerer.scales, office.now)
            theirs = [one.function for one in weighed.readiness.missing if asker.user in one.ask]
            if theirs and _is_near(weighed.readiness.anchor, today):
                waiting.append(
                    Waiting(
                        weighed.release_id, weighed.name, tuple(theirs), weighed.readiness.anchor
                    )
                )
    return tuple(sorted(waiting, key=lambda one: (one.launch_on or date.max, one.name)))


def _is_near(launch_on: date | None, today: date) -> bool:
    return launch_on is not None and launch_on <= today + LOOK_AHEAD

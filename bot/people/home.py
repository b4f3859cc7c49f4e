"""App Home: gathers what one person answers for, what they are told, and how fresh it is."""

from collections.abc import Sequence

from bot.people.belonging import told
from bot.people.dating import is_writable
from bot.people.office import Office
from bot.people.roles import Asker
from bot.readying.pending import pending_of
from bot.views.home import Freshness, Home, View, home_view
from planner.answer import Answer, Health, ReleaseForecast
from store.adoptions import load_adoptions
from store.sources import load_sources
from store.subscriptions import Subscription, load_subscriptions
from store.switches import is_paused

_AT_RISK_SHOWN = 5
_SUBSCRIPTIONS_SHOWN = 20


def home_of(office: Office, asker: Asker) -> View:
    """Make a person's page as of now; what only other people set up is not on it."""
    with office.people.sessions() as session:
        mine = {
            one.release_id
            for one in load_adoptions(session)
            if (one.workspace, one.owner) == (asker.workspace, asker.user)
        }
        wishes = [
            one for one in load_subscriptions(session, asker.workspace) if _is_theirs(one, asker)
        ]
        sources = [Freshness(one.name, one.fresh_at) for one in load_sources(session)]
        is_silent = is_paused(session)
    known = office.answerer.known() if sources else None
    answers = () if known is None else known.forecasts.plan.answers
    owned = [one for one in answers if one.scope.release.id in mine]
    return home_view(
        Home(
            mine=owned,
            at_risk=_at_risk(answers),
            subscriptions=told(office, tuple(wishes[:_SUBSCRIPTIONS_SHOWN])),
            sources=sources,
            now=office.now,
            is_paused=is_silent,
            waiting=pending_of(office, asker) if sources else (),
            today=office.answerer.today(),
            dated=frozenset(
                one.scope.release.id
                for one in owned
                if isinstance(one, ReleaseForecast) and is_writable(office, one.scope.release.id)
            ),
            said={} if known is None else known.said,
        )
    )


def _is_theirs(one: Subscription, asker: Asker) -> bool:
    return asker.user in (one.creator, one.channel)


def _at_risk(answers: Sequence[Answer]) -> list[Answer]:
    in_danger = (Health.AT_RISK, Health.OFF_TRACK)
    found = [one for one in answers if isinstance(one, ReleaseForecast) and one.health in in_danger]
    return [*found[:_AT_RISK_SHOWN]]

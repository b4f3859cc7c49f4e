"""`/release settings`: what the owner says of a release, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.embargoes import called, load_embargoes
from bot.people.errors import refused
from bot.people.naming import is_name, picked_release, release_of
from bot.people.office import Office, Order
from bot.people.reading import confidants_of
from bot.people.roles import Asker, Role
from bot.reply import Reply
from bot.review import review
from bot.setting.checking import Problem, problems_of
from bot.setting.fields import Wanted, changed_fields, plain, with_wanted
from bot.setting.reading import Told, UnreadError, read_settings
from bot.views.people import say_person
from bot.views.picking import WORDS_LIMIT
from bot.views.setting import Standing, saved_reply, stands_reply
from bot.views.setting_form import Form
from bot.words.catalogue import say
from bot.words.escape import bold, escape
from planner.launch.embargo import Reader
from planner.launch.plan import LaunchPlan
from store.audit import record_audit
from store.directory import ReleaseName, load_release_names
from store.errors import StoreError
from store.launch_plans import load_launch_plan, save_launch_plan

log = structlog.get_logger(__name__)

ACTION = "settings"
_NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was not kept: each field with the sentence that belongs beside it."""

    problems: Sequence[Problem]


def settings(office: Office, asker: Asker, order: Order) -> Reply:
    """Say of a release what the words tell; without any, show what is said and how to change it.

    Raises:
        RefusedError: a value is none or cannot be, there is no such release, or it is not theirs.
    """
    told = _read(office, order)
    carried = order.words if len(order.words) <= WORDS_LIMIT else ""  # never half of a goal
    release = _theirs(office, asker, release_of(office, order, told.subject, carried))
    if not told.wanted:
        return stands_reply(_standing(office, release))
    saved = _save(office, asker, release, told.wanted)
    if isinstance(saved, Wrong):
        raise refused(saved.problems[0].sentence)
    return saved


def ask_settings(office: Office, asker: Asker, words: str) -> Standing:
    """Give what a modal has to show; nothing changes.

    Raises:
        RefusedError: there is no such release, or it is not theirs.
    """
    order = Order(ACTION, words)
    return _standing(office, _theirs(office, asker, release_of(office, order, words)))


def ask_picked(office: Office, asker: Asker, reference: str) -> Standing:
    """Give what a modal has to show, for the release that a button stands for.

    Raises:
        RefusedError: it is gone, or it is not theirs.
    """
    release = picked_release(reference, office.answerer.names())
    return _standing(office, _theirs(office, asker, release))


def must_own_settings(office: Office, asker: Asker, reference: str) -> None:
    """Let the owner and admins pass; it takes no forecast to know that.

    Raises:
        RefusedError: it is nobody of them, or there is no such release.
    """
    with office.people.sessions() as session:
        names = load_release_names(session)
    _must_own(office, asker, _load(office, picked_release(reference, names).id), None)


def check_settings(office: Office, asker: Asker, form: Form) -> Wrong | None:
    """Look quickly at what was filled in: Slack waits for it with the modal open.

    Raises:
        RefusedError: it is not theirs (any more).
    """
    before = _load(office, form.release_id)
    _must_own(office, asker, before, None)
    if form.problems:
        return Wrong(form.problems)
    after = with_wanted(before, form.wanted, asker.user)
    problems = problems_of(before, after, _names(office, asker), office.answerer.today())
    return Wrong(problems) if problems else None


def set_settings(office: Office, asker: Asker, form: Form) -> Reply | Standing | Wrong:
    """Keep what was filled in, if all is still as it was shown; else show it anew.

    Raises:
        RefusedError: it is not theirs (any more), or it is gone.
    """
    release = picked_release(form.release_id, office.answerer.names())
    standing = _standing(office, _theirs(office, asker, release))
    if standing.version != form.version:
        return standing.with_notice(say("settings.meanwhile"))
    return _save(office, asker, release, form.wanted)


def _read(office: Office, order: Order) -> Told:
    answerer = office.answerer
    market = office.people.planning.market
    try:
        return read_settings(
            order.words, answerer.today(), lambda name: is_name(office, name), market
        )
    except UnreadError as error:
        raise refused(error.sentence) from error


def _save(office: Office, asker: Asker, release: ReleaseName, wanted: Wanted) -> Reply | Wrong:
    """Keep it with its audit row, all or nothing; what follows from it is said at once."""
    now, names = office.now, office.answerer.names()
    with office.people.sessions.begin() as session:
        before = load_launch_plan(session, release.id)
        _must_own(office, asker, before, release)
        after = with_wanted(before, wanted, asker.user)
        problems = problems_of(before, after, names, office.answerer.today())
        if problems:
            return Wrong(problems)
        changed = changed_fields(before, after)
        if changed:
            save_launch_plan(session, asker.workspace, after, now)
            record_audit(
                session,
                now,
                asker.workspace,
                asker.user,
                ACTION,
                f"release:{release.id}",
                plain(before, changed),
                plain(after, changed),
            )
    if changed:
        _look(office)
    return saved_reply(before, _standing(office, release, after), changed)


def _look(office: Office) -> None:
    """Review at once: cards and pings follow now, and not only after the next sync.

    What was kept stays kept; the next sync ends with a review as well.
    """
    try:
        review(office.newsroom, office.now, is_told_anew=True)
    except (StoreError, SQLAlchemyError) as error:
        log.warning("settings were not reviewed at once", error=type(error).__name__)


def _standing(office: Office, release: ReleaseName, plan: LaunchPlan | None = None) -> Standing:
    known = office.answerer.known()
    plan = plan or _load(office, release.id)
    return Standing(release, plan, known.forecasts.answers.get(release.id), known)


def _theirs(office: Office, asker: Asker, release: ReleaseName) -> ReleaseName:
    _must_own(office, asker, _load(office, release.id), release)
    return release


def _must_own(office: Office, asker: Asker, plan: LaunchPlan, release: ReleaseName | None) -> None:
    if office.people.roles.of(asker.user, plan.owner) >= Role.OWNER:
        return
    name = bold(escape(release.name, _NAME_LIMIT)) if release else say("settings.that_release")
    if plan.owner is None:
        shown = escape(release.name, _NAME_LIMIT) if release else say("settings.placeholder")
        raise refused(say("settings.adopt_first", name=name, shown=shown))
    raise refused(say("settings.owned", name=name, owner=say_person(plan.owner)))


def _names(office: Office, asker: Asker) -> Sequence[ReleaseName]:
    """Give what releases are called, by the asker's lights, without a plan: that takes longer."""
    today = office.answerer.today()
    with office.people.sessions() as session:
        embargoes = load_embargoes(session, confidants_of(office), today)
        return called(load_release_names(session), embargoes, Reader(user=asker.user))


def _load(office: Office, release_id: str) -> LaunchPlan:
    with office.people.sessions() as session:
        return load_launch_plan(session, release_id)

"""`/release hotfix` and `rollback`: said at once to all who launch a release, whatever the hour."""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.launching.addressing import Addressee, addressees, look_around, unreachable
from bot.launching.kinds import URGENT
from bot.people.clicking import enqueue_click
from bot.people.errors import refused
from bot.people.naming import release_of
from bot.people.office import Office, Order
from bot.people.roles import Asker, Role
from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.views.launch_reader import Reader, say_function
from bot.views.people import say_person
from bot.views.posted import Posted
from bot.views.urgent import Notice, urgent_blocks, urgent_text
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from planner.launch.functions import Function
from planner.launch.plan import LaunchPlan
from store.audit import record_audit
from store.directory import ReleaseName, load_release_names
from store.launch_plans import load_launch_plan
from store.outbox import Post
from store.switches import is_paused

MOST = 300  # characters of what happened
_GOOD_FOR = timedelta(days=1)
_STRAIGHT = str.maketrans("\u201c\u201d\u201e", '"""')
_TOLD = re.compile(r'(?P<release>.*?)\s*"(?P<what>[^"]+)"\s*', re.DOTALL)


def hotfix(office: Office, asker: Asker, order: Order) -> Reply:
    """Tell everybody at once what was mended."""
    return _announce(office, asker, order)


def rollback(office: Office, asker: Asker, order: Order) -> Reply:
    """Tell everybody at once that a release is taken back, and why."""
    return _announce(office, asker, order)


def _announce(office: Office, asker: Asker, order: Order) -> Reply:
    """Put it into the outbox of every function that takes part, as of now.

    Raises:
        RefusedError: it says too little, or the asker neither owns the release nor is an admin.
    """
    named, what = _read(order)
    release = release_of(office, order, named, f'"{what}"')
    look_around(office.newsroom, office.now)
    with office.people.sessions.begin() as session:
        plan = load_launch_plan(session, release.id)
        _must_own(office, asker, release, plan)
        known = {one.id: one for one in load_release_names(session)}
        release = known.get(release.id, release)  # whatever the asker may call it here
        desk = _Desk(session, office, asker, Notice(order.verb, what, asker.user))
        told = addressees(office.newsroom, plan.tier)
        is_new = sum(desk.tell(plan, release, one) for one in told) > 0
        if is_new:
            desk.record(release, what)
        waits = is_paused(session)
    missing = unreachable(office.newsroom, plan.tier)
    functions = [one.function for one in told]
    return sentence_reply(_said(functions, missing, is_new=is_new, waits=waits), order.verb)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where one notice is written for everybody."""

    session: Session
    office: Office
    asker: Asker
    notice: Notice

    def tell(self, plan: LaunchPlan, release: ReleaseName, one: Addressee) -> bool:
        office, now = self.office, self.office.now
        name = office.newsroom.called_in(self.session, one.address, release.id, release.name, now)
        about = f"{self.notice.verb}:{release.id}:{one.function.name}"
        posted = Posted(now, office.people.calendar.zone)
        reader = Reader(one.function, name, plan.owner, posted)
        return enqueue_click(
            self.session,
            Post(
                dedupe_key=f"{self.asker.workspace}:{URGENT}:{about}",
                workspace=self.asker.workspace,
                channel=one.address,
                kind=f"{URGENT}:{self.notice.verb}",
                text=urgent_text(self.notice, reader),
                blocks=urgent_blocks(self.notice, reader),
                not_before=now,
                expires_at=now + _GOOD_FOR,
                created_at=now,
                release_id=release.id,
            ),
        )

    def record(self, release: ReleaseName, what: str) -> None:
        record_audit(
            self.session,
            self.office.now,
            self.asker.workspace,
            self.asker.user,
            self.notice.verb,
            f"release:{release.id}",
            after={"said": what},
        )


def _read(order: Order) -> tuple[str, str]:
    """Take apart `Checkout redesign "Cards are accepted again"`; the name may be in quotes, too."""
    told = _TOLD.fullmatch(order.words.translate(_STRAIGHT))
    what = "" if told is None else told["what"].strip()[:MOST]
    named = "" if told is None else told["release"].strip().strip('"').strip()
    if not what or not (named or order.release):
        example = say(f"urgent.example_{order.verb}")
        raise refused(say("urgent.how", verb=order.verb, example=example))
    return named, what


def _must_own(office: Office, asker: Asker, release: ReleaseName, plan: LaunchPlan) -> None:
    if office.people.roles.of(asker.user, plan.owner) >= Role.OWNER:
        return
    owned = say("urgent.owned_by_nobody")
    if plan.owner is not None:
        owned = say("urgent.owned_by", owner=say_person(plan.owner))
    raise refused(say("urgent.not_yours", name=bold(escape(release.name)), owner=owned))


def _said(
    told: list[Function], missing: tuple[Function, ...], *, is_new: bool, waits: bool
) -> Mrkdwn:
    if not told:
        return say("urgent.nobody")
    if not is_new:
        return say("urgent.again")
    said = say("urgent.waits" if waits else "urgent.done", functions=_names(told))
    if not missing:
        return said
    return Mrkdwn(f"{said} {say('urgent.missing', functions=_names(missing))}")


def _names(functions: list[Function] | tuple[Function, ...]) -> str:
    return ", ".join(say_function(one.name) for one in functions)

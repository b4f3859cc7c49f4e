"""What the owner of a release is told in private: what was not answered, and who is missing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.launching.addressing import owner_address, people_of, unreachable
from bot.newsroom import Newsroom
from bot.views.blocks import section
from bot.views.launch_reader import say_function
from bot.views.people import say_person
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from planner.launch.functions import taking_part
from planner.launch.plan import LaunchPlan
from store.launch_told import note_once
from store.outbox import Post, enqueue_post

KIND = "launch"
_GOOD_FOR = timedelta(days=7)  # an owner may be away for some days


@dataclass(frozen=True, slots=True)
class OwnerNotes:
    """Puts notes to owners beside their cause; said at `at`, decided `now`."""

    session: Session
    newsroom: Newsroom
    at: datetime
    now: datetime

    def tell(self, plan: LaunchPlan, name: str, what: str, key: str, said: Mrkdwn) -> int:
        """Tell the owner of a plan; whoever stands in for one who has left is told that, too."""
        if plan.owner is None or self.newsroom.workspace is None:
            return 0
        address = owner_address(self.newsroom, plan.owner)
        if address != plan.owner:
            values = {"owner": say_person(plan.owner), "name": _bold(name)}
            said = Mrkdwn(f"{said}\n{say('ping_note.owner_left', **values)}")
        return enqueue_post(
            self.session,
            Post(
                dedupe_key=f"{self.newsroom.workspace}:{KIND}:{what}:{key}",
                workspace=self.newsroom.workspace,
                channel=address,
                kind=f"{KIND}:{what}",
                text=said.replace("*", ""),
                blocks=[section(said)],
                not_before=self.at,
                expires_at=self.at + _GOOD_FOR,
                created_at=self.now,
                release_id=plan.release_id,
            ),
        )

    def tell_missing(self, plan: LaunchPlan, name: str) -> int:
        """Say once a release and function who could not be told, and who has left."""
        told = self._tell_left(plan, name)
        nowhere = [
            one.name
            for one in unreachable(self.newsroom, plan.tier)
            if not one.is_mapped and self._is_new(plan, f"unmapped:{one.name}")
        ]
        if not nowhere:
            return told
        functions = ", ".join(say_function(one) for one in nowhere)
        said = say("ping_note.unmapped", name=_bold(name), functions=Mrkdwn(f"*{functions}*"))
        key = f"{plan.release_id}:{'+'.join(nowhere)}"
        return told + self.tell(plan, name, "unmapped", key, said)

    def _tell_left(self, plan: LaunchPlan, name: str) -> int:
        """A person who left matters where there is no channel, and they were the one to tell."""
        told = 0
        for function in taking_part(self.newsroom.functions, plan.tier):
            there = people_of(self.newsroom, function)
            gone = [one for one in function.people if one not in there]
            if not gone or function.channel is not None or there[:1] == function.people[:1]:
                continue
            person = gone[0]
            if not self._is_new(plan, f"left:{function.name}:{person}"):
                continue
            instead = "ping_note.left_next" if there else "ping_note.left_nobody"
            said = say(
                "ping_note.left",
                person=say_person(person),
                name=_bold(name),
                function=say_function(function.name),
                now=say(instead, **({"next": say_person(there[0])} if there else {})),
            )
            key = f"{plan.release_id}:{function.name}:{person}"
            told += self.tell(plan, name, "left", key, said)
        return told

    def _is_new(self, plan: LaunchPlan, about: str) -> bool:
        return note_once(self.session, plan.release_id, about, self.now)


def _bold(name: str) -> Mrkdwn:
    return bold(escape(name))

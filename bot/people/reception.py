"""Takes what people say: one table of what the verbs do, besides asking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.answering import Answerer
from bot.explaining.asking import Topic
from bot.grammar.orders import Spoken, read_order
from bot.grammar.tidying import tidy
from bot.launching.answering import must_be_asked
from bot.launching.urgent import hotfix, rollback
from bot.noting.notes import Notes
from bot.people.adopting import adopt, disown
from bot.people.belonging import own
from bot.people.calendars import give_calendar
from bot.people.channels import as_typed
from bot.people.dating import Asking, ask_date, must_own, offer_date, set_date
from bot.people.errors import refused
from bot.people.knowing import reveal
from bot.people.me import me
from bot.people.naming import is_name
from bot.people.noting import ask_notes, export_notes, must_own_notes, save_notes, share_notes
from bot.people.office import Office, Order
from bot.people.pausing import must_be_admin, pause, resume_all
from bot.people.reading import for_one, for_place, for_post
from bot.people.roles import Asker, Role
from bot.people.setting import (
    Wrong,
    ask_picked,
    ask_settings,
    check_settings,
    must_own_settings,
    set_settings,
    settings,
)
from bot.people.sharing import share
from bot.people.sharing_answers import offer_share, share_answer
from bot.people.silencing import pause_one
from bot.people.subscribe_form import (
    edit_filled,
    edit_form,
    subscribe_filled,
    subscribe_form,
)
from bot.people.subscribing import remove, resume, subscribe, subscriptions, unsubscribe
from bot.people.trying import send_test
from bot.people.what_if_form import try_out, what_if_form
from bot.readying.clerks import offer_ready, signoff
from bot.readying.standing_in import away, back
from bot.reply import Reply
from bot.verbs import VERBS
from bot.views.blocks import Block
from bot.views.choosing import Choice
from bot.views.dating import Form
from bot.views.notes import NotesForm
from bot.views.picking import Pick
from bot.views.setting import Standing
from bot.views.setting_form import Form as SettingForm
from bot.views.sharing import Shareable
from bot.views.subscribe_form import Changed, Filled
from bot.views.what_if_form import Trial
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn

Clerk = Callable[[Office, Asker, Order], Reply]

CLERKS: Mapping[str, Clerk] = MappingProxyType(
    {
        "subscribe": subscribe,
        "unsubscribe": unsubscribe,
        "subscriptions": subscriptions,
        "adopt": adopt,
        "disown": disown,
        "calendar": give_calendar,
        "hotfix": hotfix,
        "rollback": rollback,
        "pause": pause,
        "resume": resume_all,
        "settings": settings,
        "me": me,
        "signoff": signoff,
        "away": away,
        "back": back,
    }
)
_LIKE_NAMES = frozenset({"settings", "me"})  # words that alone may be what a release is called
_EXPLAINED = frozenset(map(str, Topic))
_NEEDS = {verb.name: verb.needs for verb in VERBS}


@dataclass(frozen=True, slots=True)
class Reception:
    """Takes every order and every question of one workspace. Raises RefusedError throughout."""

    office: Office

    def admit(self, asker: Asker, verb: str | None) -> None:
        """Let through who may give this order at all; whose a thing is, its clerk checks."""
        if verb is not None and _NEEDS.get(verb, Role.VIEWER) is Role.ADMIN:
            must_be_admin(self.office.people.roles, asker.user, verb)

    def admit_to_date(self, asker: Asker, release: str) -> None:
        """Let through who may set the date of this release in its tracker."""
        must_own(self.office, asker, release)

    def admit_to_subscription(self, asker: Asker, subscription_id: int) -> None:
        """Let through who may change this subscription."""
        with self.office.people.sessions() as session:
            own(session, self.office, asker, subscription_id)

    def admit_to_notes(self, asker: Asker, release: str) -> None:
        """Let through who may edit the notes of this release."""
        must_own_notes(self.office, asker, release)

    def admit_to_settings(self, asker: Asker, release: str) -> None:
        """Let through who may say things of this release."""
        must_own_settings(self.office, asker, release)

    def answerer_of(self, asker: Asker) -> Answerer:
        """Give who answers this one person, when nobody else reads it."""
        return for_one(self.office, asker).answerer

    def admit_to_ping(self, asker: Asker, key: str) -> None:
        """Let through who was asked by a ping; who is in its channel, its clerk checks."""
        must_be_asked(self.office, asker, key)

    def offer(self, asker: Asker, reply: Reply, asked: str = "") -> Reply:
        """Put on an answer that one person sees what that person alone may know and do with it.

        What answers the question `asked` can be shared.
        """
        office = for_one(self.office, asker)
        told = offer_date(office, asker, self.offer_ready(asker, reply))
        return self.reveal(asker, offer_share(asker, told, asked) if asked else told)

    def reveal(self, asker: Asker, reply: Reply) -> Reply:
        """Give an answer that one person sees with what that person may know."""
        return reveal(self.office, asker, reply)

    def offer_ready(self, asker: Asker, reply: Reply) -> Reply:
        """Show how ready a release is as this person may see it, with what they may do."""
        return offer_ready(self.office, asker, reply)

    def ask_date(self, asker: Asker, release: str) -> Asking:
        return ask_date(for_one(self.office, asker), asker, release)

    def set_date(self, asker: Asker, form: Form) -> Mrkdwn | Asking:
        return set_date(for_one(self.office, asker), asker, form)

    def ask_notes(self, asker: Asker, release: str) -> Notes:
        return ask_notes(for_one(self.office, asker), asker, release)

    def save_notes(self, asker: Asker, form: NotesForm) -> Mrkdwn:
        return save_notes(for_one(self.office, asker), asker, form)

    def share_notes(self, asker: Asker, choice: Choice) -> Reply:
        return share_notes(for_post(self.office, asker.channel), asker, choice)

    def export_notes(self, choice: Choice) -> Reply:
        return export_notes(self.office, choice)

    def ask_settings(self, asker: Asker, words: str = "", *, reference: str = "") -> Standing:
        """Give what a modal has to show, for words or for a button's reference."""
        office = for_one(self.office, asker)
        if reference:
            return ask_picked(office, asker, reference)
        return ask_settings(office, asker, words)

    def check_settings(self, asker: Asker, form: SettingForm) -> Wrong | None:
        return check_settings(for_one(self.office, asker), asker, form)

    def set_settings(self, asker: Asker, form: SettingForm) -> Reply | Standing | Wrong:
        return set_settings(for_one(self.office, asker), asker, form)

    def speak(
        self, asker: Asker, text: str, *, about: str | None = None, is_aloud: bool = False
    ) -> Reply:
        """Take an order, or answer a question in whatever words.

        `about` is the release that was spoken of before, by its id. What is said aloud is read
        by all who are in the channel.
        """
        office = for_place(self.office, asker) if is_aloud else for_one(self.office, asker)
        order = read_order(text)
        if order is not None and not _is_called_so(office, order, text):
            return self._order(office, asker, Order(order.verb, order.words))
        return office.answerer.answer(as_typed(text), about=about)

    def pick(self, asker: Asker, pick: Pick) -> Reply:
        """Go on with an order or a question for the release that was picked."""
        if pick.verb in _EXPLAINED:
            answerer = self.answerer_of(asker)
            return answerer.explain_picked(pick.verb, pick.words, pick.release)
        if pick.verb not in CLERKS:
            raise refused(say("trouble.stale_button"))
        order = Order(pick.verb, pick.words, pick.release)
        return self._order(for_one(self.office, asker), asker, order)

    def share(self, asker: Asker, choice: Choice) -> Reply:
        return share(self.office, asker, choice)

    def share_answer(self, asker: Asker, asked: Shareable) -> Reply:
        return share_answer(self.office, asker, asked)

    def subscribe_form(self, asker: Asker, release: str) -> Block:
        return subscribe_form(for_one(self.office, asker), asker, release)

    def subscribe_filled(self, asker: Asker, filled: Filled) -> Reply:
        return subscribe_filled(for_one(self.office, asker), asker, filled)

    def edit_form(self, asker: Asker, subscription_id: int) -> Block:
        return edit_form(for_one(self.office, asker), asker, subscription_id)

    def edit_filled(self, asker: Asker, changed: Changed) -> Reply:
        return edit_filled(for_one(self.office, asker), asker, changed)

    def what_if_form(self, asker: Asker, trial: Trial) -> Block:
        return what_if_form(for_one(self.office, asker), trial)

    def try_out(self, asker: Asker, trial: Trial) -> Block:
        """Give the form again, with what came of it above."""
        office = for_one(self.office, asker)
        return what_if_form(office, trial, try_out(office, trial))

    def remove(self, asker: Asker, subscription_id: int) -> Reply:
        return remove(for_one(self.office, asker), asker, subscription_id)

    def pause(self, asker: Asker, subscription_id: int) -> Reply:
        return pause_one(for_one(self.office, asker), asker, subscription_id)

    def resume(self, asker: Asker, subscription_id: int) -> Reply:
        return resume(for_one(self.office, asker), asker, subscription_id)

    def send_test(self, asker: Asker, subscription_id: int) -> Reply:
        return send_test(for_one(self.office, asker), asker, subscription_id)

    def _order(self, office: Office, asker: Asker, order: Order) -> Reply:
        self.admit(asker, order.verb)
        return CLERKS[order.verb](office, asker, order)


def _is_called_so(office: Office, order: Spoken, text: str) -> bool:
    """Tell whether a verb and its words are the name of a release: `Settings page`."""
    return bool(order.words or order.verb in _LIKE_NAMES) and is_name(office, tidy(text))

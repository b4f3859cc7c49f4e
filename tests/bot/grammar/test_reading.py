"""What the reader tells besides the question itself, and what follow-ups take from a thread."""

from dataclasses import replace
from datetime import date

import pytest

from bot.grammar.courtesy import without_courtesy
from bot.grammar.follow_up import follow_up
from bot.grammar.nearest import MOST_READINGS, is_name_alone, nearest_readings
from bot.grammar.orders import Spoken, read_order
from bot.grammar.question import Kind
from bot.grammar.reading import names_all, read
from bot.grammar.resolving import resolve
from bot.grammar.tidying import LONGEST, tidy
from bot.grammar.typos import Mended, mend
from tests.bot.grammar.corpus import load_corpus

CORPUS = load_corpus()
TODAY, NAMES = CORPUS.today, CORPUS.names
LONG = 600
MARCH = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("<@U1> when is <http://2.4|2.4> out", "when is 2.4 out"),
        ("<!subteam^S1|@team> hi", "hi"),
        ("<!date^1^{date}|Dec 15> it is", "Dec 15 it is"),
        ("a &lt;b&gt; &amp; c", "a b & c"),
        ("\u201eQ1 Launch\u201c", '"Q1 Launch"'),
        ("it's 'Big one' now", 'it\'s "Big one" now'),
        ("Q1'27", "Q1'27"),
        ("a\u202eb\u200bc\x00d", "abc d"),
        ("*bold* _it_ ~no~ `code` snake_case", "bold it no code snake_case"),
        ("caf\u00e9 \U0001f680 :tada: 09:30:00", "caf\u00e9 09:30:00"),
        ("https://x.test/browse/SHOP-12?a=b now", "SHOP-12 now"),
        ("https://linear.app/acme/issue/ENG-4/title", "ENG-4"),
    ],
)
def test_what_slack_makes_of_words_is_undone(typed: str, plain: str) -> None:
    assert tidy(typed) == plain


def test_courtesy_is_no_part_of_a_question_and_a_date_keeps_its_dot() -> None:
    assert without_courtesy("Hi all, could you please tell me if 2.4 ships? thanks!") == "2.4 ships"
    assert without_courtesy("2.4 by 15.12.") == "2.4 by 15.12."
    assert without_courtesy("all releases") == "all releases"


def test_a_word_of_a_name_is_never_mended() -> None:
    assert mend("checkout by novmber", frozenset()) == (
        "checkout by november",
        (Mended("novmber", "november"),),
    )
    assert mend("checkout by novmber", frozenset({"novmber"})) == ("checkout by novmber", ())
    assert mend('"stauts" PLAT-300 plat-form', frozenset()) == ('"stauts" PLAT-300 plat-form', ())


def test_a_name_with_the_words_of_the_grammar_is_a_name() -> None:
    assert names_all("portal go live", NAMES)
    assert read("drop-in payments", TODAY, NAMES).askings == ()
    assert not names_all("risks", NAMES)


@pytest.mark.parametrize(
    ("said", "kind"),
    [("by march?", "when"), ("why?", "why"), ("what's blocking it", "blockers"), ("when?", "when")],
)
def test_words_that_name_nothing_take_the_subject_of_the_thread(said: str, kind: str) -> None:
    told = read(said, TODAY, NAMES)
    assert told.needs_subject
    followed = follow_up(told, "jira:2.4")
    assert (followed.kind, followed.needs_subject) == (kind, False)
    subjects = [each.subject for each in followed.askings] or [followed.question.subject]
    assert subjects == ["jira:2.4"]


def test_a_follow_up_keeps_its_day_and_its_changes() -> None:
    by = follow_up(read("and by march?", TODAY, NAMES), "jira:2.4").question
    assert (by.kind, by.subject, by.by) == (Kind.WHEN, "jira:2.4", MARCH)
    (whatif,) = follow_up(read("and if we drop shop-12?", TODAY, NAMES), "jira:2.4").askings
    assert (whatif.subject, whatif.changes.drop) == ("jira:2.4", ("SHOP-12",))


def test_words_that_name_something_stay_with_it() -> None:
    told = read("and what about search?", TODAY, NAMES)
    assert follow_up(told, "jira:2.4") is told


@pytest.mark.parametrize(
    ("said", "nearest"),
    [
        ("lst", ("list", "help")),
        ("whn 2.4", ("when 2.4", 'when "2.4"')),
        ("subscrib checkout", ("subscribe checkout", 'when "Checkout redesign"')),
        ("unsub checkout", ("unsubscribe checkout", 'when "Checkout redesign"')),
        ("xyzzy qqq", ("list", "help")),
        ("snooze", ("subscriptions", "list")),
        ("am I subscribed to checkout?", ("subscriptions", 'when "Checkout redesign"')),
        ("why zzzqqq", ("what changed", "list")),
        ("risk register for chekcout", ('risks "Checkout redesign"', 'when "Checkout redesign"')),
        ("the tickets for search", ('contents "Search relevance"', 'when "Search relevance"')),
        ("what does 85% mean", ("record", "list")),
    ],
)
def test_what_cannot_be_read_has_two_nearest_readings(said: str, nearest: tuple[str, ...]) -> None:
    found = nearest_readings(read(said, TODAY, NAMES), NAMES)
    assert found == nearest
    assert all(not read(each, TODAY, NAMES).mended for each in found)


@pytest.mark.parametrize(
    "asked",
    [
        "show me everything that's late",
        "what am I subscribed to?",
        "who can pause checkout?",
        "can I own checkout",
        "is there a calendar of it",
        "will you tell me when checkout slips?",
        "how do the rollbacks look",
    ],
)
def test_no_order_is_a_guess_for_a_question(asked: str) -> None:
    orders = map(read_order, nearest_readings(read(asked, TODAY, NAMES), NAMES))
    assert {order.verb for order in orders if order is not None} <= {"subscriptions"}


def test_a_reading_is_never_longer_than_a_button_can_ask() -> None:
    found = nearest_readings(read(f"subscrib {'x' * LONG}", TODAY, NAMES), NAMES)
    assert len(found) == MOST_READINGS
    assert all(len(each) <= LONGEST for each in found)


@pytest.mark.parametrize(
    ("said", "is_alone"),
    [
        ("chest", True),
        ("chekcout redesgn", True),
        ("why chest", False),
        ("so", False),
    ],
)
def test_words_that_want_nothing_are_a_name(said: str, is_alone: bool) -> None:
    assert is_name_alone(read(said, TODAY, NAMES)) is is_alone


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("subscribe <#C1|general> x", Spoken("subscribe", "<#C1|general> x")),
        ("please unsubscribe us from 2.4", Spoken("unsubscribe", "2.4")),
        ("/release pause", Spoken("pause", "")),
        ("subscription", None),
        ("when is subscribe done", None),
        ("", None),
    ],
)
def test_an_order_is_read_as_it_stands(said: str, order: Spoken | None) -> None:
    assert read_order(said) == order


@pytest.mark.parametrize("text", ["/release order", "release order", "/when order", "order"])
def test_a_verb_alone_is_no_name_that_begins_with_it(text: str) -> None:
    tracking = replace(NAMES[0], id="jira:order", name="Order tracking", aliases=())
    names = (*NAMES, tracking)
    assert read(text, TODAY, names).kind == "order"
    assert read("order track", TODAY, names).question.subject == "order track"


def test_after_the_slash_command_a_verb_is_a_verb_whatever_is_called_so() -> None:
    names = (*NAMES, replace(NAMES[0], id="jira:order", name="Order", aliases=()))
    assert read("/release order", TODAY, names).kind == "order"
    assert read("order", TODAY, names).kind == "when"


@pytest.mark.parametrize(
    "name",
    [
        *("Best case manager", "Compare products", "Late checkout", "Miss you campaign"),
        *("After party", "Spring collection", "P95 latency", "Data freshness", "Thanks page"),
        *("Shipped orders page", "Holiday campaign", "Packing slip", "Which shop first"),
        *("Earliest delivery date", "Overdue invoices", "90% off sale", "About us", "Take away"),
        *("Fall detection", "FY27 budget", "Sprint planner", "Rollover slipping"),
    ],
)
def test_what_is_called_like_a_question_keeps_its_name(name: str) -> None:
    names = (*NAMES, replace(NAMES[0], id="jira:odd", name=name, aliases=()))
    for text in (name, f"when will {name} ship?", f'when will "{name}" ship', f"{name} by march"):
        told = read(text, TODAY, names)
        assert told.askings == ()
        resolved = resolve(told.question, names)
        assert [hit.name for hit in resolved.found.hits] == [name], text
        assert not resolved.tail

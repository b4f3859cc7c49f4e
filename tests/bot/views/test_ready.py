"""The card of readiness and go / no-go: nothing from outside steers Slack, and all of it fits."""

import json
from dataclasses import replace

import pytest

from bot.views.going import GoState, go_blocks, go_text
from bot.views.ready import Shown, Viewer, ready_blocks, ready_text
from bot.views.ready_words import function_name, say_evidence, say_items
from planner.calendar import WorkCalendar
from planner.launch.evidence import Facts
from planner.launch.functions import USUAL, Function
from planner.launch.gates import Check, Gate, GateRules, LaunchRules
from planner.launch.plan import Tier
from planner.launch.readiness import GateWord, Readiness, SaidOfLaunch, Word, readiness_of
from planner.launch.votes import Delegation, Verdict, Vote
from planner.note import Note
from tests.bot.answers import ASKED, EVIL, a_refusal
from tests.bot.judge import judge, said_in
from tests.planner.launch.readying import NOW, TODAY, an_issue, facts

T1 = Tier.STRATEGIC
LONG = "x" * 500
EVERYBODY = tuple(f"U0{number:02}PERSON" for number in range(20))
OWN = tuple(
    Gate(
        f"{one.name}-own-{n}",
        one.name,
        Check.PERSON,
        {T1: 3},
        Note("gate.own", {"criterion": EVIL}),
    )
    for one in USUAL
    for n in range(2)
)


def readiness(known: Facts, text: str = EVIL) -> Readiness:
    """Give a launch of which everything that people can write is `text`."""
    functions = tuple(replace(one, people=EVERYBODY) for one in USUAL)
    rules = LaunchRules(functions, GateRules(own=OWN))
    words = {
        gate.slug: GateWord(gate.slug, word, "U0AAAAAAAA", NOW, text, text)
        for gate, word in zip(OWN, (Word.DONE, Word.WAIVED) * 7, strict=True)
    }
    votes = {
        one.name: Vote(one.name, text, verdict, NOW, text, text)
        for one, verdict in zip(functions[:3], Verdict, strict=True)
    }
    away = tuple(Delegation(person, "U0DANA", TODAY, TODAY) for person in EVERYBODY)
    return readiness_of("s:1", T1, known, rules, SaidOfLaunch(words, votes, away))


KNOWN = facts(
    *(
        an_issue(f"S-{n}", title=EVIL, url="https://t.example/x", blocked_by=("Y-1",))
        for n in range(9)
    ),
    anchor=TODAY,
)


@pytest.mark.parametrize("text", [EVIL, LONG, "https://wiki.example/" + "y" * 400])
def test_whatever_people_wrote_the_card_and_go_no_go_are_taken(text: str) -> None:
    told = readiness(KNOWN, text)
    answer = a_refusal()
    shown = Shown(answer, told, (), WorkCalendar(), TODAY)
    viewer = Viewer(frozenset(one.name for one in USUAL), knows=True, owns=True)
    judge(ready_text(shown), ready_blocks(shown, ASKED, viewer))
    state = GoState(EVIL, told, (), WorkCalendar(), TODAY)
    judge(go_text(state), go_blocks(state))


def test_no_two_buttons_of_a_card_share_their_action() -> None:
    shown = Shown(a_refusal(), readiness(KNOWN), (), WorkCalendar(), TODAY)
    viewer = Viewer(frozenset(one.name for one in USUAL), owns=True)
    blocks = ready_blocks(shown, ASKED, viewer)
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    actions = [one["action_id"] for row in rows for one in row]
    assert len(actions) == len(set(actions))


def test_private_issues_are_never_named_and_counted_only_for_who_may_know() -> None:
    private = an_issue("SEC-1", title="A secret", restricted=True).item
    public = an_issue("S-1", url="https://t.example/S-1").item
    assert say_items([public, private], knows=True) == (
        "<https://t.example/S-1|S-1>, 1 private issue"
    )
    assert say_items([public, private], knows=False) == "<https://t.example/S-1|S-1>, and 1 more"
    assert say_items([private], knows=False) is None
    assert say_items([private], knows=True) == "1 private issue"


def test_a_symbol_never_stands_without_its_word() -> None:
    shown = Shown(a_refusal(), readiness(KNOWN), (), WorkCalendar(), TODAY)
    words = said_in(ready_blocks(shown, ASKED))
    for symbol, word in {"🔴": "red", "🟡": "yellow", "🟢": "green", "⚪": "waived"}.items():
        assert words.count(symbol) == words.count(f"{symbol} {word}")


def test_what_cannot_be_linked_is_quoted() -> None:
    assert say_evidence("https://wiki.example/x") == "<https://wiki.example/x|evidence>"
    assert say_evidence("the video, minute 4") == "the video, minute 4"
    assert "<" not in say_evidence("javascript://x <!here>").replace("&lt;", "")
    assert say_evidence(None) == "nothing is shown yet"


def test_ones_own_functions_are_called_as_in_the_settings() -> None:
    assert function_name("marketing") == "Marketing"
    assert function_name("customer-success") == "Customer success"


def test_a_release_that_asks_nobody_says_so() -> None:
    rules = LaunchRules((Function("legal", tiers=frozenset({Tier.STRATEGIC})),))
    told = readiness_of("s:1", Tier.NOTES, facts(), rules, SaidOfLaunch({}, {}))
    shown = Shown(a_refusal(), told, (), WorkCalendar(), TODAY)
    assert "no function takes part in a launch of its tier" in ready_text(shown)
    assert json.dumps(ready_blocks(shown, ASKED)).count("section") == 1

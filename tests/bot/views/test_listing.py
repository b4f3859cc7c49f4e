"""Every release in one line."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from bot.views.listing import list_blocks, list_text, select_answers
from planner.answer import Answer
from planner.note import Note
from tests.bot.answers import ASKED, TODAY, a_forecast, a_refusal, a_scope, a_shipped
from tests.bot.judge import judge, said_in

WELL = a_forecast(a_scope(name="Well", due_on=TODAY + timedelta(days=90)))
TIGHT = a_forecast(a_scope(name="Tight", due_on=TODAY + timedelta(days=60)))
LATE = a_forecast(a_scope(name="Late", due_on=TODAY - timedelta(days=1)))
FREE = a_forecast(a_scope(name="Free"))
MUTE = a_refusal(a_scope(name="Mute"))
GONE = a_refusal(a_scope(name="Gone", is_canceled=True))
OLD = a_shipped(a_scope(name="Old"), on=date(2026, 1, 5))
NEW = a_shipped(a_scope(name="New"))
LOST = a_shipped(a_scope(name="Lost"), on=None)
ALL: tuple[Answer, ...] = (WELL, TIGHT, LATE, FREE, MUTE, GONE, OLD, NEW, LOST)


def listed(wanted: str = "", by: date | None = None, answers: tuple[Answer, ...] = ALL) -> str:
    blocks = list_blocks(answers, wanted, replace(ASKED, by=by), TODAY)
    judge(list_text(answers, wanted, by), blocks)
    return said_in(blocks)


def test_open_releases_stand_in_plan_order_with_range_and_health() -> None:
    said = listed()
    assert said.splitlines()[0] == "Releases"
    assert (
        "🟢 *Well*: Mon 11 Jan 2027 to Mon 15 Feb 2027 · On track, 90% for Sat 20 Feb 2027" in said
    )
    assert "🔴 *Late*: Mon 11 Jan 2027 to Mon 15 Feb 2027 · Off track, was due Sat 21 Nov" in said
    assert "⚪ *Free*: Mon 11 Jan 2027 to Mon 15 Feb 2027 · No date set\n" in said
    assert "⚪ *Mute*: no forecast, too little finished yet" in said
    assert said.index("*Well*") < said.index("*Tight*") < said.index("*Late*")
    assert "Gone" not in said
    assert "Old" not in said


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("at-risk", ["Tight", "Late"]),
        ("off-track", ["Late"]),
        ("on-track", ["Well"]),
        ("no-date", ["Free"]),
        ("shipped", ["New", "Old", "Lost"]),
    ],
)
def test_a_filter_keeps_one_kind(wanted: str, names: list[str]) -> None:
    chosen = select_answers(ALL, wanted)
    assert [answer.scope.release.name for answer in chosen] == names
    assert f"Releases: {wanted.replace('-', ' ')}" in listed(wanted)


def test_a_day_shows_each_releases_likelihood() -> None:
    said = listed(by=TODAY + timedelta(days=30))
    assert "What ships by Tue 22 Dec" in said
    assert "🟢 *Well*: Mon 11 Jan 2027 to Mon 15 Feb 2027 · On track · 30% by Tue 22 Dec" in said


def test_ranges_that_are_none_are_said_in_words() -> None:
    far = np.full(50, np.inf)
    answers = (
        a_forecast(a_scope(left=0), days=np.zeros(100)),
        a_forecast(days=np.full(100, np.inf)),
        a_forecast(days=np.concatenate((np.full(50, 3.0), far))),
        a_forecast(days=np.full(100, 3.0)),
    )
    said = listed(answers=answers)
    for words in ("feature complete", "no end in sight", "Wed 25 Nov or much later"):
        assert words in said


def test_releases_of_one_name_are_told_apart_by_their_source() -> None:
    twins = (WELL, replace(WELL, scope=a_scope(id="linear:1", name="Well", sources=("linear",))))
    said = listed(answers=twins)
    assert "*Well* (jira)" in said
    assert "*Well* (linear)" in said


def test_refused_releases_stand_last_and_together_by_their_reasons() -> None:
    empty = [
        a_refusal(a_scope(id=str(n), name=f"E{n}"), reason=Note("refusal.empty")) for n in range(10)
    ]
    lines = listed(answers=(MUTE, *empty, WELL)).splitlines()
    assert lines[1].startswith("🟢 *Well*")
    assert lines[2] == "⚪ *Mute*: no forecast, too little finished yet"
    assert lines[3].startswith("⚪ *E0*, *E1*")
    assert lines[3].endswith("*E7*, and 2 more: no forecast, nothing in there yet")


def test_what_is_complete_or_long_past_its_date_stands_last_and_together() -> None:
    dead = date(2014, 5, 1)
    done = [a_forecast(a_scope(left=0, name=f"D{n}", due_on=dead)) for n in range(2)]
    late = [a_forecast(a_scope(name=f"L{n}", due_on=dead)) for n in range(2)]
    lines = listed(answers=(*done, *late, WELL)).splitlines()
    assert lines[1].startswith("🟢 *Well*")
    assert lines[2] == "⚪ *D0*, *D1*: feature complete, waiting for the release"
    assert lines[3] == "⚪ *L0*, *L1*: more than a year past their date"


def test_what_ships_by_a_day_has_the_likeliest_first_and_counts_the_unlikely() -> None:
    soon = a_forecast(a_scope(name="Soon"), days=np.arange(1.0, 21.0))
    far = [a_forecast(a_scope(name=f"F{n}"), days=np.full(100, 900.0)) for n in range(2)]
    done = a_forecast(a_scope(left=0, name="Done", due_on=date(2014, 5, 1)), days=np.zeros(100))
    day = TODAY + timedelta(days=30)
    lines = listed(by=day, answers=(done, *far, WELL, soon)).splitlines()
    assert [line.split("*")[1] for line in lines[1:3]] == ["Soon", "Well"]
    assert lines[3] == "⚪ 2 others: unlikely (&lt; 5%) by Tue 22 Dec"
    assert lines[4] == "⚪ *Done*: feature complete, waiting for the release"


def test_a_list_of_the_past_says_so() -> None:
    blocks = list_blocks(ALL, "", replace(ASKED, as_of=date(2012, 3, 1)), TODAY)
    assert "As it was known on Thu 1 Mar 2012." in said_in(blocks)


def test_hundreds_of_releases_are_cut_and_counted() -> None:
    many = tuple(a_forecast(a_scope(name="&" * 100)) for _ in range(300))
    assert "more releases: ask for one by its name" in listed(answers=many)


def test_an_empty_list_says_so() -> None:
    assert "No open releases" in listed(answers=())
    for wanted, said in {
        "at-risk": "No release is at risk or off track now.",
        "off-track": "No release is off track now.",
        "on-track": "No release is on track now.",
        "shipped": "No release has shipped yet.",
        "released": "No release has shipped yet.",
    }.items():
        assert said in listed(wanted, answers=(FREE,))
    assert "Every open release that can be forecast has a date." in listed("no-date", answers=())


def test_where_nothing_is_off_track_what_is_close_to_it_is_told() -> None:
    assert "No release is off track now; 1 is at risk: *Tight*." in listed(
        "off-track", answers=(WELL, TIGHT)
    )
    assert list_text((WELL, TIGHT), "off-track", None).endswith("at risk: Tight.")


def test_the_text_alone_tells_the_same() -> None:
    assert list_text((MUTE,), "", None) == (
        "1 release: ⚪ Mute: no forecast, too little finished yet"
    )

"""The cards of risks."""

from dataclasses import replace
from datetime import timedelta

from bot.views.forecast import forecast_blocks
from bot.views.risks import (
    Endangered,
    all_risks_blocks,
    all_risks_text,
    card_line,
    risks_blocks,
    risks_text,
)
from planner.explain.risk import Risk, found
from tests.bot.answers import ASKED, EVIL, TODAY, a_forecast, a_refusal, a_scope, an_item
from tests.bot.judge import judge, said_in

CREEP = found("scope_creep", added=7, finished=2, weeks=4)
BLOCKED = found("blocked", (an_item(1), an_item(2)), count=2, open=9)
FALLING = found("falling", team="Shop", now=2.5, usual=6.0, weeks=4, before=12)
LATER = found("blocked_by_later", (an_item(3),), count=1, later="Search")


def of_one(*risks: Risk) -> str:
    blocks = risks_blocks(a_forecast(), risks, ASKED)
    judge(risks_text(a_forecast(), risks), blocks)
    return said_in(blocks)


def of_all(*endangered: Endangered) -> str:
    blocks = all_risks_blocks(endangered, ASKED, TODAY)
    judge(all_risks_text(endangered), blocks)
    return said_in(blocks)


def test_each_risk_stands_with_its_issues() -> None:
    told = of_one(BLOCKED, CREEP)
    assert "*Risks of* *Checkout redesign* (2)" in told
    assert "Blocked: 2 of 9 open items." in told
    assert "• <https://jira.example/browse/SHOP-1|SHOP-1> Title 1" in told
    assert "7 added in the last 4 weeks, 2 done" in told


def test_a_long_list_is_cut_and_private_issues_are_only_counted() -> None:
    items = [an_item(n) for n in range(9)]
    items += [an_item(n, key="SEC-1", title="Secret", restricted=True) for n in range(2)]
    told = of_one(found("blocked", tuple(items), count=11, open=11))
    assert "and 4 more, 2 private issues" in told
    assert "Secret" not in told
    assert "SEC-1" not in told


def test_a_release_without_risks_says_what_was_looked_for() -> None:
    assert "I see no risk in *Checkout redesign*" in of_one()
    assert of_all() == said_in(all_risks_blocks((), ASKED, TODAY))
    assert "no risk in any release" in of_all()


def test_all_releases_have_a_line_each_with_the_weightiest() -> None:
    told = of_all(Endangered(a_forecast(), (CREEP, BLOCKED)))
    assert "⚪ *Checkout redesign* · No date set (2 risks): It grows faster" in told
    assert "Blocked" not in told


def test_many_releases_with_strange_names_fit_into_a_message() -> None:
    evil = Endangered(a_forecast(a_scope(name=EVIL)), (CREEP,))
    told = of_all(*[evil] * 90)
    assert "more releases" in told
    assert "&lt;!channel&gt;" in told


def test_dozens_of_risks_fit_into_a_message() -> None:
    items = tuple(an_item(n, title=EVIL * 5, url="https://x/" + "y" * 400) for n in range(9))
    of_one(*[found("blocked", items, count=9, open=9)] * 40)


def test_the_card_of_a_release_names_the_weightiest_and_nothing_twice() -> None:
    line = card_line((LATER, BLOCKED, FALLING, CREEP), TODAY)
    assert line is not None
    assert "planned later, in Search" in line
    assert "Shop finishes less than it did" not in line
    assert "grows faster" not in line
    assert card_line((BLOCKED,), TODAY) is None
    card = said_in(forecast_blocks(a_forecast(), replace(ASKED, risks=(CREEP,))))
    assert "⚠️ _Risks:_ It grows faster than it is finished" in card
    assert "Risks:" not in said_in(forecast_blocks(a_forecast(), ASKED))


def test_what_has_a_date_and_no_forecast_is_at_risk_as_well() -> None:
    silent = a_refusal(a_scope(name="Partner API", due_on=TODAY + timedelta(days=80)))
    blocks = all_risks_blocks((Endangered(a_forecast(), (CREEP,)),), ASKED, TODAY, (silent,))
    text = all_risks_text((), (silent,))
    judge(text, blocks)
    assert "*Risks*, in 2 releases" in said_in(blocks)
    assert (
        "⚪ *Partner API* · no forecast, too little finished yet: nobody can say whether it keeps"
        " its date, Wed 10 Feb 2027" in said_in(blocks)
    )
    assert text == "Risks, in 1 release: Partner API"

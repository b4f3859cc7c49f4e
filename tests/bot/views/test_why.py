"""Why these dates."""

import numpy as np

from bot.views.why import why_blocks, why_text
from planner.category import Category
from planner.inputs import LeftOut
from planner.note import Note
from tests.bot.answers import ASKED, a_forecast, a_refusal, a_scope, an_item
from tests.bot.judge import judge, said_in

LEFT_OUT = (
    LeftOut("SHOP-50", "An epic", "container"),
    LeftOut("SHOP-51", "Dropped", "canceled"),
    LeftOut("SHOP-52", "Odd", "something new"),
    LeftOut("SEC-1", "Secret", "canceled", restricted=True),
)


def test_every_percentile_stands_in_a_table() -> None:
    blocks = why_blocks(a_forecast(), ASKED)
    table = next(block for block in blocks if block["type"] == "table")
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert rows[0] == ["Likely", "Done by"]
    assert [row[0] for row in rows[1:]] == ["5%", "15%", "50%", "70%", "85%", "95%"]
    assert rows[3][1] == "Mon 11 Jan 2027"


def test_a_percentile_beyond_the_horizon_is_told_as_that() -> None:
    days = np.concatenate((np.full(60, 10.0), np.full(40, np.inf)))
    assert "beyond four years" in said_in(why_blocks(a_forecast(days=days), ASKED))


def test_what_was_counted_and_left_out_is_listed_with_links_and_reasons() -> None:
    forecast = a_forecast(a_scope(left_out=LEFT_OUT), assumptions=(Note("assume.growth_unknown"),))
    blocks = why_blocks(forecast, ASKED)
    judge(why_text(forecast), blocks)
    said = said_in(blocks)
    assert "• <https://jira.example/browse/SHOP-0|SHOP-0> Title 0" in said
    assert "*Counted, open* (3)" in said
    assert "*Counted, done* (2)" in said
    assert "• SHOP-50 An epic _(an epic or parent: its issues are counted)_" in said
    assert "• SHOP-52 Odd _(not counted)_" in said
    assert "• Nothing is known yet of how this release grows" in said
    assert "2 a week by the team, about 0.4 of it here" in said
    assert "inputs `abc123`, seed `7`" in said


def test_private_issues_are_counted_and_never_named() -> None:
    items = (an_item(1), an_item(2, key="SEC-2", title="Hidden", restricted=True))
    said = said_in(why_blocks(a_forecast(a_scope(items=items, left_out=LEFT_OUT)), ASKED))
    assert said.count("1 private issue") == 2
    for secret in ("SEC-1", "SEC-2", "Hidden", "Secret"):
        assert secret not in said


def test_a_long_list_is_cut_and_says_by_how_much() -> None:
    items = [an_item(n, title="&" * 200, url="https://x.example/" + "y" * 300) for n in range(300)]
    items += [an_item(n, category=Category.DONE) for n in range(300, 600)]
    out = tuple(LeftOut(f"A-{n}", "&" * 99, "subtask") for n in range(300))
    notes = tuple(Note("assume.hindsight", {"sources": "&" * 200}) for _ in range(9))
    forecast = a_forecast(a_scope(items=items, left_out=out), assumptions=notes)
    blocks = why_blocks(forecast, ASKED)
    judge(why_text(forecast), blocks)
    assert "and 2" in said_in(blocks)


def test_the_figures_stand_in_the_sum_that_gives_the_middle() -> None:
    """3 items left until day 50, about seven weeks from now, are 0.4 a week."""
    assert "• 3 left ÷ 0.4 a week = about 7.1 weeks" in said_in(why_blocks(a_forecast(), ASKED))


def test_growth_is_told_only_where_it_was_seen() -> None:
    plain = said_in(why_blocks(a_forecast(), ASKED))
    assert "scope: +0 a week, net, over 8 weeks" in plain
    unseen = a_forecast(pace=type(a_forecast().pace)(2.0, 1.0, 0.0, 0))
    assert "scope:" not in said_in(why_blocks(unseen, ASKED))


def test_a_refused_release_tells_what_is_in_it() -> None:
    blocks = why_blocks(a_refusal(data_as_of=None), ASKED)
    judge(why_text(a_refusal()), blocks)
    assert blocks[0]["text"]["text"] == "What is in Checkout redesign?"
    assert "*Counted, open* (3)" in said_in(blocks)


def test_a_finished_release_has_no_percentiles_left() -> None:
    done = a_forecast(a_scope(left=0), days=np.zeros(100))
    assert "table" not in [block["type"] for block in why_blocks(done, ASKED)]

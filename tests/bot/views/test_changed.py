"""What changed since a day, for somebody who asked."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.views.changed import changed_blocks, changed_text
from bot.views.posted import Posted
from planner.digest import digest_of
from planner.snapshot import Snapshot
from tests.bot.judge import judge, said_in
from tests.planner.build import NOW
from tests.planner.snapshots import (
    LAST_ON,
    TODAY,
    WEEKDAYS,
    ahead,
    dated,
    shipped,
    snapshots,
)

POSTED = Posted(NOW, fresh_at=NOW - timedelta(minutes=5))


def read(now: Sequence[Snapshot], before: Sequence[Snapshot]) -> tuple[str, str]:
    digest = digest_of(now, before, today=TODAY, last_on=LAST_ON, calendar=WEEKDAYS, is_asked=True)
    text, blocks = changed_text(digest, LAST_ON, POSTED), changed_blocks(digest, LAST_ON, POSTED)
    judge(text, blocks)
    return text, said_in(blocks)


def test_a_move_that_no_digest_would_tell_is_told_with_what_was_done() -> None:
    before = dated(due=ahead(30), likelihood=0.95, p85=ahead(18), done_items=14, open_items=13)
    now = dated(due=ahead(30), likelihood=0.94, p85=ahead(19), done_items=15, open_items=13)
    text, said = read([now], [before])
    assert said.startswith("What changed since ")
    assert "*Moved*" in said
    assert "~Thu 26 Mar~ → *Fri 27 Mar* (1 working day later)" in said
    assert "(+1 done, +1 in scope)" in said
    assert "was Thu 26 Mar" in text
    assert "+1 done" in text
    for words in ("digest", "Nothing", "3 working days"):
        assert words not in said + text


def test_what_was_only_worked_on_is_told_apart_from_what_moved() -> None:
    before = dated(due=ahead(30), likelihood=0.95, p85=ahead(18), done_items=14, open_items=13)
    now = dated(due=ahead(30), likelihood=0.95, p85=ahead(18), done_items=16, open_items=11)
    text, said = read([now], [before])
    assert "*Moved*" not in said
    assert "*Finished or added to, with the date where it was*" in said
    assert "16 of 27 items done (+2 done)" in text


def test_what_stands_at_risk_as_it_did_is_no_answer() -> None:
    standing = dated(due=ahead(10), likelihood=0.5, p85=ahead(18))
    text, said = read([standing], [standing])
    assert text.startswith("Nothing changed since ")
    assert "no date moved, and nothing was finished, added or shipped" in said
    assert "at risk" in said  # in the numbers
    assert "likely for" not in said


def test_what_is_out_is_told() -> None:
    out = shipped(on=TODAY)
    text, said = read([out], [dated(due=ahead(3), likelihood=0.9, p85=ahead(2))])
    assert "*Shipped*" in said
    assert "Shipped: " in text


@given(
    st.lists(snapshots("A"), max_size=1),
    st.lists(snapshots("A"), max_size=1),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_happened_slack_takes_it(now: list[Snapshot], before: list[Snapshot]) -> None:
    read(now, before)

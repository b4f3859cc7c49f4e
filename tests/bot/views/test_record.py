"""The track record in words."""

from datetime import date, timedelta

from bot.views.record import record_blocks, record_line, record_text, short_record
from planner.record import Coverage, TrackRecord, Vote, Whose
from tests.bot.answers import EVIL, TODAY
from tests.bot.judge import judge, said_in


def a_vote(number: int, *, late: int = 0, name: str = "", team: str = "jira:1") -> Vote:
    shipped_on = TODAY - timedelta(days=number)
    stated: date | None = shipped_on - timedelta(days=late)
    return Vote(
        release_id=f"jira:{number}",
        name=name or f"1.{number}",
        sources=frozenset({"jira"}),
        teams=frozenset({team}),
        stated_on=TODAY - timedelta(days=number + 30),
        dates=(stated,) * 5 + (None,),
        shipped_on=shipped_on,
    )


def test_the_line_says_whose_dates_and_how_many_came_true() -> None:
    p85 = Coverage(24, 20, 0.676, 0.923)
    here, tracker, everything, past = (record_line(TrackRecord(whose, p85)) for whose in Whose)
    assert here == "Our last 24 P85 dates here: 20 came true (83%; with so few, 68% to 92%)"
    assert "in this tracker" in tracker
    assert "in all trackers" in everything
    assert past.startswith("Had somebody asked halfway to each of the last 24 releases here: 20 ")


def test_nothing_is_ever_certain() -> None:
    line = record_line(TrackRecord(Whose.TEAMS, Coverage(6, 6, 0.69, 1.0)))
    assert line.endswith("6 came true (&gt; 95%; with so few, 69% to &gt; 95%)")


def test_too_few_votes_are_no_record() -> None:
    line = record_line(TrackRecord(Whose.ALL, Coverage(1, 1, 0.3, 1.0)))
    assert line == "No track record yet: 1 release of the 5 that it takes shipped after a forecast"


def test_a_card_tells_it_in_half_a_line() -> None:
    p85 = Coverage(24, 20, 0.676, 0.923)
    here, tracker, everything, past = (short_record(TrackRecord(whose, p85)) for whose in Whose)
    assert here == "Of our last 24 P85 dates here 20 came true (83%)"
    assert "in this tracker" in tracker
    assert "in all trackers" in everything
    assert past == "Replayed on the past: of 24 P85 dates here 20 came true (83%)"
    few = TrackRecord(Whose.ALL, Coverage(1, 1, 0.3, 1.0))
    assert short_record(few) == "No track record yet"


def test_what_was_replayed_is_told_as_that_and_does_not_contradict_itself() -> None:
    past = [a_vote(n) for n in range(20)]
    for votes in ([], [a_vote(1)]):
        text, blocks = record_text(votes, past), record_blocks(votes, {}, TODAY, past)
        judge(text, blocks)
        for said in (text, said_in(blocks)):
            assert f"({len(votes)} of the 5 that it takes), so this is the past, replayed" in said
            assert "each of the last 20 releases here: 20 P85 dates would have come true" in said
            assert "No track record" not in said


def test_a_release_is_told_with_a_sign_and_in_words() -> None:
    blocks = record_blocks([a_vote(1), a_vote(2, late=3)], {"jira:1": "Shop"}, TODAY)
    judge(record_text([a_vote(1)]), blocks)
    said = said_in(blocks)
    assert "✓ *1.1* shipped on Sat 21 Nov, in time for P85 Sat 21 Nov" in said
    assert "✗ *1.2* shipped on Fri 20 Nov, 3 days after P85 Tue 17 Nov" in said
    assert "Shop" in said


def test_many_releases_and_evil_names_stay_a_message() -> None:
    votes = [a_vote(n, name=EVIL, team=f"jira:{n}") for n in range(200)]
    names = {f"jira:{n}": f"{EVIL} {n}" for n in range(200)}
    judge(record_text(votes), record_blocks(votes, names, TODAY))

"""Scores are what their frameworks say, and more of what is good is never worth less."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.priority import Framework, Moscow, Worth, missing_in, needs_effort, score_of

FULL = Worth(
    value=8.0,
    reach=500.0,
    impact=2.0,
    confidence=0.8,
    time_criticality=5.0,
    risk_reduction=4.0,
    moscow=Moscow.SHOULD,
    rank=3,
)
figures = st.floats(0, 1e9)
efforts = st.floats(1e-3, 1e9)


@pytest.mark.parametrize(
    ("framework", "score"),
    [
        (Framework.DUE, None),
        (Framework.RANK, -3.0),
        (Framework.VALUE, 8 / 2),
        (Framework.RICE, 500 * 2 * 0.8 / 2),
        (Framework.WSJF, (8 + 5 + 4) / 2),
        (Framework.MOSCOW, 2.0),
    ],
)
def test_a_score_is_what_its_framework_says(framework: Framework, score: float | None) -> None:
    assert score_of(framework, FULL, 2.0) == score


@pytest.mark.parametrize(
    ("framework", "names"),
    [
        (Framework.RANK, ("rank",)),
        (Framework.VALUE, ("value",)),
        (Framework.RICE, ("reach", "impact", "confidence")),
        (Framework.WSJF, ("value", "time_criticality", "risk_reduction")),
        (Framework.MOSCOW, ("moscow",)),
    ],
)
def test_without_one_of_its_figures_there_is_no_score(
    framework: Framework, names: tuple[str, ...]
) -> None:
    assert missing_in(framework, Worth()) == names
    for name in names:
        less = replace(FULL, **{name: None})
        assert missing_in(framework, less) == (name,)
        assert score_of(framework, less, 2.0) is None


@pytest.mark.parametrize("effort", [None, 0.0, -1.0])
def test_nothing_is_divided_by_an_effort_that_is_none(effort: float | None) -> None:
    for framework in Framework:
        has_score = score_of(framework, FULL, effort) is not None
        assert has_score == (not needs_effort(framework) and framework is not Framework.DUE)


def test_a_figure_of_nothing_is_a_figure() -> None:
    assert score_of(Framework.VALUE, Worth(value=0.0), 2.0) == 0.0


def test_the_classes_stand_in_their_order() -> None:
    scores = [score_of(Framework.MOSCOW, Worth(moscow=one), None) or 0.0 for one in Moscow]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


@given(
    framework=st.sampled_from([Framework.VALUE, Framework.RICE, Framework.WSJF]),
    name=st.sampled_from(
        ["value", "reach", "impact", "confidence", "time_criticality", "risk_reduction"]
    ),
    pair=st.tuples(figures, figures).map(sorted),
    effort=efforts,
)
def test_more_of_a_figure_never_scores_less(
    framework: Framework, name: str, pair: list[float], effort: float
) -> None:
    less, more = (score_of(framework, replace(FULL, **{name: one}), effort) for one in pair)  # type: ignore[arg-type]
    assert less is not None
    assert more is not None
    assert less <= more


@given(
    framework=st.sampled_from([Framework.VALUE, Framework.RICE, Framework.WSJF]),
    pair=st.tuples(efforts, efforts).map(sorted),
)
def test_more_effort_never_scores_more(framework: Framework, pair: list[float]) -> None:
    less, more = (score_of(framework, FULL, one) for one in pair)
    assert less is not None
    assert more is not None
    assert less >= more

"""A chart as a picture: what the block would have shown, in real pixels and in words."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.views.blocks import Block
from bot.views.chart import line_chart, lines_chart
from bot.views.drawing import ALT_TEXT_LIMIT, HEIGHT, WIDTH, describe_chart, draw_chart

DAYS = ["1 Dec", "8 Dec", "15 Dec"]
BURN_UP = lines_chart(
    "Burn-up", DAYS, [("In scope", [10, 12, 12]), ("Done", [0, 5, 9])], ("End of day", "Items")
)
LIKELY = line_chart("How likely", "% likely", list(zip(DAYS, [5, 40, 95], strict=True)), "By")


def pixels(chart: Block) -> np.ndarray:
    with Image.open(BytesIO(draw_chart(chart))) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        assert picture.info["Title"] == chart["title"]
        return np.asarray(picture.convert("RGB"))


def is_colour(shown: np.ndarray, colour: tuple[int, int, int]) -> int:
    """Give how many pixels are just so."""
    return int((shown == colour).all(axis=2).sum())


BLUE, ORANGE, WHITE = (18, 100, 163), (196, 85, 0), (255, 255, 255)


def test_a_picture_is_twice_as_large_as_it_is_shown_and_light() -> None:
    shown = pixels(BURN_UP)
    assert (WIDTH, HEIGHT) == (1280, 720)
    assert tuple(shown[0, 0]) == WHITE
    assert is_colour(shown, WHITE) > 0.8 * WIDTH * HEIGHT


def test_each_series_is_a_line_and_stands_in_the_legend_where_there_are_several() -> None:
    shown, alone = pixels(BURN_UP), pixels(LIKELY)
    assert is_colour(shown, BLUE) > 1000
    assert is_colour(shown, ORANGE) > 1000
    legend = shown[HEIGHT - 60 :]
    assert is_colour(legend, BLUE)
    assert is_colour(legend, ORANGE)
    assert is_colour(alone, ORANGE) == 0
    assert is_colour(alone[HEIGHT - 60 :], BLUE) == 0


def test_a_line_rises_as_its_values_do() -> None:
    rows, columns = (pixels(LIKELY) == BLUE).all(axis=2).nonzero()
    left, right = columns < WIDTH / 3, columns > WIDTH * 2 / 3
    assert rows[left].mean() > rows[right].mean() + HEIGHT / 3


@pytest.mark.parametrize("part", ["title", "x_label", "y_label", "categories"])
def test_the_title_and_the_axes_are_drawn(part: str) -> None:
    """Each of them leaves its mark: without it the picture is another one."""
    bare: Block = {**LIKELY, "chart": {**LIKELY["chart"]}}
    if part == "title":
        bare["title"] = "."
    else:
        axes = dict(LIKELY["chart"]["axis_config"])
        axes[part] = ["a", "b", "c"] if part == "categories" else "."
        bare["chart"]["axis_config"] = axes
    assert (pixels(bare) != pixels(LIKELY)).any()


def test_nothing_is_taken_for_a_formula_or_for_hidden() -> None:
    """Neither what Matplotlib reads as mathematics, nor an underline that hides a line from it."""
    odd = lines_chart(
        r"Save $\nonsense{$", ["$1$", r"$\x$"], [("_a", [1, 2]), (r"$\b$", [2, 1])], ("$", "$$")
    )
    legend = pixels(odd)[HEIGHT - 60 :]
    assert is_colour(legend, BLUE)
    assert is_colour(legend, ORANGE)


def test_long_labels_of_many_points_stay_inside() -> None:
    labels = [f"{day} December 2026" for day in range(1, 21)]
    shown = pixels(line_chart("x" * 50, "y" * 50, [(label, 3) for label in labels], "z" * 50))
    edges = np.concatenate([shown[0], shown[-1], shown[:, 0], shown[:, -1]])
    assert (edges == 255).all()


def test_the_same_chart_is_told_in_words_to_those_who_hear_it() -> None:
    assert describe_chart(BURN_UP) == (
        "Burn-up, a chart of lines. End of day: In scope: 1 Dec 10, 8 Dec 12, 15 Dec 12;"
        " Done: 1 Dec 0, 8 Dec 5, 15 Dec 9."
    )
    labels = [f"{day} December 2026" for day in range(1, 21)]
    large = lines_chart("t", labels, [(f"n{n}", [n] * 20) for n in range(6)], ("x", "y"))
    assert len(describe_chart(large)) == ALT_TEXT_LIMIT


def test_another_type_of_chart_is_refused_and_not_drawn_as_something_else() -> None:
    with pytest.raises(ValueError, match="only charts of lines"):
        draw_chart({**LIKELY, "chart": {**LIKELY["chart"], "type": "pie"}})


def test_a_process_without_a_home_draws_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """As in the container, whose file system is read-only but for its temporary folder."""
    told = (
        "import sys\n"
        "from bot.views.chart import line_chart\n"
        "from bot.views.drawing import draw_chart\n"
        "assert 'matplotlib' not in sys.modules\n"
        "assert draw_chart(line_chart('t', 's', [('a', 1), ('b', 2)], 'x'))[:4] == b'\\x89PNG'\n"
    )
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    plain = {key: value for key, value in os.environ.items() if key != "MPLCONFIGDIR"}
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-W", "error", "-c", told],
        env={**plain, "HOME": str(home), "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [*home.iterdir()] == [*scratch.iterdir()] == []

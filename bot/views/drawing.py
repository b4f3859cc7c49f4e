"""A chart block as a picture, for a Slack that does not take the block: the same words and values.

Matplotlib is loaded only when something is drawn: a process that never draws starts without it.
"""

import atexit
import os
import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import cycle
from tempfile import mkdtemp
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from bot.views.blocks import Block
from bot.words.catalogue import say_plain
from bot.words.escape import clip

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# 640 by 360 in a conversation; twice as many pixels, as screens have them.
WIDTH: Final = 1280
HEIGHT: Final = 720
_DPI: Final = 200
# https://docs.slack.dev/reference/methods/files.getUploadURLExternal#errors
ALT_TEXT_LIMIT: Final = 1000

_BACKGROUND, _INK, _GRID = "#ffffff", "#1d1c1d", "#dddddd"
# One for each of the six series that a chart may have; the marks tell them apart without colours.
_LINES: Final = (
    ("#1264a3", "o"),
    ("#c45500", "s"),
    ("#2b7a4b", "^"),
    ("#7b3fa0", "D"),
    ("#b3245b", "v"),
    ("#555555", "P"),
)
_LEFT: Final = 0.015  # where the title begins, of the whole width
_SIDE_BY_SIDE: Final = 68  # characters that fit below the axis; more of them are slanted
# What a release is called may have dollars in it, and is no formula.
_PLAIN: Final[dict[str, Any]] = {"parse_math": False, "color": _INK}

# Matplotlib promises nothing to threads, and answers are made in several.
_one_at_a_time = Lock()


def draw_chart(chart: Block) -> bytes:
    """Draw a chart of lines, as `bot.views.chart` makes them, as a PNG of `WIDTH` by `HEIGHT`.

    Raises:
        ValueError: it is a chart of another type.
        OSError: there is no folder to write in, and Matplotlib needs one to begin with.
    """
    drawn = chart["chart"]
    if drawn["type"] != "line":
        raise ValueError(f"only charts of lines can be drawn, and this one is a {drawn['type']}")
    with _one_at_a_time:
        figure = _blank()
        axes = figure.subplots()
        _draw_lines(axes, drawn["series"], drawn["axis_config"]["categories"])
        _name_all(figure, axes, chart)
        picture = BytesIO()
        figure.savefig(picture, format="png", dpi=_DPI, metadata={"Title": chart["title"]})
    return picture.getvalue()


def describe_chart(chart: Block) -> str:
    """Say all that a chart shows, for those who hear the picture read: at most 1,000 characters."""
    drawn = chart["chart"]
    said = say_plain(
        "chart.described",
        title=chart["title"],
        by=drawn["axis_config"]["x_label"],
        lines="; ".join(_points_of(drawn["series"])),
    )
    return clip(said, ALT_TEXT_LIMIT)


def _points_of(series: Sequence[dict[str, Any]]) -> Iterator[str]:
    for line in series:
        points = ", ".join(f"{point['label']} {point['value']}" for point in line["data"])
        yield f"{line['name']}: {points}"


def _blank() -> "Figure":
    _give_folder()
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  see above
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.layout_engine import ConstrainedLayoutEngine  # noqa: PLC0415

    figure = Figure(
        figsize=(WIDTH / _DPI, HEIGHT / _DPI),
        facecolor=_BACKGROUND,
        layout=ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.08),
    )
    FigureCanvasAgg(figure)
    return figure


@cache
def _give_folder() -> None:
    """Let Matplotlib keep its list of fonts in a folder that goes with this process.

    A container may have no home to write in; where the operator names a folder, it is that one.
    """
    if "MPLCONFIGDIR" not in os.environ:
        folder = mkdtemp(prefix="shipcast-fonts-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ["MPLCONFIGDIR"] = folder


def _draw_lines(axes: "Axes", series: Sequence[dict[str, Any]], categories: Sequence[str]) -> None:
    places = range(len(categories))
    for line, (colour, mark) in zip(series, cycle(_LINES), strict=False):
        values = {point["label"]: point["value"] for point in line["data"]}
        heights = [values.get(label, float("nan")) for label in categories]
        axes.plot(places, heights, color=colour, marker=mark, linewidth=1.8, markersize=4)
    lowest, highest = axes.get_ylim()
    # Half of a scale makes little look like much.
    axes.set_ylim(min(0.0, lowest), highest)
    axes.locator_params(axis="y", integer=True)
    is_crowded = sum(map(len, categories)) > _SIDE_BY_SIDE
    slant: dict[str, Any] = {"rotation": 30, "ha": "right"} if is_crowded else {}
    axes.set_xticks(places, labels=categories, fontsize=7.5, **slant, **_PLAIN)


def _name_all(figure: "Figure", axes: "Axes", chart: Block) -> None:
    """Write what it is, what its axes are, and what its lines are where there are several."""
    named, series = chart["chart"]["axis_config"], chart["chart"]["series"]
    figure.suptitle(chart["title"], x=_LEFT, ha="left", fontsize=10.5, fontweight="bold", **_PLAIN)
    # Above its axis and not along it: fifty characters do not fit there, and are hard to read.
    axes.set_title(named["y_label"], loc="left", fontsize=8.5, **_PLAIN)
    axes.set_xlabel(named["x_label"], fontsize=8.5, **_PLAIN)
    axes.tick_params(axis="y", labelsize=7.5, labelcolor=_INK)
    axes.tick_params(color=_GRID)
    axes.grid(axis="y", color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(_GRID)
    if len(series) > 1:
        names = [line["name"] for line in series]
        key = figure.legend(
            axes.get_lines(), names, loc="outside lower center", ncols=3, fontsize=8, frameon=False
        )
        for text in key.get_texts():
            text.set(**_PLAIN)

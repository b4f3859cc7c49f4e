"""A reliability diagram: what was stated against what came true, in text and as SVG."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from bot.words.catalogue import say_plain
from planner.backtest.reliability import Reliability

_CELLS = 40  # of 2.5 points each
_SIDE = 320  # pixels of the SVG's square
_EDGE = 48
_XMLNS = "http://www.w3.org/2000/svg"
_FONT = 'font-family="sans-serif" font-size="12"'


@dataclass(frozen=True, slots=True)
class Curve:
    """One method's reliability under its name."""

    name: str
    points: tuple[Reliability, ...]


def diagram_lines(ours: Curve, other: Curve | None) -> list[str]:
    """Draw a row a percentile; letters and figures tell all, no colour is needed.

    `|` stands where the percentage says, `S` where ours came true, `B` where the baseline did;
    `*` is ours on the spot. Brackets hold our interval.
    """
    lines = [say_plain("reliability.title"), "", _scale()]
    for place, point in enumerate(ours.points):
        beside = None if other is None else other.points[place]
        lines.append(f"P{point.percent:<4}{_row(point, beside)}  {_figures(point)}")
    lines += ["", say_plain("reliability.legend", ours=ours.name)]
    if other is not None:
        lines.append(say_plain("reliability.legend_other", other=other.name))
    return lines


def diagram_svg(title: str, ours: Curve, other: Curve | None) -> str:
    """Draw the same as an SVG document: the diagonal is what would be right."""
    size = _SIDE + 2 * _EDGE
    shapes = [*_frame(), _curve(ours, "circle", "#1a5fb4", "")]
    shapes += [_interval(point) for point in ours.points]
    legend = [f"● {ours.name}"]
    if other is not None:
        shapes.append(_curve(other, "square", "#a51d2d", ' stroke-dasharray="5 4"'))
        legend.append(f"■ {other.name}")
    shapes += [_text(_EDGE + 8, _EDGE + 18 * (n + 1), line) for n, line in enumerate(legend)]
    told = "; ".join(f"P{point.percent}: {_figures(point)}" for point in ours.points)
    head = f'<svg xmlns="{_XMLNS}" viewBox="0 0 {size} {size}" role="img" {_FONT}>'
    words = (f"<title>{escape(title)}</title>", f"<desc>{escape(told)}</desc>")
    return "\n".join((head, *words, *shapes, "</svg>", ""))


def _scale() -> str:
    marks = "".join(f"{percent}%".ljust(_CELLS // 4) for percent in (0, 25, 50, 75))
    return f"{'':5}{marks}100%"


def _row(point: Reliability, beside: Reliability | None) -> str:
    cells = ["·"] * (_CELLS + 1)
    low, high = _cell(point.low), _cell(point.high)
    cells[low], cells[high] = "[", "]"
    stated, mine = _cell(point.percent / 100), _cell(point.came_true)
    if beside is not None:
        cells[_cell(beside.came_true)] = "B"
    cells[stated] = "|"
    cells[mine] = "*" if mine == stated else "S"
    return "".join(cells)


def _cell(share: float) -> int:
    return round(share * _CELLS)


def _figures(point: Reliability) -> str:
    values = {"share": point.came_true, "low": point.low, "high": point.high}
    shown = {name: f"{value:.0%}" for name, value in values.items()}
    return say_plain("reliability.figures" if point.holds else "reliability.figures_off", **shown)


def _frame() -> list[str]:
    far = _EDGE + _SIDE
    ticks = [(tick, _EDGE + _SIDE * tick / 100) for tick in (0, 25, 50, 75, 100)]
    square = f'x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}"'
    return [
        f'<rect {square} fill="#fff" stroke="#777"/>',
        f'<line x1="{_EDGE}" y1="{far}" x2="{far}" y2="{_EDGE}" stroke="#777"/>',
        *(_text(at - 10, far + 16, f"{tick}%") for tick, at in ticks),
        *(_text(_EDGE - 38, far + _EDGE - at + 4, f"{tick}%") for tick, at in ticks),
        _text(far - 60, far + 34, say_plain("reliability.stated")),
        _text(8, _EDGE - 14, say_plain("reliability.came_true")),
    ]


def _curve(curve: Curve, shape: str, colour: str, dashes: str) -> str:
    places = [_place(point.percent / 100, point.came_true) for point in curve.points]
    line = " ".join(f"{x:g},{y:g}" for x, y in places)
    marks = "".join(_mark(shape, x, y) for x, y in places)
    return (
        f'<g fill="{colour}" stroke="{colour}">'
        f'<polyline points="{line}" fill="none"{dashes}/>{marks}</g>'
    )


def _mark(shape: str, x: float, y: float) -> str:
    if shape == "circle":
        return f'<circle cx="{x:g}" cy="{y:g}" r="4"/>'
    return f'<rect x="{x - 4:g}" y="{y - 4:g}" width="8" height="8"/>'


def _interval(point: Reliability) -> str:
    x, low = _place(point.percent / 100, point.low)
    _, high = _place(point.percent / 100, point.high)
    return f'<line x1="{x:g}" y1="{low:g}" x2="{x:g}" y2="{high:g}" stroke="#1a5fb4"/>'


def _place(stated: float, came_true: float) -> tuple[float, float]:
    return round(_EDGE + _SIDE * stated, 1), round(_EDGE + _SIDE * (1 - came_true), 1)


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" stroke="none" fill="#222">{escape(words)}</text>'

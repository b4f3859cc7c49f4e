"""The reliability diagram, in text and as SVG."""

from xml.etree import ElementTree as ET

from bot.views.reliability import Curve, diagram_lines, diagram_svg
from planner.backtest.reliability import Reliability

PERCENTS = (5, 15, 50, 85, 95)
EVIL = '<b>"shipcast" & more'


def curve(name: str, *shares: float, width: float = 0.05) -> Curve:
    points = (
        Reliability(percent, share, max(share - width, 0), min(share + width, 1))
        for percent, share in zip(PERCENTS, shares, strict=True)
    )
    return Curve(name, tuple(points))


OURS = curve("shipcast", 0.05, 0.25, 0.5, 0.85, 1.0)
OTHER = curve("boot90d", 0.2, 0.3, 0.5, 0.7, 0.8)


def test_every_percentile_has_a_row_with_its_figures_in_words() -> None:
    lines = diagram_lines(OURS, OTHER)
    rows = {line.split()[0]: line for line in lines if line[:2] in ("P5", "P1", "P8", "P9")}
    assert set(rows) == {f"P{percent}" for percent in PERCENTS}
    assert "came true 85% (80% to 90%)" in rows["P85"]
    assert "25% (20% to 30%, which is not right)" in rows["P15"]


def test_letters_tell_the_methods_apart_without_a_colour() -> None:
    row = {line.split()[0]: line for line in diagram_lines(OURS, OTHER) if line[:1] == "P"}
    assert "*" in row["P85"]  # on the spot
    assert row["P15"].index("|") < row["P15"].index("S") < row["P15"].index("B")
    assert "\x1b" not in "".join(row.values())


def test_marks_stand_under_their_scale() -> None:
    lines = diagram_lines(OURS, None)
    scale = next(line for line in lines if "50%" in line and "75%" in line)
    middle = next(line for line in lines if line.startswith("P50"))
    assert scale.index("50%") == middle.index("*")
    assert "B is" not in "".join(lines)


def test_no_line_is_wider_than_a_terminal() -> None:
    assert max(map(len, diagram_lines(OURS, OTHER))) <= 100


def test_the_svg_is_a_document_that_says_what_it_shows() -> None:
    root = ET.fromstring(diagram_svg(f"Items {EVIL}", OURS, OTHER))  # noqa: S314 - our own text
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title").text == f"Items {EVIL}"  # type: ignore[union-attr]
    assert "P85: came true 85%" in (root.findtext(f"{space}desc") or "")
    assert len(root.findall(f".//{space}circle")) == len(PERCENTS)
    assert len(root.findall(f".//{space}polyline")) == 2

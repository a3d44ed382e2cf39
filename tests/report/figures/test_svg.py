import gzip
import re
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from assessment.report.figures import draw, to_svg
from tests.people import pictured
from tests.report.figures.test_legibility import SHOWN

TYPICAL = {
    name: SHOWN[name] for name in ("competencies", "style", "map", "timeline", "importance typical")
}
every_figure = pytest.mark.parametrize("shown", TYPICAL.values(), ids=TYPICAL)


@every_figure
def test_the_same_input_gives_the_same_bytes(shown):
    assert to_svg(draw(shown)) == to_svg(draw(shown))


@every_figure
def test_writing_a_figure_twice_gives_the_same_bytes_at_any_resolution(shown):
    figure = draw(shown)
    first = to_svg(figure)
    figure.set_dpi(200)
    assert to_svg(figure) == first


@every_figure
def test_the_svg_is_small(shown):
    assert len(gzip.compress(to_svg(draw(shown)))) < 18_000


def test_a_path_leads_to_the_places_that_were_drawn():
    """Each is told from the one before: over two rings, a curve, and what rounding leaves."""
    steps = [(Path.MOVETO, 10.004, 10), *[(Path.LINETO, 10.004 + n / 3, 60) for n in range(60)],
             (Path.CLOSEPOLY, 0, 0), (Path.LINETO, 5, 5), (Path.MOVETO, 30, 30),
             (Path.CURVE3, 40, 50), (Path.CURVE3, 50, 30), (Path.CLOSEPOLY, 0, 0)]  # fmt: skip
    path = Path([(x, y) for _, x, y in steps], [code for code, *_ in steps])
    figure = Figure(figsize=(1, 1))
    figure.add_artist(PathPatch(path, transform=None))

    (told,) = re.findall(r'<path d="(m10[^"]*)"', to_svg(figure).decode())

    drawn = [(x, 72 - y) for code, x, y in steps if code != Path.CLOSEPOLY]
    assert list(follow(told)) == [pytest.approx(place, abs=0.0051) for place in drawn]


def follow(told):
    """Yield each place that a path of relative steps leads to."""
    start = here = (0.0, 0.0)
    for letter, numbers in re.findall(r"([a-z])([^a-z]*)", told):
        moves = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        length = {"m": 2, "l": 2, "q": 4, "z": 0}[letter]
        for n in range(0, len(moves), length or 1):
            pairs = zip(moves[n : n + length : 2], moves[n + 1 : n + length : 2], strict=True)
            step = [(here[0] + x, here[1] + y) for x, y in pairs]
            yield from step
            here = step[-1]
        start = here if letter == "m" else start
        here = start if letter == "z" else here


@every_figure
def test_the_svg_is_well_formed_and_holds_shapes_only(shown):
    root = ElementTree.fromstring(to_svg(draw(shown)))
    tags = {element.tag.partition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "defs", "g", "path", "use"}


@every_figure
def test_the_svg_refers_to_nothing_outside_and_needs_no_style(shown):
    svg = to_svg(draw(shown)).decode()
    attributes = {name for element in ElementTree.fromstring(svg).iter() for name in element.attrib}
    assert "style" not in attributes
    assert set(re.findall(r"https?://[^\"]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', svg))


@every_figure
def test_every_reference_finds_its_outline(shown):
    svg = to_svg(draw(shown)).decode()
    assert set(re.findall(r'href="#([^"]*)"', svg)) == set(re.findall(r' id="([^"]*)"', svg))


def test_two_figures_on_one_page_share_no_id():
    ids = [re.findall(r' id="([^"]*)"', to_svg(draw(shown)).decode()) for shown in TYPICAL.values()]
    every = [found for one in ids for found in one]
    assert len(every) == len(set(every))


def test_text_is_written_as_outlines_once_per_letter():
    svg = to_svg(draw(pictured.timeline(1))).decode()
    assert "tegenspraak" not in svg
    assert svg.count("<use ") > 2 * svg.count(" id=")

import gzip
import re
from xml.etree import ElementTree

import pytest

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
    assert len(gzip.compress(to_svg(draw(shown)))) < 25_000


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

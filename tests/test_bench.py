import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import machine
from bench.__main__ import MEASUREMENTS, document, main
from bench.bars import BARS, Bar
from bench.otree_peer import _compare
from bench.otree_project import SHAPES, write_project
from bench.quantiles import p50, quantile, spread_ms, timed_ms

FIELDS = {"name", "what", "value", "unit", "bar", "bar_is", "met", "peers"}
NUMBERS = st.lists(st.floats(0, 1e6), min_size=1, max_size=30)


@pytest.mark.parametrize("bar", BARS, ids=lambda bar: bar.name)
def test_every_bar_has_its_fields_in_the_json(bar):
    found = document({"cpu": "x"}, {bar.name: {"value": 1, "n": 3}}, [])

    (line,) = json.loads(json.dumps(found))["figures"]

    assert line.keys() >= FIELDS
    assert (line["name"], line["value"], line["n"]) == (bar.name, 1, 3)
    assert line["what"]
    assert line["unit"]


def test_no_two_bars_share_a_name():
    assert len({bar.name for bar in BARS}) == len(BARS)


@pytest.mark.parametrize(
    ("at_least", "value", "met"),
    [
        (False, 8, True),
        (False, 8.1, False),
        (True, 35, True),
        (True, 34, False),
        (True, None, None),
    ],
)
def test_a_bar_is_met_up_to_its_limit(at_least, value, met):
    assert Bar("a", "what", "ms", 35 if at_least else 8, at_least).met(value) is met


def test_a_figure_without_a_bar_is_not_judged():
    assert Bar("a", "what", "ms", None).judge(3.0)["met"] is None


def test_what_was_missed_and_what_failed_are_named():
    found = document({}, {"autosave": {"value": 900.0}, "page_load": {"value": 0.1}}, ["crowd"])

    assert found["missed"] == ["autosave"]
    assert found["failed"] == ["crowd"]


def test_the_machine_is_told_with_what_it_needs_for_work_that_is_none_of_ours():
    described = json.loads(json.dumps(machine.describe()))

    assert described["python_work_ms"] > 0
    assert described["disk_sync_ms"] > 0


def test_a_figure_that_no_bar_knows_is_refused():
    with pytest.raises(KeyError):
        document({}, {"speed": {"value": 1}}, [])


def test_an_unknown_measurement_is_refused(capsys):
    assert main(["everything"]) == 2
    assert MEASUREMENTS[0] in capsys.readouterr().err


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 0.5, 2.5),
        ([10.0, 20.0], 0.95, 19.5),
        ([7.0], 0.95, 7.0),
        ([5.0, 1.0, 9.0], 0.0, 1.0),
        ([5.0, 1.0, 9.0], 1.0, 9.0),
    ],
)
def test_a_quantile_lies_between_its_neighbours(values, share, expected):
    assert quantile(values, share) == pytest.approx(expected)


@given(NUMBERS, st.floats(0, 1))
def test_a_quantile_never_leaves_what_was_measured(values, share):
    assert min(values) <= quantile(values, share) <= max(values) * (1 + 1e-12)


@given(NUMBERS)
def test_the_median_does_not_depend_on_the_order(values):
    assert p50(values) == p50(values[::-1])


def test_nothing_measured_has_no_quantile():
    with pytest.raises(ValueError, match="nothing"):
        p50([])


def test_every_run_is_timed():
    runs = []

    times = timed_ms(4, lambda: runs.append(1))

    assert len(runs) == len(times) == spread_ms(times)["n"] == 4
    assert min(times) >= 0


@pytest.mark.parametrize("shape", SHAPES)
def test_otree_is_asked_forty_statements_in_the_shape_that_is_told(tmp_path, shape):
    write_project(tmp_path)
    app = (tmp_path / shape / "__init__.py").read_text(encoding="utf-8")
    compile(app, shape, "exec")

    assert re.findall(r"^    (q\d+) = ", app, re.MULTILINE) == [f"q{n}" for n in range(1, 41)]
    asked = [re.findall(r"'(q\d+)'", fields) for fields in re.findall(r"form_fields = (.*)", app)]
    assert {len(fields) for fields in asked} == {SHAPES[shape]}
    assert sum(asked, []) == [f"q{n}" for n in range(1, 41)]
    assert len(list((tmp_path / shape).glob("Page*.html"))) == len(asked)


def test_ours_is_compared_with_otree_in_the_same_round():
    def rounds(*speeds):
        return [{"speed": speed, "cpu": 1.0} for speed in speeds]

    told = _compare({
        "ours_page_saves": rounds(10, 60, 20), "ours_with_autosave": rounds(5, 5, 5),
        "otree_one_page": rounds(5, 10, 2), "otree_five_pages": rounds(1, 1, 1),
    })  # fmt: skip

    assert told["ours_page_saves_times_otree_one_page"] == 6
    assert told["ours_with_autosave_times_otree_five_pages"] == 5
    assert told["ours_page_saves"] == {"speed": 20, "cpu": 1.0}

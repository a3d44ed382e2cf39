"""The figure of the competencies and its table."""

from dataclasses import replace

from assessment.report.composition.competency_figure import figure
from tests.people import simulated


def test_a_table_has_no_column_in_which_nothing_stands() -> None:
    owner = simulated.material(simulated.person(7))
    own = figure(owner).table
    told = figure(replace(owner, smallest_changes={})).table
    assert own is not None
    assert told is not None
    assert set(own.header) - set(told.header) == {owner.say("competencies.table_smallest")}
    assert {len(row) for row in told.rows} == {len(told.header)}
    assert round(sum(told.widths), 6) == 1

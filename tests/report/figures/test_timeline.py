from dataclasses import replace
from datetime import date

import pytest

from assessment.report.figures import timeline
from assessment.report.figures.data import Timeline, TimelineGoal
from tests.people import pictured
from tests.report.figures.reading import artists, patch_box, sheet, words


def drawn(*goals):
    return timeline(Timeline(goals, pictured.TIMELINE_WORDS))


def test_each_goal_runs_from_its_start_to_the_day_it_is_due():
    shown = pictured.timeline()
    figure = timeline(shown)
    assert len(artists(figure, "start")) == len(artists(figure, "due")) == 4
    days, places = [], []
    for i, goal in enumerate(shown.goals, 1):
        span = patch_box(artists(figure, "span")[f"{i}"])
        days += [goal.start.toordinal(), goal.due.toordinal()]
        places += [span.left, span.right]
    per_day = (places[-1] - places[0]) / (days[-1] - days[0])
    expected = [places[0] + (day - days[0]) * per_day for day in days]
    assert places == pytest.approx(expected, abs=0.01)


def test_the_months_are_named_by_the_caller_and_in_order():
    figure = timeline(pictured.timeline())
    named = [text for text in words(figure) if text in pictured.MONTHS]
    assert named == ["dec", *pictured.MONTHS]


def test_a_long_plan_names_fewer_months_and_every_year():
    figure = drawn(TimelineGoal("Leren", date(2026, 5, 1), date(2031, 6, 1)))
    shown = words(figure)
    assert {"2026", "2027", "2028", "2029", "2030", "2031"} <= set(shown)
    assert len([text for text in shown if text in pictured.MONTHS]) < 20


def test_four_goals_are_no_higher_than_a_third_of_a_page():
    assert sheet(timeline(pictured.timeline())).bottom < 240
    assert (
        sheet(timeline(pictured.timeline(1))).bottom < sheet(timeline(pictured.timeline())).bottom
    )


def test_a_goal_of_one_day_and_a_goal_due_before_its_start_have_no_length():
    day = date(2027, 1, 31)
    for start in (day, date(2027, 4, 1)):
        figure = drawn(TimelineGoal("Oefenen", start, day, "begin", "31 jan 2027"))
        span = patch_box(artists(figure, "span")["1"])
        assert span.left == span.right
        assert "31 jan 2027" in words(figure)


def test_a_date_for_which_there_is_no_room_gives_way_to_the_day_it_is_due():
    shown = pictured.timeline()
    short = replace(shown.goals[0], due=date(2026, 12, 3), due_text="3 dec 2026")
    figure = drawn(short, shown.goals[1])
    assert "3 dec 2026" in words(figure)
    assert "1 dec 2026" not in words(figure)


def test_free_text_is_shortened_to_two_lines_and_never_read_as_formula_or_box():
    odd = "Vaker $x^2$ \N{GRINNING FACE} zeggen: " + "ik weet het nog niet " * 40
    figure = drawn(TimelineGoal(odd, date(2027, 1, 1), date(2027, 5, 1)))
    lines = list(artists(figure, "goal").values())
    written = [text for text in words(figure) if "$x^2$" in text or text.endswith("…")]
    assert lines
    assert len(written) == 2
    assert not any("\N{GRINNING FACE}" in text for text in words(figure))
    assert not any(line.get_parse_math() for line in lines)


@pytest.mark.parametrize("due", [date(2207, 6, 1), date.max])
def test_a_goal_too_far_away_stands_at_the_end_of_a_line_of_twelve_years(due):
    figure = drawn(TimelineGoal("Leren", date(2026, 5, 1), due))

    years = [int(text) for text in words(figure) if text.isdigit()]
    assert years == list(range(2027, 2038))
    assert patch_box(artists(figure, "span")["1"]).right <= sheet(figure).right

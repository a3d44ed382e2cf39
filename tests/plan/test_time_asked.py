"""Programmes that fit in the time there is one by one, and not together."""

from assessment.plan.time_asked import TimeAsked, compare_time


def test_what_fits_alone_and_not_together_is_told_with_its_hours():
    together = TimeAsked(("A", "B"), 30, 24)

    assert compare_time({"A": 20, "UNKNOWN": 0, "B": 10}, 24) == together
    assert compare_time({"A": 20, "UNKNOWN": 0}, 24) is None
    assert compare_time({"A": 14, "B": 10}, 24) is None


def test_who_did_not_say_how_much_time_there_is_is_told_nothing_about_it():
    assert compare_time({"A": 80, "B": 80}, None) is None

"""How the day of a goal is typed, and between which days it may lie."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.plan.goal_dates import YEARS_AHEAD, possible_days, read_day


@pytest.mark.parametrize(
    "text", ["2027-06-01", "01-06-2027", "1-6-2027", "2027-6-1"],
)  # fmt: skip
def test_a_day_may_be_typed_in_two_orders(text):
    assert read_day(text) == date(2027, 6, 1)


@pytest.mark.parametrize(
    "text", ["morgen", "", "2027-02-30", "30-02-2027", "01-06-27", "99999-01-01", "20270601"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError, match=f"^{text}$"):
        read_day(text)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_read_in_both_orders(day):
    assert read_day(f"{day:%Y-%m-%d}") == read_day(f"{day:%d-%m-%Y}") == day


@given(st.dates(max_value=date(9000, 1, 1)))
def test_a_goal_may_be_due_from_today_to_ten_years_ahead(today):
    days = possible_days(today)

    assert today in days
    assert date.fromordinal(max(today.toordinal() - 1, 1)) not in days or today == date.min
    assert days.last.year == today.year + YEARS_AHEAD
    assert date.fromordinal(days.last.toordinal() + 1) not in days


def test_ten_years_after_the_day_before_march_is_a_day():
    assert possible_days(date(2028, 2, 29)).last == date(2038, 2, 28)

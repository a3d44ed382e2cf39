"""The forms of a college: beginning one, asking somebody, and saying what is brought in."""

from collections.abc import Sequence

from flask import request
from wtforms import DateField, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired

from assessment.plan.goal_dates import FORMS
from assessment.services.colleges.joining import LONGEST_NAME
from assessment.services.colleges.shares import DOTS
from assessment.services.taking import AttemptFacts
from assessment.web.filters import format_moment
from assessment.web.forms import AtMost, Form, clean_line
from assessment.wording import say


class CollegeForm(Form):
    """A college, and the last day of its term."""

    college_name = StringField(
        filters=[clean_line],
        validators=[InputRequired(say("college.name")), AtMost(LONGEST_NAME)],
    )
    ends_on = DateField(format=list(FORMS), validators=[InputRequired(say("forms.day"))])


class ShareForm(Form):
    """Which result somebody brings in, under which name, and how the dots are shown."""

    result = RadioField(validators=[InputRequired(say("college.result"))])
    name = StringField(
        filters=[clean_line],
        validators=[InputRequired(say("college.member_name")), AtMost(LONGEST_NAME)],
    )
    dots = RadioField(validators=[InputRequired(say("college.dots"))])


def make_share_form(attempts: Sequence[AttemptFacts]) -> ShareForm:
    """Return the form with the results to choose from, the newest chosen."""
    known = None
    if request.method == "GET" and attempts:
        known = {"result": str(attempts[0].id), "name": attempts[0].name[:LONGEST_NAME]}
    form = ShareForm(data=known)
    form.result.choices = [SelectChoice(str(a.id), _name_result(a)) for a in attempts]
    form.dots.choices = [SelectChoice(dots, say(f"college.dots_{dots}")) for dots in DOTS]
    return form


def _name_result(attempt: AttemptFacts) -> str:
    return say("college.result_of", at=format_moment(attempt.submitted_at or attempt.created_at))

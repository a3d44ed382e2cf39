"""The forms of taking part in intervision."""

from typing import Any

from flask import request
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from assessment.plan.goal_dates import FORMS
from assessment.services.intervision import intakes, meeting, reviewing
from assessment.services.intervision.intakes import Told
from assessment.services.intervision.meeting import StoredGroup
from assessment.services.intervision.texts import COMPANY, DAYPARTS, PLACES, THEMES, say
from assessment.web.forms import AtMost, Form, clean_line, clean_lines
from assessment.web.participant.forms import CheckboxesField
from assessment.wording import say as say_own
from values import PHASES

NONE = "none"
DAY_FIELDS = tuple(f"meets_{number}" for number in range(1, meeting.MOST_DAYS + 1))


class IntakeForm(Form):
    """Where and when somebody can, what they would like, and with whom not."""

    called = StringField(
        filters=[clean_line],
        validators=[DataRequired(say_own("intervision.no_name")), AtMost(intakes.MAX_NAME)],
        render_kw={"autocomplete": "name"},
    )
    shows_address = BooleanField()
    places = CheckboxesField(
        choices=[SelectChoice(one, say(f"places.{one}")) for one in PLACES],
        validators=[Length(1, message=say_own("intervision.no_place"))],
    )
    dayparts = CheckboxesField(
        choices=[SelectChoice(one, say(f"dayparts.{one}")) for one in DAYPARTS],
        validators=[Length(1, message=say_own("intervision.no_daypart"))],
    )
    phase = RadioField(
        choices=[SelectChoice(one, say_own(f"phases.{one}")) for one in PHASES],
        validators=[InputRequired(say_own("intervision.no_phase"))],
    )
    company = RadioField(
        choices=[SelectChoice(one, say(f"company.{one}")) for one in (NONE, *COMPANY)],
        default=NONE,
        validators=[InputRequired(say_own("intervision.no_company"))],
    )
    themes = CheckboxesField(
        choices=[SelectChoice(one, say(f"themes.{one}")) for one in THEMES],
        validators=[
            Length(
                max=intakes.MOST_THEMES,
                message=say_own("intervision.too_many_themes", most=intakes.MOST_THEMES),
            )
        ],
    )
    apart = TextAreaField(filters=[clean_lines], validators=[AtMost(intakes.MAX_APART)])

    def validate_apart(self, field: TextAreaField) -> None:
        """Refuse more names than placing can keep apart."""
        if len((field.data or "").splitlines()) > intakes.MOST_APART:
            most = intakes.MOST_APART
            raise ValidationError(say_own("intervision.too_many_apart", most=most))

    def read_told(self) -> Told:
        """Return what was said, once the form was accepted."""
        company = "" if self.company.data == NONE else self.company.data
        return Told(
            name=self.called.data, places=self.places.data or [], dayparts=self.dayparts.data or [],
            themes=self.themes.data or [], phase=self.phase.data, company=company,
            shows_address=self.shows_address.data, apart=self.apart.data or "",
        )  # fmt: skip


def make_intake_form(known: Told | None) -> IntakeForm:
    """Return the form: as posted, else what was said before, else empty."""
    return IntakeForm(data=_data(known) if known and request.method == "GET" else None)


def _data(known: Told) -> dict[str, Any]:
    return {
        "called": known.name, "places": known.places, "dayparts": known.dayparts,
        "themes": known.themes, "phase": known.phase, "company": known.company or NONE,
        "shows_address": known.shows_address, "apart": known.apart,
    }  # fmt: skip


class _PageForm(Form):
    """What a group agreed; the days are added per group."""

    agreed = TextAreaField(filters=[clean_lines], validators=[AtMost(meeting.MAX_AGREED)])
    revision = HiddenField()

    @property
    def seen(self) -> int:
        """The revision that the person looked at; -1 when that was lost."""
        text = self.revision.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1

    def read_days(self) -> list[Any]:
        """Return the days that were filled in."""
        return [self[name].data for name in DAY_FIELDS if self[name].data]


PageForm = type(
    "PageForm",
    (_PageForm,),
    {name: DateField(format=list(FORMS), validators=[Optional()]) for name in DAY_FIELDS},
)


def make_page_form(group: StoredGroup) -> Any:
    """Return the form of a group: as posted, else what is kept."""
    if request.method != "GET":
        return PageForm()
    days = dict(zip(DAY_FIELDS, group.days, strict=False))
    return PageForm(data={"agreed": group.agreed, "revision": str(group.revision), **days})


class ReviewForm(Form):
    """How somebody looks back on a year."""

    worth = RadioField(validators=[InputRequired(say_own("intervision.no_answer"))])
    trust = RadioField(validators=[InputRequired(say_own("intervision.no_answer"))])
    goes_on = RadioField(validators=[InputRequired(say_own("intervision.no_answer"))])

    def read_answers(self) -> dict[str, str]:
        """Return what was answered, once the form was accepted."""
        return {question: self[question].data for question in reviewing.ANSWERS}


def make_review_form(known: Any) -> ReviewForm:
    """Return the form: as posted, else what was answered before."""
    form = ReviewForm(data=dict(known) if request.method == "GET" else None)
    for question, answers in reviewing.ANSWERS.items():
        form[question].choices = [SelectChoice(one, say(f"{question}.{one}")) for one in answers]
    return form

"""The forms with which the desk asks for something, and decides on it."""

from datetime import date
from typing import TypeVar

from flask import request
from wtforms import RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from assessment.phrases import long_date, upper_first
from assessment.services.content import Content
from assessment.services.instruments.proposing import ExportWish
from assessment.web.forms import AtMost, Form, clean_line, clean_lines
from assessment.web.participant.forms import CheckboxesField
from assessment.wording import say
from values import DEFAULT_OFFICE, IN_OFFICE, PHASES

LONGEST_LINE, LONGEST_TEXT, LONGEST_NUMBER = 120, 1000, 6


class PeopleForm(Form):
    """Whose answers count, and so whose scores use the outcome."""

    offices = CheckboxesField(validators=[Length(1, message=say("instruments.choose_office"))])
    phases = CheckboxesField(validators=[Length(1, message=say("instruments.choose_phase"))])


class NormForm(PeopleForm):
    """Of whom a norm is: in words, how many they are, and how many were asked."""

    description = StringField(
        filters=[clean_line],
        validators=[DataRequired(say("instruments.no_population")), AtMost(LONGEST_LINE)],
    )
    size = StringField(filters=[clean_line], render_kw={"inputmode": "numeric"})
    invited = StringField(filters=[clean_line], render_kw={"inputmode": "numeric"})

    def validate_size(self, field: StringField) -> None:
        """Refuse what is no number of people."""
        _check_number(field)

    def validate_invited(self, field: StringField) -> None:
        """Refuse what is no number of people."""
        _check_number(field)


class ConfirmingForm(Form):
    """What it is about, typed by the second person."""

    typed = StringField(filters=[clean_line], validators=[AtMost(LONGEST_LINE)])


class ExportForm(Form):
    """Until when rows are asked, for whom, and for what."""

    until = RadioField(validators=[InputRequired(say("instruments.choose_until"))])
    recipient = StringField(
        filters=[clean_line],
        validators=[DataRequired(say("instruments.no_recipient")), AtMost(LONGEST_LINE)],
    )
    purpose = TextAreaField(
        filters=[clean_lines],
        validators=[DataRequired(say("instruments.no_purpose")), AtMost(LONGEST_TEXT)],
    )

    @property
    def wish(self) -> ExportWish:
        """Return what is asked."""
        return ExportWish(self.until.data, self.recipient.data, self.purpose.data)


def make_people_form(content: Content) -> PeopleForm:
    """Return the form of a calibration: of wethouders in office unless told otherwise."""
    return _with_people(PeopleForm(data=_usual() if request.method == "GET" else None), content)


def make_norm_form(content: Content) -> NormForm:
    """Return the form of a norm: of wethouders in office unless told otherwise."""
    return _with_people(NormForm(data=_usual() if request.method == "GET" else None), content)


def make_export_form(untils: list[str]) -> ExportForm:
    """Return the form with the days until which rows can be asked."""
    form = ExportForm()
    form.until.choices = [SelectChoice(one, name_until(one)) for one in untils]
    return form


def name_until(until: str) -> str:
    """Return a day as "tot 1 juli 2026"."""
    return say("instruments.until", day=long_date(date.fromisoformat(until)))


def _usual() -> dict[str, list[str]]:
    return {"offices": [DEFAULT_OFFICE], "phases": list(IN_OFFICE)}


F = TypeVar("F", bound=PeopleForm)


def _with_people(form: F, content: Content) -> F:
    offices = content.value_map.offices
    form.offices.choices = [SelectChoice(one.id, upper_first(one.name)) for one in offices]
    form.phases.choices = [SelectChoice(phase, say(f"phase_names.{phase}")) for phase in PHASES]
    return form


def _check_number(field: StringField) -> None:
    text = (field.data or "").replace(".", "")
    if not (text.isascii() and text.isdigit() and int(text[: LONGEST_NUMBER + 1]) > 0):
        raise ValidationError(say("instruments.no_number"))
    if len(text) > LONGEST_NUMBER:
        raise ValidationError(say("instruments.no_number"))
    field.data = text

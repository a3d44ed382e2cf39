"""The forms of a participant, apart from the items of an instrument."""

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from assessment.instruments import PHASES
from assessment.plan import Catalogue
from assessment.plan.plan_file import MAX_LINE, MAX_TEXT
from assessment.wording import say
from values import ValueMap


class BeginForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Phase, office, name and agreement before the first question."""

    phase = RadioField(validators=[InputRequired(say("forms.choose_phase"))])
    office = SelectField()
    name = StringField(validators=[Length(max=100, message=say("forms.too_long", limit=100))])
    agree = BooleanField(validators=[InputRequired(say("forms.agree"))])


def begin_form(value_map: ValueMap) -> BeginForm:
    """Return the form with the phases and offices to choose from."""
    form = BeginForm(office="wethouder")
    form.phase.choices = [SelectChoice(p, say(f"phases.{p}")) for p in PHASES]
    form.office.choices = [SelectChoice(o.id, o.name) for o in value_map.offices]
    return form


class CodeForm(FlaskForm):  # type: ignore[misc]
    """The return code."""

    code = StringField(
        validators=[InputRequired(say("forms.code")), Length(max=60, message=say("forms.code"))]
    )


class ConfirmForm(FlaskForm):  # type: ignore[misc]
    """A button that must be pressed on purpose."""


class CheckboxesField(SelectMultipleField):  # type: ignore[misc]
    """Several choices as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class GoalForm(FlaskForm):  # type: ignore[misc]
    """One goal of the plan; every text is the owner's."""

    about = SelectField(validators=[InputRequired(say("forms.choose_about"))])
    aim = TextAreaField(
        validators=[
            InputRequired(say("forms.aim")),
            Length(max=MAX_TEXT, message=say("forms.too_long", limit=MAX_TEXT)),
        ]
    )
    doing = TextAreaField(
        validators=[Length(max=MAX_TEXT, message=say("forms.too_long", limit=MAX_TEXT))]
    )
    noticing = TextAreaField(
        validators=[Length(max=MAX_TEXT, message=say("forms.too_long", limit=MAX_TEXT))]
    )
    by = DateField(validators=[Optional()])
    helper = StringField(
        validators=[Length(max=MAX_LINE, message=say("forms.too_long", limit=MAX_LINE))]
    )
    programmes = CheckboxesField()
    actions = CheckboxesField()
    own_actions = TextAreaField(
        validators=[Length(max=MAX_TEXT, message=say("forms.too_long", limit=MAX_TEXT))]
    )


def offer_programmes(form: GoalForm, catalogue: Catalogue, phase: str) -> None:
    """Let the owner choose from the programmes of this phase."""
    form.programmes.choices = [
        SelectChoice(p.id, p.name)
        for p in catalogue.programmes
        if phase in p.phases and not p.support
    ]

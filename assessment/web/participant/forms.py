"""The forms of a participant, apart from the items of an instrument."""

from collections.abc import Collection, Sequence
from datetime import date

from flask import request
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from assessment.phrases import long_date
from assessment.plan.goal_dates import FORMS, Days
from assessment.plan.model import ENDED, MAX_LINE, MAX_TEXT, Catalogue
from assessment.services.codes import new_token
from assessment.services.consenting import COUNTING
from assessment.web.forms import AtMost, Form, clean_line, clean_lines
from assessment.wording import say
from values import DEFAULT_OFFICE, PHASES, ValueMap

MAX_NAME = 100
MAX_PASTED = 500  # a code with the words around it


class TokenForm(Form):
    """A form that does its work once, however often it is sent: it carries a one-time token."""

    once = HiddenField(validators=[AtMost(MAX_NAME)])


class BeginForm(TokenForm):
    """Phase, office, name and agreement before the first question."""

    phase = RadioField(validators=[InputRequired(say("forms.choose_phase"))])
    office = SelectField()
    name = StringField(filters=[clean_line], validators=[AtMost(MAX_NAME)])
    agree = BooleanField(validators=[InputRequired(say("forms.agree"))])
    invitation = HiddenField(validators=[AtMost(MAX_NAME)])  # its code, for who was invited
    tells = BooleanField()  # whether who invites may see that one is done


class FactsForm(Form):
    """What may be wrong about the owner: the name, and the phase among ``phases``."""

    name = StringField(filters=[clean_line], validators=[AtMost(MAX_NAME)])
    phase = RadioField(validators=[InputRequired(say("forms.choose_phase"))])


def make_facts_form(name: str, phase: str, phases: Sequence[str]) -> FactsForm:
    """Return the form with what is known now."""
    known = {"name": name, "phase": phase}
    form = FactsForm(data=known if request.method == "GET" else None)
    form.phase.choices = [SelectChoice(one, say(f"phases.{one}")) for one in phases]
    return form


def make_begin_form(value_map: ValueMap, *, phase: str = "", invitation: str = "") -> BeginForm:
    """Return the form with the phases, and the offices that have texts, to choose from.

    ``phase`` is proposed to who has this ``invitation``.
    """
    # WTForms keeps ``data`` for a field that a POST lacks, so the proposal is made on GET only.
    proposal = {"office": DEFAULT_OFFICE, "once": new_token(), "invitation": invitation}
    if phase:
        proposal["phase"] = phase
    form = BeginForm(data=proposal if request.method == "GET" else None)
    form.phase.choices = [SelectChoice(p, say(f"phases.{p}")) for p in PHASES]
    offices = value_map.offered_offices
    form.office.choices = [SelectChoice(office.id, office.name) for office in offices]
    if len(offices) == 1 and not form.office.data:
        form.office.data = offices[0].id  # there is nothing to choose, so it is not asked
    return form


class CodeForm(Form):
    """The return code."""

    code = StringField(
        validators=[InputRequired(say("forms.code")), AtMost(MAX_PASTED)],
        render_kw={"autocapitalize": "characters", "spellcheck": "false"},
    )


class ControlForm(Form):
    """The code under a page of a document."""

    code = StringField(
        validators=[InputRequired(say("forms.control"))],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class JoinForm(CodeForm):
    """The code of an invitation, and whether who invites may see that one is done."""

    tells = BooleanField()


class StopMailForm(Form):
    """No more mail about this round, and with a tick about any."""

    later_too = BooleanField()


class PasswordForm(Form):
    """A password for a PDF. It is shown while it is typed, because it is asked for once."""

    password = StringField(
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    )

    def forget(self) -> None:
        """Leave the password out of the page that is shown again."""
        self.password.data = ""


class ConfirmForm(Form):
    """A button that must be pressed on purpose."""


class CountingForm(Form):
    """For what the answers may count, each asked apart; unticked is no."""

    norm = BooleanField()
    research = BooleanField()
    demand = BooleanField()
    rows = BooleanField()

    @property
    def wanted(self) -> list[str]:
        """Return the purposes that were ticked."""
        return [purpose for purpose in COUNTING if self[purpose].data]


def make_counting_form(allowed: Collection[str]) -> CountingForm:
    """Return the form with what was said yes to before."""
    # WTForms keeps ``data`` for a field that a POST lacks, so it is given on GET only.
    known = {purpose: purpose in allowed for purpose in COUNTING}
    return CountingForm(data=known if request.method == "GET" else None)


class CheckboxesField(SelectMultipleField):  # type: ignore[misc]
    """Several choices as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class GoalForm(Form):
    """One goal of the plan; every text is the owner's."""

    about = SelectField(validators=[InputRequired(say("forms.choose_about"))])
    aim = TextAreaField(
        filters=[clean_lines], validators=[DataRequired(say("forms.aim")), AtMost(MAX_TEXT)]
    )
    doing = TextAreaField(filters=[clean_lines], validators=[AtMost(MAX_TEXT)])
    noticing = TextAreaField(filters=[clean_lines], validators=[AtMost(MAX_TEXT)])
    by = DateField(format=list(FORMS), validators=[Optional()])
    helper = StringField(filters=[clean_line], validators=[AtMost(MAX_LINE)])
    programmes = CheckboxesField()
    actions = CheckboxesField()
    own_actions = TextAreaField(filters=[clean_lines], validators=[AtMost(MAX_TEXT)])

    days: Days
    kept: date | None = None  # the day that a goal from before has

    def validate_by(self, field: DateField) -> None:
        """Refuse a day in the past, unless the goal had it already, and a day too far away."""
        if field.data and field.data != self.kept and field.data not in self.days:
            raise ValidationError(say("forms.far_date", last=long_date(self.days.last)))


def offer_programmes(form: GoalForm, catalogue: Catalogue, phase: str, kept: Sequence[str]) -> None:
    """Let the owner choose from the programmes of this phase that there are, or keep a choice."""
    form.programmes.choices = [
        SelectChoice(p.id, p.name)
        for p in catalogue.programmes
        if phase in p.phases and not p.support and (p.status != ENDED or p.id in kept)
    ]

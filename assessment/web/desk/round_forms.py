"""The forms of a round: what it is, who is invited, and a copy of it."""

from datetime import date, timedelta

from flask import request
from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, ValidationError

from assessment.phrases import long_date
from assessment.plan.goal_dates import FORMS
from assessment.services.moments import day_of, now
from assessment.services.rounds.keeping import KINDS
from assessment.web.account.forms import AddressForm
from assessment.web.forms import AtMost, Form, clean_line, clean_lines
from assessment.wording import say
from values import PHASES

MAX_ROUND_NAME = 80
LONGEST_DAYS = 400  # a round of a year, and some weeks


class ChangeForm(Form):
    """What may change of a round: its name and its last day."""

    round_name = StringField(
        filters=[clean_line], validators=[DataRequired(say("rounds.name")), AtMost(MAX_ROUND_NAME)]
    )
    closes_on = DateField(format=list(FORMS), validators=[InputRequired(say("forms.date"))])

    kept: date | None = None  # the last day that the round has

    def validate_closes_on(self, field: DateField) -> None:
        """Refuse a day that is over, unless the round had it already, and one far away."""
        today = day_of(now())
        last = today + timedelta(days=LONGEST_DAYS)
        if field.data and field.data != self.kept and not today <= field.data <= last:
            raise ValidationError(say("rounds.last_day", last=long_date(last)))


class RoundForm(ChangeForm):
    """A new round."""

    round_kind = RadioField(validators=[InputRequired(say("rounds.kind"))])
    proposed_phase = SelectField()


class CopyForm(ChangeForm):
    """A round like another one."""

    with_people = BooleanField()


class PeopleForm(Form):
    """Mailboxes that are typed or pasted; a file comes beside it."""

    addresses = TextAreaField(
        filters=[clean_lines], render_kw={"autocapitalize": "none", "spellcheck": "false"}
    )


class WithdrawForm(AddressForm):
    """The mailbox of an invitation that should work no more."""


def make_round_form() -> RoundForm:
    """Return the form of a new round."""
    form = RoundForm()
    form.round_kind.choices = [SelectChoice(kind, say(f"rounds.kind_{kind}")) for kind in KINDS]
    form.proposed_phase.choices = [
        SelectChoice("", say("rounds.no_phase")),
        *(SelectChoice(phase, say(f"phases.{phase}")) for phase in PHASES),
    ]
    return form


def make_change_form(name: str, closes_on: date) -> ChangeForm:
    """Return the form with what the round is now."""
    known = {"round_name": name, "closes_on": closes_on}
    form = ChangeForm(data=known if request.method == "GET" else None)
    form.kept = closes_on
    return form


def make_copy_form(name: str) -> CopyForm:
    """Return the form of a copy, with the name of what is copied."""
    known = {"round_name": name, "with_people": True}
    return CopyForm(data=known if request.method == "GET" else None)

"""The forms of a conversation; every text is that of who types it."""

from datetime import date

from flask import request
from wtforms import DateField, HiddenField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional, ValidationError

from assessment.phrases import long_date
from assessment.plan.goal_dates import FORMS, Days, possible_days
from assessment.services.coaching.agreeing import MAX_WHY, WENT
from assessment.services.coaching.conversing import MAX_ACTION, MAX_COMMENT, Action
from assessment.services.coaching.noting import MAX_NOTE
from assessment.services.moments import day_of, now
from assessment.services.policy import Side
from assessment.web.forms import AtMost, Form, clean_lines
from assessment.wording import say


class CommentForm(Form):
    """A comment on one goal."""

    text = TextAreaField(
        filters=[clean_lines], validators=[DataRequired(say("forms.comment")), AtMost(MAX_COMMENT)]
    )


class _DayForm(Form):
    """A form with a day that may not have passed; ``kept`` is one that stood there already."""

    days: Days
    kept: date | None = None

    def check_day(self, field: DateField) -> None:
        if field.data and field.data != self.kept and field.data not in self.days:
            raise ValidationError(say("forms.far_date", last=long_date(self.days.last)))


class ActionForm(_DayForm):
    """What somebody will do, and by when."""

    what = TextAreaField(
        filters=[clean_lines], validators=[DataRequired(say("forms.action")), AtMost(MAX_ACTION)]
    )
    who = RadioField(validators=[InputRequired(say("forms.who"))])
    due_on = DateField(format=list(FORMS), validators=[Optional()])
    seen = HiddenField()

    def validate_due_on(self, field: DateField) -> None:
        """Refuse a day in the past, unless the action had it already."""
        self.check_day(field)


class NextForm(_DayForm):
    """The day of the next talk."""

    day = DateField(format=list(FORMS), validators=[InputRequired(say("forms.day"))])

    def validate_day(self, field: DateField) -> None:
        """Refuse a day in the past, unless it was proposed already."""
        self.check_day(field)


class NoteForm(Form):
    """The private notes of a coach."""

    note = TextAreaField(filters=[clean_lines], validators=[AtMost(MAX_NOTE)])
    seen = HiddenField()


class OutcomeForm(Form):
    """How one goal went, and why."""

    went = RadioField(validators=[InputRequired(say("forms.went"))])
    why = TextAreaField(filters=[clean_lines], validators=[AtMost(MAX_WHY)])


def make_action_form(side: Side, stored: Action | None = None) -> ActionForm:
    """Return the form: as posted, else with the stored action, else empty."""
    data = None
    if request.method == "GET" and stored is not None:
        data = {"what": stored.what, "who": stored.who, "due_on": stored.due_on,
                "seen": str(stored.revision)}  # fmt: skip
    form = ActionForm(data=data, prefix="actie-")
    form.who.choices = [
        SelectChoice(who, say(f"conversation.{who}_to_{side}")) for who in ("owner", "coach")
    ]
    form.days = possible_days(day_of(now()))
    form.kept = None if stored is None else stored.due_on
    return form


def make_next_form(known: date | None) -> NextForm:
    """Return the form with the day that is proposed, if any."""
    form = NextForm(data={"day": known} if request.method == "GET" else None, prefix="gesprek-")
    form.days, form.kept = possible_days(day_of(now())), known
    return form


def make_outcome_form(number: int) -> OutcomeForm:
    """Return the form of the goal with this number."""
    form = OutcomeForm(prefix=f"doel-{number}-")
    form.went.choices = [SelectChoice(went, say(f"conversation.went_{went}")) for went in WENT]
    return form


def read_seen(text: str | None) -> int:
    """Return which revision somebody looked at; -1 when that was lost."""
    given = text or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1

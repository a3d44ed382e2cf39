"""The form of one entry in the logbook."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import g, request
from wtforms import DateField, HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, ValidationError

from assessment.phrases import long_date
from assessment.plan.goal_dates import FORMS
from assessment.plan.model import MAX_LINE, MAX_TEXT
from assessment.services import evaluating, logbook
from assessment.services.logbook import Entry, Learned
from assessment.services.moments import day_of, now
from assessment.web.forms import AtMost, Form, clean_line, clean_lines
from assessment.web.participant import catalogue_in_use, content
from assessment.wording import say


class EntryForm(Form):
    """What somebody learned, when, and how long it took."""

    what = StringField(
        filters=[clean_line], validators=[DataRequired(say("logbook.no_what")), AtMost(MAX_LINE)]
    )
    day = DateField(format=list(FORMS), validators=[InputRequired(say("logbook.no_day"))])
    hours = StringField(
        filters=[clean_line],
        validators=[DataRequired(say("logbook.no_hours"))],
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    learned = TextAreaField(filters=[clean_lines], validators=[AtMost(MAX_TEXT)])
    about = SelectField()
    programme = SelectField()
    revision = HiddenField()

    def validate_hours(self, field: StringField) -> None:
        """Refuse what is no number of hours."""
        try:
            logbook.read_hours(field.data)
        except ValueError:
            wrong = say("logbook.wrong_hours", most=logbook.MOST_HOURS)
            raise ValidationError(wrong) from None

    def validate_day(self, field: DateField) -> None:
        """Refuse a day that is still to come, or long before anybody now in office."""
        today = day_of(now())
        if field.data and not first_day(today) <= field.data <= today:
            raise ValidationError(say("logbook.wrong_day", last=long_date(today)))

    def read_learned(self) -> Learned:
        """Return what was typed, once the form was accepted."""
        return Learned(
            day=self.day.data,
            hundredths=logbook.read_hours(self.hours.data),
            what=self.what.data,
            learned=self.learned.data or "",
            about=self.about.data or "",
            programme=self.programme.data or "",
        )

    @property
    def seen(self) -> int:
        """The revision that the person looked at; -1 when that was lost."""
        text = self.revision.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def first_day(today: date) -> date:
    """Return the earliest day of an entry: the first of January, ``YEARS_BACK`` years ago."""
    return date(today.year - logbook.YEARS_BACK, 1, 1)


def make_entry_form(account_id: UUID, entry: Entry | None) -> EntryForm:
    """Return the form: as posted, else the entry, else an empty one of today."""
    form = EntryForm(data=_data(entry) if request.method == "GET" else None)
    form.about.choices = _subjects(account_id)
    form.programme.choices = _programmes(entry.programme if entry else "")
    return form


def _data(entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {"day": day_of(now()), "revision": "0"}
    facts = {name: getattr(entry, name) for name in ("what", "day", "learned", "about")}
    known = {programme.id for programme in catalogue_in_use().programmes}
    return {
        **facts,
        "programme": entry.programme if entry.programme in known else "",
        "hours": logbook.write_hours(entry.hundredths),
        "revision": str(entry.revision),
    }


def _subjects(account_id: UUID) -> list[SelectChoice]:
    """Return what an entry may have served: first what the owner's goals are about."""
    names, value_map = logbook.list_goal_subjects(content()), content().value_map
    goals = evaluating.list_subjects(g.db, content(), account_id)
    groups = (
        ("logbook.goals", goals),
        ("forms.competencies", [c.id for c in value_map.competencies if c.id not in goals]),
        ("forms.values", [v for v in value_map.values if v not in goals]),
    )
    return [
        SelectChoice("", say("logbook.no_goal")),
        *(SelectChoice(about, names[about], optgroup=say(group))
          for group, subjects in groups for about in subjects),
    ]  # fmt: skip


def _programmes(kept: str) -> list[SelectChoice]:
    """Return the programmes that can be followed, after an empty first choice."""
    offered = [
        p
        for p in catalogue_in_use().programmes
        if (not p.support and p.kind != "naslagwerk") or p.id == kept
    ]
    return [
        SelectChoice("", say("logbook.no_programme")),
        *(SelectChoice(programme.id, programme.name) for programme in offered),
    ]

"""The form of one programme of the catalogue, and the programme that is read back from it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Regexp, ValidationError

from assessment.plan.model import Catalogue, Programme
from assessment.services.catalogue.drafting import name_status, say
from assessment.services.catalogue.fields import (
    EXAMPLE_MONTH,
    LEAST_ID,
    MOST_CHARACTERS,
    MOST_HOURS,
    MOST_ID,
    MOST_LINES,
    STATUSES,
    read_days,
    write_days,
)
from assessment.services.catalogue.names import name_phase
from assessment.web.forms import AtMost, Form, clean_line, clean_lines
from assessment.web.participant.forms import CheckboxesField
from values import PHASES, WEIGHTS, ValueMap

LINES = ("name", "kind", "url", "price")
TEXTS = ("form", "trains", "audience", "entry", "note")
LISTS = ("sources", "places", "requires")
MONTHS = ("as_of", "review_by")
HOURS = ("pe_hours", "load_hours")


def _line(name: str, *, needed: bool = False) -> StringField:
    wanted = say("form.name" if name == "name" else "form.text")
    asked = [DataRequired(wanted)] if needed else []
    return StringField(filters=[clean_line], validators=[*asked, AtMost(MOST_CHARACTERS[name])])


def _text(name: str, *, needed: bool = False) -> TextAreaField:
    asked = [DataRequired(say("form.text"))] if needed else []
    return TextAreaField(filters=[clean_line], validators=[*asked, AtMost(MOST_CHARACTERS[name])])


def make_month() -> StringField:
    """Return a field for a month."""
    wrong = say("form.month", example=EXAMPLE_MONTH)
    return StringField(
        filters=[clean_line],
        validators=[DataRequired(wrong), Regexp(r"\d{4}-(0[1-9]|1[0-2])$", message=wrong)],
        render_kw={"autocomplete": "off"},
    )


def _hours() -> StringField:
    return StringField(
        filters=[clean_line], render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )


class ProgrammeForm(Form):
    """Everything that is told of a programme, apart from what it trains."""

    programme_id = StringField(filters=[clean_line], validators=[AtMost(MOST_ID)])
    name = _line("name", needed=True)
    kind = _line("kind", needed=True)
    status = RadioField(validators=[InputRequired(say("form.text"))])
    phases = CheckboxesField(validators=[InputRequired(say("form.no_phase"))])
    form = _text("form", needed=True)
    trains = _text("trains", needed=True)
    audience = _text("audience")
    entry = _text("entry")
    requires = TextAreaField(filters=[clean_lines], validators=[AtMost(MOST_LINES)])
    entry_source = StringField(filters=[clean_line], validators=[AtMost(MOST_LINES)])
    dates = TextAreaField(filters=[clean_lines], validators=[AtMost(MOST_LINES)])
    places = TextAreaField(filters=[clean_lines], validators=[AtMost(MOST_LINES)])
    price = _line("price")
    payment = SelectField()
    load_hours = _hours()
    pe_hours = _hours()
    contact = SelectField()
    url = _line("url")
    note = _text("note")
    values = CheckboxesField()
    sources = TextAreaField(
        filters=[clean_lines], validators=[DataRequired(say("form.text")), AtMost(MOST_LINES)]
    )
    as_of = make_month()
    review_by = make_month()
    sure = BooleanField()
    well_known = BooleanField()
    revision = HiddenField()

    def validate_dates(self, field: TextAreaField) -> None:
        """Refuse a line that is no day with a place, and a day that stands there twice."""
        try:
            read_days(field.data or "")
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def validate_review_by(self, field: StringField) -> None:
        """Refuse a month that is not after that of the source."""
        check_months(self.as_of, field)

    def validate_pe_hours(self, field: StringField) -> None:
        """Refuse what is no number of hours."""
        _read_hours(field)

    def validate_load_hours(self, field: StringField) -> None:
        """Refuse what is no number of hours."""
        _read_hours(field)

    def read_programme(self, known: Programme | None, competencies: Sequence[str]) -> Programme:
        """Return what was typed, once the form was accepted; what it does not ask stays."""
        lines = {name: getattr(self, name).data or "" for name in (*LINES, *TEXTS, *MONTHS)}
        lists = {name: tuple(split_lines(getattr(self, name).data)) for name in LISTS}
        hours = {name: _read_hours(getattr(self, name)) for name in HOURS}
        weights = {one: int(self[one].data) for one in competencies if self[one].data in _WEIGHTS}
        told: dict[str, Any] = {
            **lines,
            **lists,
            **hours,
            "status": self.status.data,
            "phases": tuple(self.phases.data),
            "values": tuple(self.values.data or ()),
            "competencies": weights,
            "dates": read_days(self.dates.data or ""),
            "contact": self.contact.data or "",
            "payment": self.payment.data or "",
            "entry_source": self.entry_source.data or "",
            "sure": self.sure.data,
            "well_known": self.well_known.data,
        }
        if known is not None:
            return replace(known, **_in_known_order(known, told))
        return Programme(id=self.programme_id.data, support=False, **told)


_WEIGHTS = {str(weight) for weight in WEIGHTS}


def make_programme_form(
    programme: Programme | None, catalogue: Catalogue, value_map: ValueMap, revision: int
) -> ProgrammeForm:
    """Return the form: as posted, else with the programme, else empty for a new one."""
    chosen = [SelectChoice("0", say("weight.none"))]
    chosen += [SelectChoice(str(weight), say(f"weight.w{weight}")) for weight in sorted(WEIGHTS)]
    asked = {
        competency.id: SelectField(competency.name, choices=chosen)
        for competency in value_map.competencies
    }
    kind = type("OneProgrammeForm", (ProgrammeForm,), asked)
    form: ProgrammeForm = kind(data=_data(programme, revision) if request.method == "GET" else None)
    form.status.choices = [SelectChoice(one, name_status(one)) for one in STATUSES]
    form.phases.choices = [SelectChoice(one, name_phase(one)) for one in PHASES]
    form.values.choices = [SelectChoice(v.id, v.name) for v in value_map.values.values()]
    nobody = SelectChoice("", say("form.nobody"))
    form.contact.choices = [nobody, *(SelectChoice(c.id, c.name) for c in catalogue.contacts)]
    form.payment.choices = [
        SelectChoice("", say("form.unknown_payment")),
        *(SelectChoice(note.id, note.title) for note in catalogue.payment),
    ]
    return form


def check_new_id(form: ProgrammeForm, known: Sequence[str]) -> bool:
    """Return whether a new programme has an id that is good and that no other has."""
    typed = form.programme_id.data or ""
    wrong = not (LEAST_ID <= len(typed) <= MOST_ID) or not typed.isascii()
    if wrong or not typed.replace("-", "A").isalnum() or typed != typed.upper():
        form.programme_id.errors = [say("form.wrong_id", least=LEAST_ID, most=MOST_ID)]
    elif typed in known:
        form.programme_id.errors = [say("form.id_twice")]
    return not form.programme_id.errors


def check_months(as_of: StringField, review_by: StringField) -> None:
    """Refuse a month of looking up again that is not after the one that a source speaks of."""
    if (review_by.data or "") <= (as_of.data or ""):
        raise ValidationError(say("form.months"))


def _data(programme: Programme | None, revision: int) -> Mapping[str, Any]:
    if programme is None:
        return {"status": "offered", "revision": str(revision)}
    told = {name: getattr(programme, name) for name in (*LINES, *TEXTS, *MONTHS)}
    lists = {name: "\n".join(getattr(programme, name)) for name in LISTS}
    hours = {name: str(getattr(programme, name) or "") for name in HOURS}
    same = ("status", "contact", "payment", "entry_source", "sure", "well_known")
    return {
        **told,
        **lists,
        **hours,
        **{name: getattr(programme, name) for name in same},
        **{one: str(weight) for one, weight in programme.competencies.items()},
        "programme_id": programme.id,
        "phases": list(programme.phases),
        "values": list(programme.values),
        "dates": write_days(programme.dates),
        "revision": str(revision),
    }


def _in_known_order(known: Programme, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed, with what is no other choice in the order that it had."""
    same = {name: getattr(known, name) for name in ("competencies", "phases", "values")}
    kept = {name: had for name, had in same.items() if _as_set(had) == _as_set(typed[name])}
    return {**typed, **kept}


def _as_set(chosen: Any) -> set[Any]:
    return set(chosen.items() if isinstance(chosen, Mapping) else chosen)


def _read_hours(field: StringField) -> int:
    text = field.data or ""
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MOST_HOURS):
        raise ValidationError(say("form.whole", most=MOST_HOURS))
    return int(text)


def split_lines(text: str | None) -> list[str]:
    """Return the lines in which something stands."""
    return [line.strip() for line in (text or "").split("\n") if line.strip()]

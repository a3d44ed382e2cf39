"""The form of whom a person can reach, and the contact that is read back from it."""

from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, ValidationError

from assessment.plan.model import Contact
from assessment.services.catalogue.drafting import say
from assessment.services.catalogue.fields import (
    LEAST_CONTACT_ID,
    MOST_CONTACT_ID,
    MOST_LINES,
    MOST_OF_CONTACT,
    is_contact_id,
    is_way,
)
from assessment.web.desk.programme_form import check_months, make_month, split_lines
from assessment.web.forms import AtMost, Form, clean_line, clean_lines

TEXTS = ("name", "about", "telephone", "mail", "url", "as_of", "review_by")
_WAYS = {"telephone": "070 123 45 67", "mail": "naam@voorbeeld.nl", "url": "https://voorbeeld.nl/"}


def _line(name: str, *, needed: bool = False) -> StringField:
    asked = [DataRequired(say("form.text"))] if needed else []
    return StringField(filters=[clean_line], validators=[*asked, AtMost(MOST_OF_CONTACT[name])])


class ContactForm(Form):
    """Everything that is told of a contact."""

    contact_id = StringField(filters=[clean_line], validators=[AtMost(MOST_CONTACT_ID)])
    name = _line("name", needed=True)
    about = _line("about", needed=True)
    telephone = _line("telephone")
    mail = _line("mail")
    url = _line("url")
    sources = TextAreaField(
        filters=[clean_lines], validators=[DataRequired(say("form.text")), AtMost(MOST_LINES)]
    )
    as_of = make_month()
    review_by = make_month()
    sure = BooleanField()
    revision = HiddenField()

    def validate_telephone(self, field: StringField) -> None:
        """Refuse what makes no link, and a contact that nobody can reach."""
        _check_way(field)
        if not (field.data or self.mail.data or self.url.data):
            raise ValidationError(say("contact.no_way"))

    def validate_mail(self, field: StringField) -> None:
        """Refuse what makes no link."""
        _check_way(field)

    def validate_url(self, field: StringField) -> None:
        """Refuse what makes no link."""
        _check_way(field)

    def validate_review_by(self, field: StringField) -> None:
        """Refuse a month that is not after that of the source."""
        check_months(self.as_of, field)

    def read_contact(self, contact_id: str) -> Contact:
        """Return what was typed, once the form was accepted."""
        told = {name: getattr(self, name).data or "" for name in TEXTS}
        sources = tuple(split_lines(self.sources.data))
        return Contact(id=contact_id, sources=sources, sure=self.sure.data, **told)


def make_contact_form(contact: Contact | None, revision: int) -> ContactForm:
    """Return the form: as posted, else with the contact, else empty for a new one."""
    data: Mapping[str, Any] = {"revision": str(revision)}
    if contact is not None:
        told = {name: getattr(contact, name) for name in (*TEXTS, "sure")}
        data = {**data, **told, "contact_id": contact.id, "sources": "\n".join(contact.sources)}
    return ContactForm(data=data if request.method == "GET" else None)


def check_new_contact(form: ContactForm, known: set[str]) -> bool:
    """Return whether a new contact has an id that is good and that no other has."""
    typed = form.contact_id.data or ""
    if not is_contact_id(typed):
        wrong = say("form.wrong_contact_id", least=LEAST_CONTACT_ID, most=MOST_CONTACT_ID)
        form.contact_id.errors = [wrong]
    elif typed in known:
        form.contact_id.errors = [say("contact.id_twice")]
    return not form.contact_id.errors


def _check_way(field: StringField) -> None:
    if field.data and not is_way(field.name, field.data):
        raise ValidationError(say("contact.wrong_form", example=_WAYS[field.name]))

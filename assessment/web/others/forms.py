"""The forms of who asks others: in what words, whom, and until when."""

from collections.abc import Mapping

from flask import request
from wtforms import BooleanField, StringField, TextAreaField

from assessment.services.others.inviting import GROUPS, MAX_NAME, MAX_WORDS, InviteRefused
from assessment.web.forms import AtMost, Form, clean_line, clean_lines
from values.constants import ASKED_DAYS

MAX_ADDRESSES, MAX_DAYS = 4000, 20


def _of_group() -> TextAreaField:
    return TextAreaField(
        filters=[clean_lines],
        validators=[AtMost(MAX_ADDRESSES)],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )


class GroupsForm(Form):
    """Mailboxes by group, a line for each."""

    college = _of_group()
    organisatie = _of_group()
    raad = _of_group()
    buiten = _of_group()
    ander = _of_group()

    @property
    def typed(self) -> Mapping[str, str]:
        """Return what was typed for each group."""
        return {group: self[group].data or "" for group in GROUPS}

    def refuse(self, refused: InviteRefused) -> None:
        """Say at its field why nobody was asked."""
        self[refused.field if refused.field in self else GROUPS[0]].errors = [refused.sentence]


class AskForm(GroupsForm):
    """The same, with who asks, in what words, and for how many days."""

    name = StringField(filters=[clean_line], validators=[AtMost(MAX_NAME)])
    words = TextAreaField(filters=[clean_lines], validators=[AtMost(MAX_WORDS)])
    days = StringField(
        filters=[clean_line], validators=[AtMost(MAX_DAYS)], render_kw={"inputmode": "numeric"}
    )

    @property
    def number_of_days(self) -> int:
        """Return how many days were typed; 0 for what is no number."""
        text = self.days.data or ""
        return int(text) if text.isascii() and text.isdigit() else 0


class SendForm(Form):
    """Whether the writer read by what a text may be recognised."""

    read = BooleanField()


def make_ask_form(name: str) -> AskForm:
    """Return the form, with what is known when it is shown for the first time."""
    known = {"name": name, "days": str(ASKED_DAYS)}
    return AskForm(data=known if request.method == "GET" else None)

"""What every form shares: our own sentences, text only, and a limit that may be typed past."""

from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import Length

from assessment.wording import clean_text, say


def clean_lines(text: str | None) -> str | None:
    """Return what will be kept, so that what is counted is what is kept."""
    return None if text is None else clean_text(text)


def clean_line(text: str | None) -> str | None:
    """Return what will be kept of a text of one line."""
    return None if text is None else " ".join(clean_text(text).split())


def name_field(field: Field, label: str) -> Field:
    """Remember what the page calls the field, so that the summary of what is wrong can name it."""
    field.asked = label
    return field


def tell_problem(field: Field) -> tuple[str, str]:
    """Return the control that the problem of the field is about, and the problem with its name."""
    anchor = f"{field.id}-0" if field.type in ("RadioField", "CheckboxesField") else field.id
    asked = getattr(field, "asked", "")
    if asked:
        asked += " " if asked[-1] in "?!." else ": "
    return anchor, asked + field.errors[0]


class _Sentences:
    """Answers WTForms with the product's own sentence wherever it would speak English."""

    def gettext(self, text: str) -> str:
        return say("forms.date" if "date" in text else "forms.wrong")

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form of ours."""

    class Meta:
        """What WTForms asks of every form."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Read text fields only: no file and no JSON ever takes the place of a text."""
            return request.form if request.method == "POST" else None

        def get_translations(self, form: Any) -> _Sentences:
            """Return who answers instead of WTForms itself."""
            return _Sentences()


class AtMost(Length):  # type: ignore[misc]
    """Refuses a longer text, and lets it be typed: a browser would cut what is pasted, silently."""

    def __init__(self, limit: int) -> None:
        super().__init__(max=limit, message=say("forms.too_long", limit=limit))
        self.field_flags = {"limit": limit}

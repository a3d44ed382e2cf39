"""The profielschets: anybody makes one, and nothing of it is kept: what was chosen goes along."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from assessment.services import office_profiles
from assessment.services.moments import AMSTERDAM
from assessment.services.office_profiles import Choice
from assessment.web.access import allows, anyone
from assessment.web.forms import AtMost, Form, clean_line, clean_lines
from assessment.web.participant import content, now
from assessment.web.participant.forms import CheckboxesField
from assessment.wording import say

bp = Blueprint("office_profile", __name__, url_prefix="/profielschets")

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SET = "reeks-"  # before the office whose values are put ready


class ProfileForm(Form):
    """What an office and a place ask for; every list is in the order of the content."""

    audience = RadioField(validators=[InputRequired(say("office_profile.audience"))])
    place = StringField(filters=[clean_line], validators=[AtMost(office_profiles.LONGEST_PLACE)])
    ahead = TextAreaField(filters=[clean_lines], validators=[AtMost(office_profiles.LONGEST_TEXT)])
    competencies = CheckboxesField(
        validators=[
            Length(1, message=say("office_profile.none")),
            Length(
                max=office_profiles.MOST_COMPETENCIES,
                message=say("office_profile.competencies", most=office_profiles.MOST_COMPETENCIES),
            ),
        ]
    )
    values = CheckboxesField(
        validators=[
            Length(
                max=office_profiles.MOST_VALUES,
                message=say("office_profile.values", most=office_profiles.MOST_VALUES),
            )
        ]
    )
    tensions = CheckboxesField(coerce=int)
    rub = TextAreaField(filters=[clean_lines], validators=[AtMost(office_profiles.LONGEST_TEXT)])
    styles = CheckboxesField(
        validators=[
            Length(
                max=office_profiles.MOST_STYLES,
                message=say("office_profile.styles", most=office_profiles.MOST_STYLES),
            )
        ]
    )


@bp.get("")
@allows(anyone)
def choose() -> ResponseReturnValue:
    """Ask what an office and a place ask for."""
    return _ask(_make_form())


@bp.post("")
@allows(anyone)
def show() -> ResponseReturnValue:
    """Show the profielschets, hand it over as a file, or give the form back to change it."""
    form, wanted = _make_form(), request.form.get("naar", "")
    if wanted.startswith(_SET):
        sets = {office_id: values for office_id, _, values in office_profiles.list_sets(content())}
        form.values.data = list(sets.get(wanted.removeprefix(_SET), form.values.data or ()))
        return _ask(form)
    if wanted == "form":
        return _ask(form)
    if not form.validate_on_submit():
        return _ask(form), 422
    report = office_profiles.write_profile(content(), _read(form), now=now())
    if wanted == "pdf":
        return _download(office_profiles.make_pdf(report), "application/pdf", "pdf")
    if wanted == "docx":
        return _download(office_profiles.make_docx(report), _DOCX, "docx")
    return render_template("participant/office_profile.html", report=report, form=form)


def ask_with_styles(styles: Sequence[str]) -> str:
    """Return the page that asks, for a college, with the styles filled in that it misses."""
    form = _make_form()
    form.audience.data, form.styles.data = "college", list(styles)
    return _ask(form)


def _make_form() -> ProfileForm:
    form, value_map = ProfileForm(), content().value_map
    form.audience.choices = [
        SelectChoice(one, office_profiles.say(f"audience_name.{one}"))
        for one in office_profiles.AUDIENCES
    ]
    form.competencies.choices = [SelectChoice(c.id, c.name) for c in value_map.competencies]
    form.values.choices = [SelectChoice(v.id, v.name) for v in value_map.values.values()]
    form.tensions.choices = [
        SelectChoice(number, name)
        for number, name in enumerate(office_profiles.list_tensions(content()))
    ]
    form.styles.choices = [SelectChoice(style.id, style.name) for style in value_map.styles]
    return form


def _read(form: ProfileForm) -> Choice:
    return Choice(
        office=content().value_map.offered_offices[0].id,
        audience=form.audience.data,
        competencies=form.competencies.data,
        values=form.values.data,
        tensions=form.tensions.data,
        styles=form.styles.data,
        place=form.place.data or "",
        ahead=form.ahead.data or "",
        rub=form.rub.data or "",
    )


def _ask(form: ProfileForm) -> str:
    return render_template(
        "participant/choose_office_profile.html",
        form=form,
        value_map=content().value_map,
        sets=office_profiles.list_sets(content()),
        most=office_profiles,
    )


def _download(data: bytes, mimetype: str, ending: str) -> Response:
    name = f"profielschets-{now().astimezone(AMSTERDAM):%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, mimetype=mimetype, headers=headers)

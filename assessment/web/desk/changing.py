"""Changing the catalogue: one programme at a time, or all of it from a TOML file."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired

from assessment.plan.model import Programme
from assessment.services.catalogue import advising, drafting
from assessment.services.catalogue.drafting import Desk, say
from assessment.services.moments import now
from assessment.web.access import allows, only_medewerker
from assessment.web.desk.keeping import (
    as_seen,
    open_desk,
    open_draft,
    tell_at_fields,
    try_to_keep,
)
from assessment.web.desk.programme_form import (
    ProgrammeForm,
    check_new_id,
    make_programme_form,
)
from assessment.web.forms import Form
from assessment.web.participant import content

bp = Blueprint("changing", __name__, url_prefix="/medewerker/aanbod")


class TakeOverForm(Form):
    """A whole catalogue as TOML."""

    toml = TextAreaField(validators=[InputRequired(say("form.file"))])
    revision = HiddenField()


@bp.route("/nieuw", methods=["GET", "POST"])
@allows(only_medewerker)
def add_programme() -> ResponseReturnValue:
    """Ask what there is to tell of a new programme; on POST keep it in the draft."""
    return _change(open_draft(), None)


@bp.route("/programma/<programme_id>", methods=["GET", "POST"])
@allows(only_medewerker)
def change_programme(programme_id: str) -> ResponseReturnValue:
    """Show what is told of a programme; on POST keep the change in the draft."""
    desk = open_draft()
    programme = desk.find(programme_id)
    if programme is None:
        abort(404)
    return _change(desk, programme)


@bp.route("/inlezen", methods=["GET", "POST"])
@allows(only_medewerker)
def take_over() -> ResponseReturnValue:
    """Ask for a whole catalogue as TOML; on POST make it the draft, or tell all problems.

    A draft that cannot be read any more is in the field, to be mended.
    """
    desk = open_desk()
    text = drafting.write_unfit(desk)
    form = TakeOverForm(data={"toml": text} if request.method == "GET" else None)
    problems: tuple[str, ...] = ()
    if form.validate_on_submit():
        typed = form.toml.data.replace("\r\n", "\n")
        problems = try_to_keep(
            lambda: drafting.take_over(g.db, content(), as_seen(desk), typed, now=now())
        )
        if not problems:
            flash(say("publish.taken_over"))
            return redirect(url_for("catalogue.show"), code=303)
        form.toml.errors = [say("publish.not_taken_over")]
    page = render_template("desk/take_over.html", form=form, desk=desk, problems=problems)
    return page, 422 if request.method == "POST" else 200


def _change(desk: Desk, programme: Programme | None) -> ResponseReturnValue:
    value_map = content().value_map
    form = make_programme_form(programme, desk.catalogue, value_map, desk.revision)
    problems: tuple[str, ...] = ()
    known = [one.id for one in desk.catalogue.programmes]
    is_new = programme is None
    if form.is_submitted() and all([form.validate(), not is_new or check_new_id(form, known)]):
        problems = _keep(desk, form, programme)
        if not (problems or form.errors):
            flash(say("publish.kept"))
            return redirect(url_for("catalogue.show"), code=303)
    page = render_template(
        "desk/programme.html",
        desk=desk,
        form=form,
        programme=programme,
        problems=problems,
        advised=advising.list_why(desk, programme.id) if programme else (),
        competencies=[competency.id for competency in value_map.competencies],
    )
    return page, 422 if request.method == "POST" else 200


def _keep(desk: Desk, form: ProgrammeForm, programme: Programme | None) -> tuple[str, ...]:
    """Keep what was typed in the draft; say why not at its fields, and return what has none."""
    read = form.read_programme(programme, list(content().value_map.competency))
    problems = try_to_keep(
        lambda: drafting.keep_programme(g.db, content(), as_seen(desk), read, now=now())
    )
    return tell_at_fields(form, problems, read.id)

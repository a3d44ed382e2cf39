"""Changing the catalogue: one programme at a time, or all of it from a TOML file."""

from dataclasses import replace

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired

from assessment.plan.model import Programme
from assessment.services.catalogue import drafting
from assessment.services.catalogue.drafting import CatalogueRefused, Desk, DraftChanged, say
from assessment.services.moments import now
from assessment.web.access import allows, only_medewerker
from assessment.web.desk.catalogue import open_desk, read_seen
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
    return _change(open_desk(), None)


@bp.route("/programma/<programme_id>", methods=["GET", "POST"])
@allows(only_medewerker)
def change_programme(programme_id: str) -> ResponseReturnValue:
    """Show what is told of a programme; on POST keep the change in the draft."""
    desk = open_desk()
    programme = desk.find(programme_id)
    if programme is None:
        abort(404)
    return _change(desk, programme)


@bp.route("/inlezen", methods=["GET", "POST"])
@allows(only_medewerker)
def take_over() -> ResponseReturnValue:
    """Ask for a whole catalogue as TOML; on POST make it the draft, or tell all problems."""
    desk, form = open_desk(), TakeOverForm()
    problems: tuple[str, ...] = ()
    if form.validate_on_submit():
        try:
            text = form.toml.data.replace("\r\n", "\n")
            drafting.take_over(g.db, content(), _as_seen(desk), text, now=now())
        except CatalogueRefused as refused:
            problems = refused.problems
        except DraftChanged:
            problems = (say("publish.changed"),)
        else:
            flash(say("publish.taken_over"))
            return redirect(url_for("catalogue.show"), code=303)
    page = render_template("desk/take_over.html", form=form, desk=desk, problems=problems)
    return page, 422 if request.method == "POST" else 200


def _change(desk: Desk, programme: Programme | None) -> ResponseReturnValue:
    value_map = content().value_map
    form = make_programme_form(programme, desk.catalogue, value_map, desk.revision)
    problems: tuple[str, ...] = ()
    known = [one.id for one in desk.catalogue.programmes]
    if form.validate_on_submit() and (programme is not None or check_new_id(form, known)):
        problems = _keep(desk, form, programme)
        if not problems:
            flash(say("publish.kept"))
            return redirect(url_for("catalogue.show"), code=303)
    page = render_template(
        "desk/programme.html",
        desk=desk,
        form=form,
        programme=programme,
        problems=problems,
        competencies=[competency.id for competency in value_map.competencies],
    )
    return page, 422 if request.method == "POST" else 200


def _keep(desk: Desk, form: ProgrammeForm, programme: Programme | None) -> tuple[str, ...]:
    """Keep what was typed in the draft; return why not, or nothing."""
    read = form.read_programme(programme, list(content().value_map.competency))
    try:
        drafting.keep_programme(g.db, content(), _as_seen(desk), read, now=now())
    except CatalogueRefused as refused:
        return refused.problems
    except DraftChanged:
        return (say("publish.changed"),)
    return ()


def _as_seen(desk: Desk) -> Desk:
    """Return the draft by the revision that the person looked at, so that none is overwritten."""
    return replace(desk, revision=read_seen())

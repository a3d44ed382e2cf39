"""Instrumenten: what there is, asking for something new, and how far it is."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, g, jsonify, redirect, render_template, url_for
from flask import request as http
from flask.typing import ResponseReturnValue
from wtforms import Field

from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.services.instruments import asking, proposing, showing
from assessment.services.instruments.asking import ANALYSIS, EXPORT, READY, InputError, RunNotFound
from assessment.services.moments import AMSTERDAM, now
from assessment.web.access import allows, notes_reading, only_desk
from assessment.web.instruments import current_worker
from assessment.web.instruments.forms import make_norm_form, make_people_form
from assessment.web.instruments.words import list_words
from assessment.web.participant import content
from assessment.web.participant.forms import ConfirmForm
from assessment.web.security import standalone_csp
from assessment.wording import say

bp = Blueprint("instruments", __name__, url_prefix="/medewerker/instrumenten")
bp.context_processor(list_words)


@bp.get("")
@allows(only_desk)
def show() -> ResponseReturnValue:
    """Show what waits, what was made, and every norm and calibration."""
    return _show_all()


@bp.post("/kwaliteit")
@allows(only_desk)
def ask_analysis() -> ResponseReturnValue:
    """Have a quality report made."""
    if not ConfirmForm().validate_on_submit():
        abort(404)
    try:
        run_id = asking.ask_analysis(g.db, by=current_worker(), now=now())
    except InputError as error:
        return _show_all(error.problems), 422
    return _go_to(run_id)


@bp.route("/norm", methods=["GET", "POST"])
@allows(only_desk)
def ask_norm() -> ResponseReturnValue:
    """Show the form of a norm; on POST have it made."""
    form = make_norm_form(content())
    if form.validate_on_submit():
        population = showing.make_population(
            form.description.data, int(form.size.data), int(form.invited.data),
            form.offices.data, form.phases.data,
        )  # fmt: skip
        try:
            return _go_to(asking.ask_norm(g.db, population, by=current_worker(), now=now()))
        except InputError as error:
            _add_problems(form.description, error)
    page = render_template("desk/instruments/ask_norm.html", form=form)
    return page, 422 if http.method == "POST" else 200


@bp.route("/ijking", methods=["GET", "POST"])
@allows(only_desk)
def ask_calibration() -> ResponseReturnValue:
    """Show the form of a calibration; on POST have it made."""
    form = make_people_form(content())
    if form.validate_on_submit():
        chosen = form.offices.data, form.phases.data
        try:
            return _go_to(asking.ask_calibration(g.db, *chosen, by=current_worker(), now=now()))
        except InputError as error:
            _add_problems(form.offices, error)
    page = render_template("desk/instruments/ask_calibration.html", form=form)
    return page, 422 if http.method == "POST" else 200


@bp.get("/opdrachten/<uuid:run_id>")
@allows(only_desk)
def show_run(run_id: UUID) -> ResponseReturnValue:
    """Show how far something is, and what came of it."""
    run = _find(run_id)
    return render_template(
        "desk/instruments/run.html",
        run=run,
        kind=say(f"instrument_kinds.{run.kind}"),
        progress=showing.tell_progress(run),
        has_file=asking.read_file(g.db, run_id) is not None,
        proposals=proposing.list_about(g.db, EXPORT, run.id) if run.kind == EXPORT else (),
    )


@bp.get("/opdrachten/<uuid:run_id>/stand")
@allows(only_desk)
def state(run_id: UUID) -> ResponseReturnValue:
    """Tell the script of that page how far it is."""
    run = _find(run_id)
    return jsonify(state=run.state, told=showing.tell_progress(run))


@bp.get("/opdrachten/<uuid:run_id>/rapport")
@allows(only_desk)
def open_report(run_id: UUID) -> ResponseReturnValue:
    """Show a quality report."""
    report = showing.read_report(g.db, _find(run_id))
    if report is None:
        abort(404)
    response = Response(report.page, mimetype="text/html")
    response.headers["Content-Security-Policy"] = standalone_csp(report.style_sheet)
    return response


@bp.get("/opdrachten/<uuid:run_id>/bestanden")
@allows(only_desk)
@notes_reading
def take_files(run_id: UUID) -> ResponseReturnValue:
    """Hand over what was made, as a zip; of rows for researchers that is written down."""
    run = _find(run_id)
    data = asking.read_file(g.db, run_id) if run.state == READY else None
    if data is None:
        abort(404)
    if run.kind == EXPORT:
        about = f"{run.kind} {run.id}"
        auditing.note_act(g.db, Act.EXPORT_FETCHED, actor=current_worker(), about=about, now=now())
    day = (run.ended_at or run.asked_at).astimezone(AMSTERDAM)
    names = {ANALYSIS: "kwaliteitsrapport", EXPORT: "onderzoeksbestand"}
    name = f"{names[run.kind]}-{day:%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, mimetype="application/zip", headers=headers)


def _show_all(problems: list[str] | None = None) -> str:
    return render_template(
        "desk/instruments/overview.html",
        problems=problems or [],
        found=showing.show_instruments(g.db, content(), now=now()),
    )


def _find(run_id: UUID) -> Any:
    try:
        return asking.find_run(g.db, run_id)
    except RunNotFound:
        abort(404)


def _go_to(run_id: UUID) -> ResponseReturnValue:
    flash(say("instruments.asked"))
    return redirect(url_for("instruments.show_run", run_id=run_id), code=303)


def _add_problems(field: Field, error: InputError) -> None:
    field.errors = [*field.errors, *error.problems]

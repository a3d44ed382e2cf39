"""The result pages: the report's own sections, its figures, and the answers behind a score."""

import gzip
from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.report.model import ReportContent
from assessment.services import consenting, reporting, showing, submitting
from assessment.services.moments import AMSTERDAM
from assessment.services.reporting import Result
from assessment.web.access import allows, own_attempt
from assessment.web.participant import comparing, content, current_attempt, now
from assessment.web.participant.forms import CodeForm, ResearchForm
from assessment.wording import say
from values import GEDRAG

bp = Blueprint("result", __name__, url_prefix="/afname/<uuid:attempt_id>/resultaat")
FIRST = "oogopslag"
WITHOUT_PAGE = ("doelen", "programmas")  # the plan builder shows these


@bp.get("", defaults={"section_id": FIRST})
@bp.get("/<section_id>")
@allows(own_attempt)
def section(attempt_id: UUID, section_id: str) -> ResponseReturnValue:
    """Show one section of the report."""
    result, report = _open()
    try:
        shown = report.section(section_id)
    except KeyError:
        if section_id == comparing.SECTION:
            return comparing.form_page(attempt_id, CodeForm())
        abort(404)
    may_link = section_id == FIRST and result.previous is None
    return render_template(
        "participant/result.html",
        attempt_id=attempt_id,
        section=shown,
        code_form=CodeForm() if may_link else None,
        sections=[s for s in report.sections if s.id not in WITHOUT_PAGE],
        answers=result.answers,
        value_map=content().value_map,
        explained=_explained(section_id),
        explain_groups=_explain_groups(section_id),
        documents=reporting.latest_document(g.db, g.attempt_id),
        research_asked=section_id == FIRST,
        research_given=current_attempt().research_at is not None,
        **_pattern(result, section_id),
    )


@bp.post("/onderzoek")
@allows(own_attempt)
def research(attempt_id: UUID) -> ResponseReturnValue:
    """Let the answers count in norms and in checking the questions, or no longer."""
    attempt, form = current_attempt(), ResearchForm()
    if attempt.submitted_at is None or not form.validate_on_submit():
        abort(404)
    allowed = bool(form.research.data)
    consenting.allow_research(g.db, attempt, allowed=allowed, now=now())
    flash(say("web.research_given" if allowed else "web.research_withdrawn"))
    return redirect(url_for(".section", attempt_id=attempt_id), code=303)


@bp.get("/figuur/<figure_id>.svg")
@allows(own_attempt)
def figure(attempt_id: UUID, figure_id: str) -> ResponseReturnValue:
    """Draw a figure of the report as SVG, with the same function as the PDF."""
    _, report = _open()
    try:
        return _compressed(showing.draw_figure(report, figure_id))
    except showing.FigureNotFound:
        abort(404)


@bp.get("/waarom/<construct>")
@allows(own_attempt)
def why(attempt_id: UUID, construct: str) -> ResponseReturnValue:
    """Open a score to the answers behind it."""
    result, _ = _open()
    found = _named(construct, result)
    if found is None:
        abort(404)
    parts = reporting.explain(content(), result.answers, construct)
    library = content().library
    return render_template(
        "participant/why.html",
        attempt_id=attempt_id,
        construct=construct,
        name=found[0],
        estimate=found[1],
        parts=parts,
        calibrated=result.profile.standard_errors.get(construct) == "calibration",
        items={item.id: item for item in library.gedrag.items},
        options={option.value: option.label for option in library.gedrag.options},
        phase=result.answers.phase,
        value_map=content().value_map,
    )


def _open() -> tuple[Result, ReportContent]:
    attempt = current_attempt()
    result = reporting.open_result(g.db, content(), attempt)
    created_at = now().astimezone(AMSTERDAM)
    return result, reporting.write_report(content(), result, created_at=created_at)


def _pattern(result: Result, section_id: str) -> dict[str, Any]:
    """Return what the note on the answering pattern needs; it stands on the first page only."""
    if section_id != FIRST:
        return {}
    return {
        "noticed": reporting.noticed_in_pattern(content(), result),
        "quality": result.profile.quality[GEDRAG],
        "may_reopen": submitting.may_reopen(g.db, current_attempt()),
    }


def _named(construct: str, result: Result) -> tuple[str, Any] | None:
    """Return the name and the estimate of a competency, value or cluster."""
    value_map, profile = content().value_map, result.profile
    if construct in value_map.competency:
        return value_map.competency[construct].name, profile.competencies[construct]
    if construct in value_map.values:
        return value_map.values[construct].name, profile.values[construct]
    for cluster in value_map.clusters:
        if cluster.id == construct:
            return cluster.name, profile.clusters[construct]
    return None


def _explained(section_id: str) -> dict[str, str]:
    """Return which headings of a section open which score."""
    if section_id != "competenties":
        return {}
    return {c.name: c.id for c in content().value_map.competencies}


def _explain_groups(section_id: str) -> list[list[tuple[str, str]]]:
    """Return id and name, in groups, of the scores in a section that have no heading there."""
    value_map = content().value_map
    if section_id == "waarden":
        return [
            [(cluster.id, cluster.name), *((value.id, value.name) for value in cluster.values)]
            for cluster in value_map.clusters
        ]
    if section_id.startswith("prioriteit-"):
        value_id = section_id.removeprefix("prioriteit-")
        return [[(value_id, value_map.values[value_id].name)]]
    return []


def _compressed(svg: bytes) -> Response:
    response = Response(svg, mimetype="image/svg+xml")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(svg, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response

"""The result pages: the report's own sections, its figures, and the answers behind a score."""

from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    abort,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assessment.plan.model import MAX_GOALS
from assessment.report.model import ReportContent, Section
from assessment.services import consenting, reporting, showing, submitting
from assessment.services.instruments import handed_out
from assessment.services.moments import AMSTERDAM
from assessment.services.patterns import describe_pattern
from assessment.services.reporting import Result, ResultPages
from assessment.web.access import allows, current_actor, own_attempt
from assessment.web.participant import comparing, content, current_attempt, now
from assessment.web.participant.figures import address_figure, send_figure, write_size
from assessment.web.participant.forms import CodeForm, make_counting_form
from assessment.web.participant.goal_form import names
from assessment.wording import say
from values import IN_OFFICE, Estimate, own_mean

bp = Blueprint("result", __name__, url_prefix="/afname/<uuid:attempt_id>/resultaat")
bp.add_app_template_global(address_figure)
bp.add_app_template_global(write_size)


@bp.get("", defaults={"section_id": ""})
@bp.get("/<section_id>")
@allows(own_attempt)
def section(attempt_id: UUID, section_id: str) -> ResponseReturnValue:
    """Show one section of the result; the first one has only the address of the result."""
    result, pages = _open()
    sections = pages.report.sections
    if section_id == sections[0].id:
        return redirect(url_for(".section", attempt_id=attempt_id), code=308)
    if section_id == comparing.ADDRESS and result.previous is None:
        return comparing.form_page(attempt_id, CodeForm())
    shown = sections[0] if not section_id else _find_section(pages.report, section_id)
    return render_template(
        "participant/result.html",
        attempt_id=attempt_id,
        section=shown,
        sections=[chapter for chapter in sections if chapter.has_page],
        chapter_shown=showing.fold_chapter(shown.blocks),
        lines=pages.lines,
        opened=request.args.get("open", ""),
        explain_groups=_name_constructs(shown.explains),
        deepens=shown.id == "competenties",
        asks_others=result.answers.phase in IN_OFFICE,
        **(_first_page(result, pages) if shown is sections[0] else {}),
    )


def _find_section(report: ReportContent, section_id: str) -> Section:
    """Return a section by its id, or the one that compares by the address of comparing."""
    compares = section_id == comparing.ADDRESS
    fitting = (s for s in report.sections if s.id == section_id or (compares and s.compares))
    return next(fitting, None) or abort(404)


def _first_page(result: Result, pages: ResultPages) -> dict[str, Any]:
    """Return what only the first page offers: two goals, a second look, comparing, consent."""
    numbers = {goal.about: number for number, goal in enumerate(result.plan.goals, start=1)}
    return {
        "proposals": pages.proposals,
        "subject": names().__getitem__,
        "numbers": numbers,
        "free": MAX_GOALS - len(result.plan.goals),
        "revision": result.plan_revision,
        "noticed": describe_pattern(content().library, result.profile.quality),
        "has_scores": any(score is not None for score in result.profile.competencies.values()),
        "may_reopen": submitting.may_reopen(g.db, current_attempt()),
        "code_form": CodeForm() if result.previous is None else None,
        "counting": make_counting_form(consenting.find_counting(g.db, g.attempt_id)),
        "rows_taken": handed_out.find_of_attempt(g.db, g.attempt_id),
        "earlier": comparing.list_earlier(g.attempt_id) if result.previous is None else [],
    }


@bp.post("/onderzoek")
@allows(own_attempt)
def research(attempt_id: UUID) -> ResponseReturnValue:
    """Let the answers count for what is ticked, and for nothing else."""
    attempt, form = current_attempt(), make_counting_form(())
    if attempt.submitted_at is None or not form.validate_on_submit():
        abort(404)
    consenting.set_counting(g.db, attempt.id, form.wanted, actor=current_actor().account, now=now())
    flash(say("web.research_given" if form.wanted else "web.research_withdrawn"))
    return redirect(url_for(".section", attempt_id=attempt_id), code=303)


@bp.get("/figuur/<figure_id>.svg")
@bp.get("/figuur/<any(smal):form>/<figure_id>.svg")
@allows(own_attempt)
def figure(attempt_id: UUID, figure_id: str, form: str = "") -> ResponseReturnValue:
    """Draw a figure of the report as SVG: as in the PDF, or for a narrow screen."""
    _, pages = _open()
    return send_figure(pages.report, figure_id, form)


@bp.get("/waarom/<construct>")
@allows(own_attempt)
def why(attempt_id: UUID, construct: str) -> ResponseReturnValue:
    """Open a score to the answers behind it."""
    result = reporting.open_result(g.db, content(), current_attempt())
    scored = _find_score(construct, result)
    if scored is None:
        abort(404)
    name, estimate, mean = scored
    parts = reporting.explain(content(), result.answers, construct)
    is_virtue = construct in content().value_map.virtues
    library = content().library
    return render_template(
        "participant/why.html",
        attempt_id=attempt_id,
        construct=construct,
        name=name,
        estimate=estimate,
        likely=result.profile.likely.get(construct),
        mean=mean,
        parts=parts,
        look=None if is_virtue else result.profile.closer.get(construct),
        extra=_answered_extra(result, construct),
        calibrated=result.profile.standard_errors.get(construct) == "calibration",
        items={item.id: item for item in library.gedrag.items},
        options={option.value: option.label for option in library.gedrag.options},
        phase=result.answers.phase,
        value_map=content().value_map,
    )


def _answered_extra(result: Result, construct: str) -> list[tuple[str, str]]:
    """Return the extra statements of a competency that were answered, and what was answered."""
    gedrag = content().library.gedrag
    labels = {**{str(o.value): o.label for o in gedrag.options},
              gedrag.missing.id: gedrag.missing.label}  # fmt: skip
    given = result.answers.extra
    return [
        (item.wording(result.answers.phase), labels[str(given[item.id])])
        for item in gedrag.extra_of(construct)
        if item.id in given
    ]


def _open() -> tuple[Result, ResultPages]:
    attempt = current_attempt()
    result = reporting.open_result(g.db, content(), attempt)
    created_at = now().astimezone(AMSTERDAM)
    return result, reporting.write_result(content(), result, created_at=created_at)


def _find_score(construct: str, result: Result) -> tuple[str, Estimate | None, float | None] | None:
    """Return the name and the plain score of a competency, value or cluster, and the own mean."""
    value_map, profile = content().value_map, result.profile
    kinds = (
        (value_map.competency, profile.competencies),
        (value_map.values, profile.values),
        ({cluster.id: cluster for cluster in value_map.clusters}, profile.clusters),
    )
    for named, scores in kinds:
        if construct in named:
            mean = own_mean(scores, value_map.virtues)
            return named[construct].name, scores[construct], mean
    return None


def _name_constructs(groups: tuple[tuple[str, ...], ...]) -> list[list[tuple[str, str]]]:
    """Return id and name, in groups, of scores that a section opens."""
    value_map = content().value_map
    clusters = {cluster.id: cluster.name for cluster in value_map.clusters}
    names = clusters | {value.id: value.name for value in value_map.values.values()}
    return [[(construct, names[construct]) for construct in group] for group in groups]

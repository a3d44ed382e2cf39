"""What anybody may see before starting: an example of a result, and every question."""

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from assessment.services import example, printing, showing
from assessment.services.reporting import ResultPages
from assessment.web.access import allows, anyone
from assessment.web.participant import content, now
from assessment.web.participant.figures import send_figure
from assessment.web.participant.paper import PART, send_form
from assessment.wording import say
from values import PARTS, PHASES, SITTING

bp = Blueprint("preview", __name__)


@bp.get("/voorbeeld", defaults={"section_id": ""})
@bp.get("/voorbeeld/<section_id>")
@allows(anyone)
def show_example(section_id: str) -> ResponseReturnValue:
    """Show a section of the result of somebody who does not exist."""
    pages = _example()
    sections = [section for section in pages.report.sections if section.has_page]
    shown = [section for section in sections if section.id == (section_id or sections[0].id)]
    if not shown:
        abort(404)
    return render_template(
        "participant/example.html",
        section=shown[0],
        sections=sections,
        chapter_shown=showing.fold_chapter(shown[0].blocks),
        lines=pages.lines,
    )


@bp.get("/voorbeeld/figuur/<figure_id>.svg")
@bp.get("/voorbeeld/figuur/<any(smal):form>/<figure_id>.svg")
@allows(anyone)
def draw_figure(figure_id: str, form: str = "") -> ResponseReturnValue:
    """Draw a figure of the example: as in a document, or for a narrow screen."""
    return send_figure(_example().report, figure_id, form)


@bp.get("/vragen")
@bp.get("/vragen/<phase>")
@allows(anyone)
def show_questions(phase: str = SITTING) -> ResponseReturnValue:
    """Show every question that somebody in ``phase`` is asked."""
    if phase not in PHASES:
        abort(404)
    library = content().library
    return render_template(
        "participant/questions.html",
        phase=phase,
        phases=[(one, say(f"phases.{one}")) for one in PHASES],
        parts=[
            (part, library.instrument(part, phase), printing.list_questions(content(), part, phase))
            for part in PARTS
        ],
        value_map=content().value_map,
        library=library,
    )


@bp.get(f"/vragen/<phase>/{PART}.pdf")
@allows(anyone)
def print_questions(phase: str, part: str) -> ResponseReturnValue:
    """Give the questions of a part as a form, made once in each process."""
    if phase not in PHASES:
        abort(404)
    kept: dict[tuple[str, str], bytes] = current_app.extensions.setdefault("forms", {})
    if (phase, part) not in kept:
        made = printing.print_questions(content(), part, phase, created_at=now())
        kept[phase, part] = made
    return send_form(kept[phase, part], part)


def _example() -> ResultPages:
    """Return the example, made once in each process."""
    kept = current_app.extensions
    if "example" not in kept:
        kept["example"] = example.write_example(content())
    pages: ResultPages = kept["example"]
    return pages

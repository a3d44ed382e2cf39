"""What anybody may see before starting: an example of a result, and every question."""

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from assessment.services import example, showing
from assessment.services.reporting import ResultPages
from assessment.web.access import allows, anyone
from assessment.web.participant import content
from assessment.web.participant.figures import send_figure
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
            (part, instrument, instrument.items_for(phase, design=1))
            for part in PARTS
            for instrument in [library.instrument(part, phase)]
        ],
        value_map=content().value_map,
        library=library,
    )


def _example() -> ResultPages:
    """Return the example, made once in each process."""
    kept = current_app.extensions
    if "example" not in kept:
        kept["example"] = example.write_example(content())
    pages: ResultPages = kept["example"]
    return pages

"""What others said, once it was opened: a page, its figure, and a file."""

from uuid import UUID

from flask import Blueprint, Response, g, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.services.others import showing
from assessment.web.access import allows, own_round
from assessment.web.participant import content
from assessment.web.participant.figures import send_figure
from assessment.web.sharing import current_account_id

bp = Blueprint("others_result", __name__, url_prefix="/anderen/<uuid:others_round_id>/uitkomst")


@bp.get("")
@allows(own_round)
def show(others_round_id: UUID) -> ResponseReturnValue:
    """Show what others said beside what the owner said."""
    report = showing.open_report(g.db, content(), current_account_id(), others_round_id)

    def address(figure_id: str, form: str | None = None) -> str:
        return url_for(".figure", others_round_id=others_round_id, figure_id=figure_id, form=form)

    return render_template(
        "others/result.html", report=report, others_round_id=others_round_id, figures=address
    )


@bp.get("/figuur/<figure_id>.svg")
@bp.get("/figuur/<any(smal):form>/<figure_id>.svg")
@allows(own_round)
def figure(others_round_id: UUID, figure_id: str, form: str = "") -> ResponseReturnValue:
    """Draw the figure of the result."""
    report = showing.open_report(g.db, content(), current_account_id(), others_round_id)
    return send_figure(report, figure_id, form)


@bp.get("/anderen.pdf")
@allows(own_round)
def make_pdf(others_round_id: UUID) -> ResponseReturnValue:
    """Return the result as a PDF."""
    pdf = showing.make_pdf(g.db, content(), current_account_id(), others_round_id)
    return Response(
        pdf,
        mimetype="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="anderen.pdf"'},
    )

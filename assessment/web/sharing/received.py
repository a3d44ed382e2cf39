"""What a coach may read: the frozen parts of a release, each time with a note for the owner."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assessment.services import releasing
from assessment.services.coaching import conversing
from assessment.services.moments import now
from assessment.services.releasing import DOCUMENT, SHEET, name_file
from assessment.web.access import (
    allows,
    current_actor,
    notes_reading,
    released_to_me,
)
from assessment.web.account import current_account
from assessment.web.participant.figures import send_figure

bp = Blueprint("received", __name__, url_prefix="/vrijgegeven")


@bp.get("/<uuid:release_id>")
@allows(released_to_me)
def show(release_id: UUID) -> ResponseReturnValue:
    """Go to the first part that was released."""
    _, held = releasing.open_release(g.db, current_actor(), release_id, now=now())
    return redirect(url_for(".part", release_id=release_id, part=held.parts[0]), code=302)


@bp.get("/<uuid:release_id>/<part>", endpoint="part")
@notes_reading
@allows(released_to_me)
def show_part(release_id: UUID, part: str) -> ResponseReturnValue:
    """Show one part, and note for the owner that it was opened."""
    held = releasing.read_part(g.db, current_actor(), release_id, part, now=now())
    return render_template(
        "sharing/part.html",
        release=releasing.find_release(g.db, release_id),
        talk_id=conversing.find_talk_id(g.db, release_id),
        held=held,
        section=held.chapter(part),
        figures=_figures_of(release_id),
        documents=[DOCUMENT, *([SHEET] if held.sheet else [])],
    )


@bp.get("/<uuid:release_id>/figuur/<figure_id>.svg")
@bp.get("/<uuid:release_id>/figuur/<any(smal):form>/<figure_id>.svg")
@allows(released_to_me)
def figure(release_id: UUID, figure_id: str, form: str = "") -> ResponseReturnValue:
    """Draw a figure of a part that was released."""
    _, held = releasing.open_release(g.db, current_actor(), release_id, now=now())
    return send_figure(held.report, figure_id, form)


@bp.post("/<uuid:release_id>/<any(vrijgave, gesprekswijzer):document>.pdf")
@notes_reading
@allows(released_to_me)
def make_pdf(release_id: UUID, document: str) -> ResponseReturnValue:
    """Hand over a PDF with the name of this coach and the day on every page; it is noted."""
    address = current_account().address
    data = releasing.make_pdf(
        g.db, current_actor(), release_id, kind=document, recipient=address, now=now()
    )
    name = name_file(document, now())
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, mimetype="application/pdf", headers=headers)


def _figures_of(release_id: UUID) -> Callable[..., str]:
    def address(figure_id: str, form: str | None = None) -> str:
        return url_for(".figure", release_id=release_id, figure_id=figure_id, form=form)

    return address
